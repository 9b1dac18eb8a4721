package dev.cleanup.jdbc;

import static java.util.Objects.requireNonNull;

import dev.cleanup.history.HistoryQuery;
import dev.cleanup.history.HistoryRetention;
import dev.cleanup.history.RunEntry;
import dev.cleanup.history.RunHistory;
import dev.cleanup.jdbc.internal.history.RunRowReader;
import dev.cleanup.jdbc.internal.history.RunRowWriter;
import dev.cleanup.jdbc.internal.history.RunTables;
import dev.cleanup.jdbc.internal.sql.Ddl;
import dev.cleanup.jdbc.internal.sql.LibraryTransaction;
import dev.cleanup.jdbc.internal.sql.Product;
import dev.cleanup.jdbc.internal.sql.StoredText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;

/**
 * A history in the tables {@code cleanup_run} and {@code cleanup_run_*} of a database, which SQL can ask, too.
 *
 * <p>The tables are shipped for PostgreSQL, MariaDB and H2, in this module's jar as
 * {@code dev/cleanup/jdbc/history-postgresql.sql} and so on, for the host's own migrations; {@link #createTables} makes
 * them, too. Text is kept up to 10,000 characters, and without what databases refuse. Each call is a transaction of its own,
 * on a connection that comes with auto-commit on. Safe for use by several threads and processes.
 */
public final class JdbcHistory implements RunHistory {

    private final LibraryTransaction tables;
    private final HistoryRetention retention;

    private JdbcHistory(LibraryTransaction tables, HistoryRetention retention) {
        this.tables = tables;
        this.retention = retention;
    }

    /**
     * A history in a database.
     *
     * @param dataSource where connections come from, one for each call
     * @param retention how much is kept
     * @return the history
     */
    public static JdbcHistory in(DataSource dataSource, HistoryRetention retention) {
        return new JdbcHistory(
                new LibraryTransaction(requireNonNull(dataSource, "dataSource")),
                requireNonNull(retention, "retention"));
    }

    /**
     * Makes the tables where they are not there yet. Nothing else does: a history never changes a schema unasked.
     *
     * @return this history
     * @throws dev.cleanup.history.HistoryUnavailableException if that fails, or none are shipped for the database
     */
    public JdbcHistory createTables() {
        return tables.inOne("the tables of the history were not made", (handle, product) -> {
            Ddl.statements("history", product).forEach(handle::execute);
            return this;
        });
    }

    @Override
    public void append(RunEntry entry) {
        String what = "run " + entry.id() + " of " + entry.cleanup()
                + " was not written to the history, so that guards and people who ask do not learn of it";
        tables.inOne(what, (handle, product) -> {
            new RunRowWriter(handle, product).insert(entry);
            return dropBeyond(handle, product, entry);
        });
    }

    /** Drops what the retention no longer keeps of the same cleanup over the same storage. */
    private int dropBeyond(Handle handle, Product product, RunEntry entry) {
        int dropped = olderThan(handle, entry, retention.entries())
                .map(last -> drop(handle, product, entry, last, Optional.empty()))
                .orElse(0);
        Optional<Duration> age = retention.age();
        if (age.isPresent()) {
            Instant start = entry.started().minus(age.get());
            dropped += olderThan(handle, entry, HistoryRetention.KEPT_AT_ANY_AGE)
                    .map(last -> drop(handle, product, entry, last, Optional.of(start)))
                    .orElse(0);
        }
        return dropped;
    }

    /** The newest run that so many newer ones follow. */
    private static Optional<Long> olderThan(Handle handle, RunEntry entry, int newer) {
        return handle.createQuery("SELECT seq FROM cleanup_run WHERE cleanup = :cleanup AND storage = :storage"
                        + " ORDER BY seq DESC LIMIT 1 OFFSET :newer")
                .bind("cleanup", StoredText.of(entry.cleanup()))
                .bind("storage", StoredText.of(entry.storage()))
                .bind("newer", newer)
                .mapTo(Long.class)
                .findOne();
    }

    private static int drop(Handle handle, Product product, RunEntry entry, long last, Optional<Instant> before) {
        var delete = handle.createUpdate(
                        "DELETE FROM cleanup_run WHERE cleanup = :cleanup AND storage = :storage" + " AND seq <= :last"
                                + before.map(start -> " AND started < :before").orElse(""))
                .bind("cleanup", StoredText.of(entry.cleanup()))
                .bind("storage", StoredText.of(entry.storage()))
                .bind("last", last);
        before.ifPresent(start -> delete.bind("before", RunTables.moment(start, product)));
        return delete.execute();
    }

    @Override
    public List<RunEntry> entries(HistoryQuery query) {
        return tables.inOne(
                "the history cannot be read, so that nobody knows what earlier runs did",
                (handle, product) -> new RunRowReader(handle, product).entries(query));
    }

    /** Shows what is kept. */
    @Override
    public String toString() {
        return "runs in a database, keeping " + retention;
    }
}
