package dev.cleanup.internal.run;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Refuses a call that is made from within the same call: by a listener, a policy, a source or a lock of the host. A run
 * tells its listeners of its end also where it is skipped, so a listener that runs again would never end.
 */
final class ReentranceCheck {

    private static final ThreadLocal<Set<Call>> UNDER_WAY = ThreadLocal.withInitial(HashSet::new);

    private ReentranceCheck() {}

    /** A kind of call over one storage, whichever composition makes it. */
    private record Call(String kind, String storage) {}

    /**
     * Does the work of a call.
     *
     * @throws IllegalStateException if this thread is within such a call already
     */
    static <T> T guarded(String kind, String storage, Supplier<T> work) {
        Call call = new Call(kind, storage);
        if (!UNDER_WAY.get().add(call)) {
            throw new IllegalStateException(kind + " over " + storage + " is called from within " + kind
                    + " over the same storage, so neither would end. Call it after the first one returns, or from another"
                    + " thread that the listener does not wait for");
        }
        try {
            return work.get();
        } finally {
            UNDER_WAY.get().remove(call);
            if (UNDER_WAY.get().isEmpty()) {
                UNDER_WAY.remove();
            }
        }
    }
}
