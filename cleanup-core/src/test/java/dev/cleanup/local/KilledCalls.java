package dev.cleanup.local;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;

/**
 * The real system operations of a process that is killed right before, or right after, the n-th that changes something.
 *
 * <p>From then on nothing is done any more, as nothing would be, but what the operating system does itself: locks end.
 */
final class KilledCalls {

    /** What ends the process; nothing may catch it and go on, as nothing in a dead process would. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private static final Set<String> MUTATING = Set.of(
            "write",
            "create",
            "allocate",
            "overwrite",
            "trim",
            "lock",
            "makeDirectory",
            "makeFolder",
            "rename",
            "link",
            "unlink",
            "removeDirectory");

    private final SystemCalls real = new NioCalls();
    private final int dyingAt;
    private final boolean before;
    private int made;
    private boolean dead;

    private KilledCalls(int dyingAt, boolean before) {
        this.dyingAt = dyingAt;
        this.before = before;
    }

    static KilledCalls before(int call) {
        return new KilledCalls(call, true);
    }

    static KilledCalls after(int call) {
        return new KilledCalls(call, false);
    }

    static KilledCalls never() {
        return new KilledCalls(Integer.MAX_VALUE, true);
    }

    int made() {
        return made;
    }

    SystemCalls calls() {
        return (SystemCalls) Proxy.newProxyInstance(
                SystemCalls.class.getClassLoader(), new Class<?>[] {SystemCalls.class}, (proxy, method, arguments) -> {
                    boolean mutating = MUTATING.contains(method.getName());
                    made += mutating && !dead ? 1 : 0;
                    dead |= mutating && before && made == dyingAt;
                    if (dead) {
                        throw new Killed();
                    }
                    Object result = call(method, arguments);
                    dead = mutating && !before && made == dyingAt;
                    if (dead) {
                        release(result);
                        throw new Killed();
                    }
                    return result;
                });
    }

    private Object call(java.lang.reflect.Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    private static void release(Object result) {
        if (result instanceof java.util.Optional<?> held && held.orElse(null) instanceof Hold hold) {
            hold.close();
        }
    }

    /** Does something in a process that may be killed meanwhile. */
    static void run(Deed deed) throws IOException {
        try {
            deed.run();
        } catch (Killed end) {
            return;
        }
    }

    /** What the process does. */
    interface Deed {
        void run() throws IOException;
    }
}
