package dev.cleanup;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.stream.Stream;

/** Counts what is asked of a storage and its sources, and lets one of these calls fail: before it is done, or after. */
final class FailingOnce {

    /** What is no work: it cannot fail. */
    private static final Set<String> FREE = Set.of(
            "id", "name", "times", "notes", "supportsKey", "provides", "supports", "toString", "hashCode", "equals");

    private final int failing;
    private final boolean done;
    private int calls;

    private FailingOnce(int failing, boolean done) {
        this.failing = failing;
        this.done = done;
    }

    /** The call of that number, from one, is not done. */
    static FailingOnce before(int call) {
        return new FailingOnce(call, false);
    }

    /** The call of that number, from one, is done, and fails all the same. */
    static FailingOnce after(int call) {
        return new FailingOnce(call, true);
    }

    /** Whether there was a call of that number. */
    boolean hasFailed() {
        return calls >= failing;
    }

    /** The same thing, counted. */
    <T> T counted(T real, Class<T> type) {
        Class<?>[] abilities = Stream.of(real.getClass().getInterfaces()).toArray(Class<?>[]::new);
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), abilities, (proxy, method, arguments) -> call(real, method, arguments)));
    }

    private Object call(Object real, Method method, Object[] arguments) throws Throwable {
        boolean fails = !FREE.contains(method.getName()) && ++calls == failing;
        if (fails && !done) {
            throw new IllegalStateException("call " + failing + " fails: " + method.getName());
        }
        Object answer = pass(real, method, arguments);
        if (fails) {
            throw new IllegalStateException("call " + failing + " fails once it is done: " + method.getName());
        }
        return answer;
    }

    private static Object pass(Object real, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
