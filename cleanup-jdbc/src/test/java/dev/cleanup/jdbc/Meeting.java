package dev.cleanup.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * Lets sessions take their steps in an order that somebody chooses, one step at a time. A session that waits for a lock
 * is passed over until it has it.
 */
final class Meeting implements AutoCloseable {

    private final List<Session> sessions;
    private final IntSupplier waiting;
    private final List<String> steps = new ArrayList<>();

    /** With a look at how many sessions wait for a lock. */
    Meeting(IntSupplier waiting, Session... sessions) throws Exception {
        this.sessions = List.of(sessions);
        this.waiting = waiting;
        for (Session session : sessions) {
            settle(session);
        }
    }

    /** Lets the sessions go on until all have ended. */
    List<String> run(Choice choice) throws Exception {
        for (List<Session> able = able(); !able.isEmpty(); able = able()) {
            Session session = able.get(choice.among(able.size()));
            steps.add(session.go());
            settle(session);
            for (Session other : sessions) {
                settle(other);
            }
        }
        return steps;
    }

    private List<Session> able() throws Exception {
        List<Session> able = sessions.stream().filter(Session::canGo).toList();
        if (able.isEmpty()) {
            // All wait, so that the database has to end it, as it does with deadlocks.
            for (Session session : sessions) {
                while (!session.stops(100)) {}
            }
            able = sessions.stream().filter(Session::canGo).toList();
        }
        return able;
    }

    /** Others may be waiting, too. */
    private void settle(Session session) throws Exception {
        session.settle(() -> waiting.getAsInt()
                > sessions.stream()
                        .filter(other -> other != session && !other.hasEnded() && !other.canGo())
                        .count());
    }

    @Override
    public void close() throws InterruptedException {
        for (Session session : sessions) {
            session.close();
        }
    }

    /** Chooses who takes the next step, as a number below that of the sessions that can. */
    @FunctionalInterface
    interface Choice {
        int among(int able);
    }
}
