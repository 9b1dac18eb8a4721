package dev.cleanup.testkit.fake;

import dev.cleanup.outcome.Failure;
import dev.cleanup.outcome.Outcome;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;

/** The faults that a test gave a fake source of records. Safe for use by several threads. */
final class RecordFaults {

    /** What goes wrong with one record, or with the source as a whole. */
    enum Fault {
        READ_FAILS,
        UNSETTLED_FAILS,
        ROW_FAILS,
        CLAIM_FAILS,
        SETTLE_FAILS,
        SETTLE_FORBIDDEN,
        RELEASE_FAILS,
        COMMIT_IN_DOUBT
    }

    private record Broken(Fault fault, String id) {}

    private final Set<Broken> broken = new HashSet<>();
    private OptionalInt findFailsAt = OptionalInt.empty();

    synchronized void add(Fault fault, String id) {
        broken.add(new Broken(fault, id));
    }

    synchronized boolean has(Fault fault, String id) {
        return broken.contains(new Broken(fault, id));
    }

    synchronized void failFindAt(int row) {
        findFailsAt = OptionalInt.of(row);
    }

    /** Whether a search that delivered some rows fails; at its end it also fails for rows that there are not. */
    synchronized boolean findFails(int delivered) {
        return findFailsAt.isPresent() && findFailsAt.getAsInt() <= delivered + 1L;
    }

    synchronized void heal() {
        broken.clear();
        findFailsAt = OptionalInt.empty();
    }

    /** Does something to a record, unless that is to fail; its answer may get lost. */
    Outcome play(Fault fault, String id, Supplier<Outcome> change) {
        if (has(fault, id)) {
            return new Outcome.Failed(failure(id));
        }
        Outcome outcome = change.get();
        return has(Fault.COMMIT_IN_DOUBT, id) && outcome instanceof Outcome.Settled
                ? new Outcome.Unknown(failure(id))
                : outcome;
    }

    static Failure failure(String id) {
        return new Failure("ScriptedFault", "the test lets record " + id + " fail");
    }
}
