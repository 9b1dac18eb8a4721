package dev.cleanup.jdbc;

import static java.util.Objects.requireNonNull;

import dev.cleanup.history.SightingScope;
import dev.cleanup.history.SightingStore;
import dev.cleanup.history.SightingTime;
import dev.cleanup.jdbc.internal.history.SightingRows;
import dev.cleanup.jdbc.internal.sql.Ddl;
import dev.cleanup.jdbc.internal.sql.LibraryTransaction;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import javax.sql.DataSource;

/**
 * A ledger of sightings in the tables {@code cleanup_sighting_place} and {@code cleanup_sighting} of a database.
 *
 * <p>The tables are shipped for PostgreSQL, MariaDB and H2, in this module's jar as
 * {@code dev/cleanup/jdbc/sightings-postgresql.sql} and so on, for the host's own migrations; {@link #createTables} makes
 * them, too. A file is a row of two digests, never its name. Each call is a transaction of its own, on a connection that
 * comes with auto-commit on. Safe for use by several threads and processes.
 */
public final class JdbcSightings implements SightingStore {

    private final LibraryTransaction tables;

    private JdbcSightings(LibraryTransaction tables) {
        this.tables = tables;
    }

    /**
     * A ledger in a database.
     *
     * @param dataSource where connections come from, one for each call
     * @return the ledger
     */
    public static JdbcSightings in(DataSource dataSource) {
        return new JdbcSightings(new LibraryTransaction(requireNonNull(dataSource, "dataSource")));
    }

    /**
     * Makes the tables where they are not there yet. Nothing else does: a ledger never changes a schema unasked.
     *
     * @return this ledger
     * @throws dev.cleanup.history.HistoryUnavailableException if that fails, or none are shipped for the database
     */
    public JdbcSightings createTables() {
        return tables.inOne("the tables of the sightings were not made", (handle, product) -> {
            Ddl.statements("sightings", product).forEach(handle::execute);
            return this;
        });
    }

    @Override
    public boolean outlivesProcess() {
        return true;
    }

    @Override
    public Optional<SightingTime> time(SightingScope place) {
        return tables.inOne(unread(place), (handle, product) -> new SightingRows(handle, place).time());
    }

    @Override
    public void lookUp(SightingScope place, Collection<String> marks, BiConsumer<String, Instant> sink) {
        Map<String, Instant> known =
                tables.inOne(unread(place), (handle, product) -> new SightingRows(handle, place).known(marks));
        known.forEach(sink);
    }

    private static String unread(SightingScope place) {
        return "the sightings of task " + place.task() + " of " + place.cleanup()
                + " cannot be read, so that nobody knows how long its orphans were seen";
    }

    @Override
    public void remember(SightingScope place, SightingTime time, Iterable<List<String>> orphans) {
        String what = "the orphans of task " + place.task() + " of " + place.cleanup()
                + " were not written to the ledger, and have to be seen again";
        tables.inOne(what, (handle, product) -> new SightingRows(handle, place).replace(time, orphans));
    }

    /** Says where it is. */
    @Override
    public String toString() {
        return "the ledger in a database";
    }
}
