package dev.cleanup.jdbc;

import static java.util.Objects.requireNonNull;

import dev.cleanup.jdbc.internal.owner.IdDisplay;
import dev.cleanup.jdbc.internal.record.ColumnRole;
import dev.cleanup.jdbc.internal.reference.ReferenceFaults;
import dev.cleanup.jdbc.internal.reference.ReferenceQuery;
import dev.cleanup.jdbc.internal.reference.ResolvedQuery;
import dev.cleanup.jdbc.internal.reference.SnapshotTransaction;
import dev.cleanup.reference.KeyMapping;
import dev.cleanup.reference.Owner;
import dev.cleanup.reference.ReferenceSink;
import dev.cleanup.reference.ReferenceSource;
import dev.cleanup.reference.ReferencesUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handles;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The references that columns and queries of one database hold, all read in one consistent snapshot.
 *
 * <p>A reference that moves from one table to another during the read is seen, because every column and query is read
 * in the same transaction, at the isolation level that freezes the database's data. Rows are fetched in
 * portions, so that memory does not grow with their number, as far as the driver can. Nothing is written: the transaction is rolled back and the connection returned as it
 * came. Immutable and safe for use by several threads; each method returns a copy.
 *
 * <p>The data source must lead to the primary server, since a replica may lag behind, and must hand out connections that
 * stand in no transaction. With any database but PostgreSQL and MariaDB, which can tell, that means auto-commit is on.
 *
 * <pre>{@code
 * JdbcReferences.of(dataSource)
 *         .column("sessions", "audio_filename")
 *         .column("images", "storage_path", KeyMapping.absolutePathsUnder("/srv/uploads"))
 * }</pre>
 */
public final class JdbcReferences implements ReferenceSource {

    private static final String DEFAULT_NAME = "database";
    private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(10);

    private final Jdbi jdbi;
    private final @Nullable String name;
    private final @Nullable Duration timeout;
    private final List<ReferenceQuery> readings;
    private final IdDisplay ids;

    private JdbcReferences(
            Jdbi jdbi,
            @Nullable String name,
            @Nullable Duration timeout,
            List<ReferenceQuery> readings,
            IdDisplay ids) {
        this.jdbi = jdbi;
        this.name = name;
        this.timeout = timeout;
        this.readings = readings;
        this.ids = ids;
    }

    /**
     * Starts with a database of which no column is named yet.
     *
     * @param dataSource where connections come from, one for each read
     * @return what takes the first column or query
     */
    public static Start of(DataSource dataSource) {
        Jdbi jdbi = Jdbi.create(requireNonNull(dataSource, "dataSource"));
        // A snapshot ends its own transaction, and says so when it cannot; any other is the host's.
        jdbi.getConfig(Handles.class).setForceEndTransactions(false);
        return new Start(new JdbcReferences(jdbi, null, null, List.of(), IdDisplay.SHOWN));
    }

    /**
     * Names the source, for messages and reports; unnamed, it is {@code database}.
     *
     * @param name the name, unique within a composition
     * @return a copy with that name
     * @throws IllegalArgumentException if the name is blank
     * @throws IllegalStateException if the source has a name already
     */
    public JdbcReferences named(String name) {
        if (this.name != null) {
            throw new IllegalStateException("name (" + name + ") conflicts with " + this.name
                    + ": a source has one name in reports, so name it once");
        }
        return new JdbcReferences(jdbi, ReferenceQuery.present("name", name), timeout, readings, ids);
    }

    /**
     * Keeps the ids of rows out of texts, such as reports, logs and alerts. Texts show a hash, which {@link
     * dev.cleanup.reference.Owner#hashOf} computes. Default: texts show ids.
     *
     * @return a copy with secret ids
     * @throws IllegalStateException if they are secret already
     */
    public JdbcReferences withSecretIds() {
        if (ids == IdDisplay.SECRET) {
            throw new IllegalStateException("the ids of " + name() + " are secret already, so say it once");
        }
        return new JdbcReferences(jdbi, name, timeout, readings, IdDisplay.SECRET);
    }

    /**
     * Limits how long the database may take over each column or query; unlimited it is never, but ten minutes.
     *
     * <p>The time counts until the first rows are there. Whether it counts on while more are fetched depends on the
     * driver. Drivers know whole seconds, so that it is rounded up.
     *
     * @param timeout how long, more than zero
     * @return a copy with that limit
     * @throws IllegalArgumentException if the duration is not positive
     * @throws IllegalStateException if a limit was set already
     */
    public JdbcReferences timeout(Duration timeout) {
        if (this.timeout != null) {
            throw new IllegalStateException("timeout (" + timeout + ") conflicts with " + this.timeout
                    + ": each query has one time limit, so set it once");
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout (" + timeout
                    + ") must be more than zero, which drivers take for no limit at all: give seconds or minutes");
        }
        return new JdbcReferences(jdbi, name, timeout, readings, ids);
    }

    /**
     * Adds a column whose values are keys: paths relative to the storage's root.
     *
     * @param table the table or view, with its schema and a dot before it where needed
     * @param column the column
     * @return a copy with that column
     * @throws IllegalArgumentException if one is blank
     * @throws IllegalStateException if the column was added before
     */
    public JdbcReferences column(String table, String column) {
        return column(table, column, KeyMapping.relativePaths());
    }

    /**
     * Adds a column. Table and column are found as in SQL without quotes, and also if they are spelled exactly as the
     * database has them.
     *
     * <p>The owner of each value is the row, by the table's primary key; the parts of a composite key are joined by commas. A
     * row without a primary key is {@code -} and equals no record.
     *
     * @param table the table or view, with its schema and a dot before it where needed
     * @param column the column
     * @param mapping what its values mean
     * @return a copy with that column
     * @throws IllegalArgumentException if table or column is blank
     * @throws IllegalStateException if the column was added before
     */
    public JdbcReferences column(String table, String column, KeyMapping mapping) {
        return plus(new ReferenceQuery.Column(table, column, mapping));
    }

    /**
     * Adds a query, for what is no plain column. It is sent as it is, in a transaction that is rolled back.
     *
     * @param name the name, which is the source of the owners
     * @param sql one statement that selects the value and, if it has one, the id of the row that owns it
     * @param mapping what the values mean
     * @return a copy with that query
     * @throws IllegalArgumentException if name or statement is blank, or if it contains a {@code ;}
     * @throws IllegalStateException if the same query was added before
     */
    public JdbcReferences query(String name, String sql, KeyMapping mapping) {
        return plus(new ReferenceQuery.Query(name, sql, mapping, Optional.empty()));
    }

    /**
     * Adds a query whose owners are rows of a table.
     *
     * <p>A record of that table that is claimed by the same key no longer protects what the query says it names. The owners
     * of any other query equal no record's, whatever the query is called.
     *
     * @param table the table whose rows own the values, with its schema and a dot before it where needed
     * @param key the column of that table which names a row, and which the statement selects second
     * @param sql one statement that selects the value and the key
     * @param mapping what the values mean
     * @return a copy with that query
     * @throws IllegalArgumentException if a text is blank, or the statement contains a {@code ;}
     * @throws IllegalStateException if the same query was added before
     */
    public JdbcReferences queryOfRows(String table, String key, String sql, KeyMapping mapping) {
        ColumnRole.RowsOf rows = new ColumnRole.RowsOf(table, List.of(ReferenceQuery.present("key", key)));
        return plus(new ReferenceQuery.Query(table, sql, mapping, Optional.of(rows)));
    }

    private JdbcReferences plus(ReferenceQuery reading) {
        if (readings.stream().anyMatch(reading::repeats)) {
            throw new IllegalStateException(reading + " was added before: a second reading could only contradict the"
                    + " first, so remove one of them");
        }
        List<ReferenceQuery> more = new ArrayList<>(readings);
        more.add(reading);
        return new JdbcReferences(jdbi, name, timeout, List.copyOf(more), ids);
    }

    @Override
    public String name() {
        return name == null ? DEFAULT_NAME : name;
    }

    @Override
    public Map<String, String> configuration() {
        Map<String, String> configuration = new TreeMap<>();
        configuration.put("ids", ids.name());
        for (ReferenceQuery reading : readings) {
            configuration.merge(reading.setting(), reading.configuration(), (one, other) -> one + "\n" + other);
        }
        return configuration;
    }

    /**
     * Delivers what every column and query holds in one snapshot, one after the other in their order.
     *
     * @param sink takes the references, on the calling thread; what it throws reaches the caller unchanged
     * @throws ReferencesUnavailableException if no connection or no snapshot was to be had, a table or column is not there, or
     *     the database failed before the connection was returned
     */
    @Override
    public void read(ReferenceSink sink) {
        requireNonNull(sink, "sink");
        try (SnapshotTransaction snapshot = SnapshotTransaction.of(jdbi, new ReferenceFaults(name()))) {
            snapshot.begin();
            // All names are looked up first, since some drivers allow nothing beside an open cursor.
            List<ResolvedQuery> selections = snapshot.selections(readings, ids);
            for (ResolvedQuery selection : selections) {
                snapshot.deliver(selection, timeout == null ? DEFAULT_TIMEOUT : timeout, sink);
            }
        }
    }

    /**
     * Says what is read.
     *
     * @return the name and each column and query
     */
    @Override
    public String toString() {
        return name() + readings;
    }

    /**
     * A database of which no column or query is named yet, and so not yet a source of references.
     *
     * <p>Immutable and safe for use by several threads; each method returns a copy.
     */
    public static final class Start {

        private final JdbcReferences nothing;

        private Start(JdbcReferences nothing) {
            this.nothing = nothing;
        }

        /**
         * Names the source, as {@link JdbcReferences#named} does.
         *
         * @param name the name
         * @return a copy with that name
         */
        public Start named(String name) {
            return new Start(nothing.named(name));
        }

        /**
         * Limits the time of each query, as {@link JdbcReferences#timeout} does.
         *
         * @param timeout how long, more than zero
         * @return a copy with that limit
         */
        public Start timeout(Duration timeout) {
            return new Start(nothing.timeout(timeout));
        }

        /**
         * Adds the first column, as {@link JdbcReferences#column(String, String)} does.
         *
         * @param table the table or view
         * @param column the column
         * @return the source
         */
        public JdbcReferences column(String table, String column) {
            return nothing.column(table, column);
        }

        /**
         * Adds the first column, as {@link JdbcReferences#column(String, String, KeyMapping)} does.
         *
         * @param table the table or view
         * @param column the column
         * @param mapping what its values mean
         * @return the source
         */
        public JdbcReferences column(String table, String column, KeyMapping mapping) {
            return nothing.column(table, column, mapping);
        }

        /**
         * Adds the first query, as {@link JdbcReferences#query} does.
         *
         * @param name the name, which is the source of the {@link Owner}s
         * @param sql one statement that selects the value and, if it has one, the owner's id
         * @param mapping what the values mean
         * @return the source
         */
        public JdbcReferences query(String name, String sql, KeyMapping mapping) {
            return nothing.query(name, sql, mapping);
        }

        /**
         * Adds the first query, as {@link JdbcReferences#queryOfRows} does.
         *
         * @param table the table whose rows own the values
         * @param key the column of that table which names a row
         * @param sql one statement that selects the value and the key
         * @param mapping what the values mean
         * @return the source
         */
        public JdbcReferences queryOfRows(String table, String key, String sql, KeyMapping mapping) {
            return nothing.queryOfRows(table, key, sql, mapping);
        }
    }
}
