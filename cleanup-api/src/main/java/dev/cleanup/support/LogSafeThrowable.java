package dev.cleanup.support;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A fault as a log may show it: the names of files in its messages are escaped, so that none can forge a line. */
public final class LogSafeThrowable extends Exception {
    private static final long serialVersionUID = 1L;

    private LogSafeThrowable(Throwable fault, @Nullable Throwable cause) {
        super(EscapedText.escaped(fault.toString()), cause);
        setStackTrace(fault.getStackTrace());
    }

    /** The fault itself where its messages, and those of its causes, are plain; otherwise a copy in which they are. */
    public static Throwable of(Throwable fault) {
        Set<Throwable> all = Collections.newSetFromMap(new IdentityHashMap<>());
        collect(fault, all);
        return all.stream().allMatch(LogSafeThrowable::isPlain) ? fault : copy(fault, all);
    }

    private static void collect(Throwable fault, Set<Throwable> all) {
        if (all.add(fault)) {
            if (fault.getCause() != null) {
                collect(fault.getCause(), all);
            }
            Arrays.stream(fault.getSuppressed()).forEach(suppressed -> collect(suppressed, all));
        }
    }

    private static boolean isPlain(Throwable fault) {
        String shown = fault.toString();
        return shown.equals(EscapedText.escaped(shown));
    }

    /** Each fault is copied once: causes may run in a circle. */
    private static LogSafeThrowable copy(Throwable fault, Set<Throwable> left) {
        left.remove(fault);
        Throwable cause = fault.getCause();
        LogSafeThrowable copy =
                new LogSafeThrowable(fault, cause != null && left.contains(cause) ? copy(cause, left) : null);
        for (Throwable suppressed : fault.getSuppressed()) {
            if (left.contains(suppressed)) {
                copy.addSuppressed(copy(suppressed, left));
            }
        }
        return copy;
    }
}
