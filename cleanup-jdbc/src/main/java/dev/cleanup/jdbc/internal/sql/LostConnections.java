package dev.cleanup.jdbc.internal.sql;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Remembers the run that lost its connection: it claims and confirms nothing more. Safe for use by several threads. */
public final class LostConnections {

    private final AtomicReference<@Nullable Lost> last = new AtomicReference<>();

    public void note(String run, SqlFault trouble) {
        if (trouble.kind() == SqlFault.Kind.NO_CONNECTION) {
            last.set(new Lost(run, trouble));
        }
    }

    /** What ended a run's dealings with this database, if it lost its connection. */
    public Optional<SqlFault> of(String run) {
        Lost lost = last.get();
        return lost != null && lost.run.equals(run) ? Optional.of(lost.trouble) : Optional.empty();
    }

    private record Lost(String run, SqlFault trouble) {}
}
