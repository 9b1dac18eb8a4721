package dev.cleanup.testkit.fake;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a test lets happen at certain points of a fake, each action once. Safe for use by several threads; actions run on
 * the thread that reaches the point, under no lock.
 *
 * @param <P> the kind of point
 */
final class Hooks<P> {

    private final Map<P, List<Runnable>> actions = new HashMap<>();

    synchronized void add(P point, Runnable action) {
        actions.computeIfAbsent(point, any -> new ArrayList<>()).add(requireNonNull(action, "action"));
    }

    /** Runs what waits for a point, in the order in which it was added; what they throw reaches the caller. */
    void reach(P point) {
        take(point).forEach(Runnable::run);
    }

    private synchronized List<Runnable> take(P point) {
        List<Runnable> waiting = actions.remove(point);
        return waiting == null ? List.of() : waiting;
    }
}
