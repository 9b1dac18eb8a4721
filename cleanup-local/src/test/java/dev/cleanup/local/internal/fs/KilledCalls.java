package dev.cleanup.local.internal.fs;

import dev.cleanup.storage.FileContent;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.Set;

/**
 * The real system operations of a process that is killed right before, during, or right after the n-th that changes something.
 *
 * <p>From then on nothing is done any more, as nothing would be, but what the operating system does itself: locks end.
 */
public final class KilledCalls {

    /** What ends the process; nothing may catch it and go on, as nothing in a dead process would. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** What changes the disk, or hands over what somebody writes. */
    private static final Set<String> CHANGES = Set.of(
            "copy",
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

    private enum When {
        BEFORE,
        DURING,
        AFTER
    }

    private final FileSystemCalls real = new SecureDirectoryCalls();
    private final int dyingAt;
    private final When when;
    private int made;
    private boolean dead;

    private KilledCalls(int dyingAt, When when) {
        this.dyingAt = dyingAt;
        this.when = when;
    }

    public static KilledCalls before(int call) {
        return new KilledCalls(call, When.BEFORE);
    }

    /** What writes has written half of it by then; other calls are not begun. */
    public static KilledCalls during(int call) {
        return new KilledCalls(call, When.DURING);
    }

    public static KilledCalls after(int call) {
        return new KilledCalls(call, When.AFTER);
    }

    public static KilledCalls never() {
        return new KilledCalls(Integer.MAX_VALUE, When.BEFORE);
    }

    public int made() {
        return made;
    }

    public FileSystemCalls calls() {
        return (FileSystemCalls) Proxy.newProxyInstance(
                FileSystemCalls.class.getClassLoader(),
                new Class<?>[] {FileSystemCalls.class},
                (proxy, method, arguments) -> passing(method, arguments));
    }

    private Object passing(Method method, Object[] arguments) throws Throwable {
        boolean last = CHANGES.contains(method.getName()) && !dead && ++made == dyingAt;
        if (last && when == When.DURING) {
            half(method, arguments);
        }
        if (last && when != When.AFTER) {
            die();
        }
        requireAlive();
        Object result = call(method, arguments);
        if (last) {
            release(result);
            die();
        }
        return result;
    }

    /** A change that is made elsewhere; killed before it. */
    public void step() {
        requireAlive();
        if (++made == dyingAt) {
            die();
        }
    }

    private void die() {
        dead = true;
        requireAlive();
    }

    private void requireAlive() {
        if (dead) {
            throw new Killed();
        }
    }

    /** Makes the first part of a change that writes. */
    private void half(Method method, Object[] arguments) throws Throwable {
        int last = arguments.length - 1;
        Object what = arguments[last];
        Object[] halved = arguments.clone();
        halved[last] = switch (method.getName()) {
            case "write", "overwrite" -> ((String) what).substring(0, ((String) what).length() / 2);
            case "allocate" -> (int) what / 2;
            case "create" -> (FileContent) to -> ((FileContent) what).writeTo(new Beginning(to));
            case "copy" -> new Beginning((OutputStream) what);
            default -> null;
        };
        if (halved[last] != null) {
            call(method, halved);
        }
    }

    /** Passes on the first bytes alone. */
    private static final class Beginning extends FilterOutputStream {
        private int left = 150;

        Beginning(OutputStream to) {
            super(to);
        }

        @Override
        public void write(int one) throws IOException {
            if (left-- > 0) {
                out.write(one);
            }
        }
    }

    private Object call(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    private static void release(Object result) {
        if (result instanceof Optional<?> held && held.orElse(null) instanceof FileLockHandle hold) {
            hold.close();
        }
    }

    /** Does something in a process that may be killed meanwhile. */
    public static void run(Deed deed) throws IOException {
        try {
            deed.run();
        } catch (Killed end) {
            return;
        }
    }

    /** What the process does. */
    public interface Deed {
        void run() throws IOException;
    }
}
