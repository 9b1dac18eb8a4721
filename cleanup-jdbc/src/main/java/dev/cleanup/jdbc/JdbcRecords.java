package dev.cleanup.jdbc;

import static java.util.Objects.requireNonNull;

import dev.cleanup.fact.Fact;
import dev.cleanup.jdbc.internal.claim.BatchExecutor;
import dev.cleanup.jdbc.internal.claim.BatchOperation;
import dev.cleanup.jdbc.internal.claim.ClaimOperation;
import dev.cleanup.jdbc.internal.claim.ClaimResult;
import dev.cleanup.jdbc.internal.claim.ConfirmOperation;
import dev.cleanup.jdbc.internal.claim.ReleaseOperation;
import dev.cleanup.jdbc.internal.claim.SettleOperation;
import dev.cleanup.jdbc.internal.ledger.ClaimLedger;
import dev.cleanup.jdbc.internal.ledger.SettledRecords;
import dev.cleanup.jdbc.internal.owner.IdDisplay;
import dev.cleanup.jdbc.internal.record.ColumnRole;
import dev.cleanup.jdbc.internal.record.ColumnRole.Retired;
import dev.cleanup.jdbc.internal.record.ColumnRole.RowsOf;
import dev.cleanup.jdbc.internal.record.RecordAccess;
import dev.cleanup.jdbc.internal.record.RecordFinder;
import dev.cleanup.jdbc.internal.record.RecordMapping;
import dev.cleanup.jdbc.internal.record.RecordOptions;
import dev.cleanup.jdbc.internal.reference.ReferenceFaults;
import dev.cleanup.jdbc.internal.reference.ReferenceQuery;
import dev.cleanup.jdbc.internal.reference.ResolvedQuery;
import dev.cleanup.jdbc.internal.reference.SnapshotTransaction;
import dev.cleanup.jdbc.internal.sql.LostConnections;
import dev.cleanup.jdbc.internal.sql.NamedSql;
import dev.cleanup.jdbc.internal.sql.RetryDelay;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.outcome.Reason;
import dev.cleanup.policy.ItemPolicy;
import dev.cleanup.record.Claim;
import dev.cleanup.record.ClaimRequest;
import dev.cleanup.record.ClaimSink;
import dev.cleanup.record.RecordFacts;
import dev.cleanup.record.RecordSink;
import dev.cleanup.record.RecordSource;
import dev.cleanup.record.RecordsUnavailableException;
import dev.cleanup.record.Settlement;
import dev.cleanup.record.SettlementRequest;
import dev.cleanup.reference.KeyMapping;
import dev.cleanup.reference.Owner;
import dev.cleanup.reference.ReferenceSink;
import dev.cleanup.reference.ReferencesUnavailableException;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.OutcomeSink;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a database that own files, or just grow old: sessions, images, tasks, uploads.
 *
 * <p>A row is claimed under its lock: locked first, then read again and judged again, then marked, all in a transaction of
 * its own that sees what others commit. The mark stands in a ledger, which {@link JdbcClaimLedger} creates, and if the host
 * honours a column of its own ({@link #markedIn}), there, too. What that guarantees, and what it cannot, is written in
 * {@code docs/records-in-sql.md}.
 *
 * <p>The owner of each row is database, schema, table and key. {@link JdbcReferences} have the same owner where that key is
 * the primary key; where it is another, a claimed row goes on protecting what they say it names. The data source must lead to the primary server, and must hand out connections that stand in no
 * transaction; it is refused otherwise, and so is a table that knows no transactions. Tried on PostgreSQL, MariaDB and
 * H2.
 *
 * <p>Immutable and safe for use by several threads; each setting returns a copy. A setting that was made already is a
 * conflict and throws an {@link IllegalStateException}, a blank name an {@link IllegalArgumentException}.
 *
 * <pre>{@code
 * JdbcRecords.table(dataSource, "sessions")
 *         .id("id")
 *         .status("status")
 *         .created("created_at", ZoneOffset.UTC)
 *         .file("audio_filename", key -> key.sibling(key.stem() + "_processed.mp3"))
 * }</pre>
 */
public final class JdbcRecords implements RecordSource {

    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    private final Jdbi jdbi;
    private final RecordMapping mapping;
    private final RecordOptions settings;
    private final RecordAccess access;
    private final ClaimLedger ledger;
    private final BatchExecutor batches;
    private final LostConnections lost = new LostConnections();

    private JdbcRecords(Jdbi jdbi, RecordMapping mapping, RecordOptions settings) {
        this.jdbi = jdbi;
        this.mapping = mapping;
        this.settings = settings;
        this.access = new RecordAccess(jdbi, mapping, settings.lockPatience());
        this.ledger = new ClaimLedger(settings.ledgerTable(), name(), mapping.parameters());
        this.batches = new BatchExecutor(access, settings.pause());
    }

    /**
     * Starts with the rows of a table.
     *
     * @param dataSource where connections come from
     * @param table the table, with its schema and a dot before it where needed
     * @return what takes the key
     */
    public static Start table(DataSource dataSource, String table) {
        return new Start(dataSource, ReferenceQuery.present("table", table), null);
    }

    /**
     * Starts with the rows of a table, read by a statement that joins others to them.
     *
     * <p>The statement gives one row for each record, with the columns of the key under their own names. The rows that are
     * locked are those of the table.
     *
     * @param dataSource where connections come from
     * @param table the table whose rows the records are
     * @param sql one statement
     * @return what takes the key
     * @throws IllegalArgumentException if the statement contains a {@code ;}
     */
    public static Start query(DataSource dataSource, String table, String sql) {
        return new Start(dataSource, ReferenceQuery.present("table", table), NamedSql.query(sql));
    }

    private JdbcRecords with(ColumnRole meaning) {
        return new JdbcRecords(jdbi, mapping.plus(meaning), settings);
    }

    /**
     * Keeps the ids of rows out of texts, such as reports, logs and alerts, where an id is a token that somebody could use.
     * Texts show a hash, which {@link dev.cleanup.reference.Owner#hashOf} computes. Default: texts show ids.
     *
     * @return a copy with secret ids
     * @throws IllegalStateException if they are secret already
     */
    public JdbcRecords withSecretIds() {
        return new JdbcRecords(jdbi, mapping.withSecretIds(), settings);
    }

    private JdbcRecords with(RecordOptions others) {
        return new JdbcRecords(jdbi, mapping, others);
    }

    /** Waits in another way between two attempts. */
    JdbcRecords pausing(RetryDelay pause) {
        return with(settings.pause(pause));
    }

    /**
     * Names the source, for messages and reports, and for what it keeps; unnamed, it is called as its table.
     *
     * <p>A record that is kept although its files are gone is not found again by the source of that name. A second task
     * that is to delete such records takes a second source with a name of its own.
     *
     * @param name the name, unique within a composition
     * @return a copy with that name
     */
    public JdbcRecords named(String name) {
        return with(settings.named(name));
    }

    /**
     * Names the ledger; unnamed, it is {@code cleanup_claims}.
     *
     * @param table the table, in the database of the records
     * @return a copy with that ledger
     * @throws IllegalArgumentException if that is no plain name
     */
    public JdbcRecords ledger(String table) {
        return with(settings.ledger(table));
    }

    /**
     * Limits how long a lock is waited for that somebody else holds; unlimited it is never, but ten seconds.
     *
     * @param patience how long, a second at least
     * @return a copy with that limit
     * @throws IllegalArgumentException if it is less than a second
     */
    public JdbcRecords waitingForLocks(Duration patience) {
        return with(settings.patience(patience));
    }

    /**
     * Says which column holds the status.
     *
     * @param column the column
     * @return a copy with that column
     */
    public JdbcRecords status(String column) {
        return with(new ColumnRole.Status(column));
    }

    /**
     * Says which column holds the time when a record came into being.
     *
     * @param column the column
     * @param zone where its values lie if they have no zone of their own
     * @return a copy with that column
     */
    public JdbcRecords created(String column, ZoneId zone) {
        return created(column, TimeFormat.in(zone));
    }

    /**
     * Says which column holds the time when a record came into being.
     *
     * @param column the column
     * @param format how it holds it
     * @return a copy with that column
     */
    public JdbcRecords created(String column, TimeFormat format) {
        return time("created", column, format);
    }

    /**
     * Says which column holds the time when the work on a record ended.
     *
     * @param column the column
     * @param zone where its values lie if they have no zone of their own
     * @return a copy with that column
     */
    public JdbcRecords completed(String column, ZoneId zone) {
        return completed(column, TimeFormat.in(zone));
    }

    /**
     * Says which column holds the time when the work on a record ended.
     *
     * @param column the column
     * @param format how it holds it
     * @return a copy with that column
     */
    public JdbcRecords completed(String column, TimeFormat format) {
        return time("completed", column, format);
    }

    /**
     * Says which column holds the time when a record is no longer needed; without a value it always is.
     *
     * @param column the column
     * @param zone where its values lie if they have no zone of their own
     * @return a copy with that column
     */
    public JdbcRecords expires(String column, ZoneId zone) {
        return expires(column, TimeFormat.in(zone));
    }

    /**
     * Says which column holds the time when a record is no longer needed; without a value it always is.
     *
     * @param column the column
     * @param format how it holds it
     * @return a copy with that column
     */
    public JdbcRecords expires(String column, TimeFormat format) {
        return time("expires", column, format);
    }

    /**
     * Says which column holds the time when a record was last used.
     *
     * @param column the column
     * @param zone where its values lie if they have no zone of their own
     * @return a copy with that column
     */
    public JdbcRecords lastUsed(String column, ZoneId zone) {
        return lastUsed(column, TimeFormat.in(zone));
    }

    /**
     * Says which column holds the time when a record was last used.
     *
     * @param column the column
     * @param format how it holds it
     * @return a copy with that column
     */
    public JdbcRecords lastUsed(String column, TimeFormat format) {
        return time("last-used", column, format);
    }

    /**
     * Says that a column holds a time of its name.
     *
     * @param column the column
     * @param format how it holds it
     * @return a copy with that column
     */
    public JdbcRecords time(String column, TimeFormat format) {
        return time(column, column, format);
    }

    /**
     * Says which column holds a time.
     *
     * @param name what policies call the time
     * @param column the column
     * @param format how it holds it
     * @return a copy with that column
     */
    public JdbcRecords time(String name, String column, TimeFormat format) {
        return with(new ColumnRole.Time(
                ReferenceQuery.present("name", name),
                column,
                requireNonNull(format, "format").toString(),
                format.reader()));
    }

    /**
     * Says that columns hold attributes of their names, as text; truth values are {@code true} and {@code false}.
     *
     * @param columns the columns
     * @return a copy with those columns
     */
    public JdbcRecords attributes(String... columns) {
        JdbcRecords more = this;
        for (String column : columns) {
            more = more.with(new ColumnRole.Attribute(column));
        }
        return more;
    }

    /**
     * Says that a column names a file, by its key: the path relative to the storage's root.
     *
     * @param column the column; null and blank mean "no file"
     * @return a copy with that column
     */
    public JdbcRecords file(String column) {
        return file(column, KeyMapping.relativePaths());
    }

    /**
     * Says that a column names a file, by its key, and another one that exists because of it.
     *
     * @param column the column; null and blank mean "no file"
     * @param derivation the other file's key from the named one's
     * @return a copy with that column
     */
    public JdbcRecords file(String column, UnaryOperator<FileKey> derivation) {
        return file(column, KeyMapping.relativePaths().deriving(derivation));
    }

    /**
     * Says that a column names a file.
     *
     * @param column the column; null and blank mean "no file"
     * @param mapping what its values mean, and which files are derived
     * @return a copy with that column
     */
    public JdbcRecords file(String column, KeyMapping mapping) {
        return with(new ColumnRole.File(column, requireNonNull(mapping, "mapping")));
    }

    /**
     * Says that another record, in the same database, ends with this one, such as the image that a task resulted in.
     *
     * <p>Both are locked and retired together: once this one is claimed, the other no longer protects its files. What
     * protects the other while something uses it ({@link #inUseQuery}) protects this one, too. What becomes of its row is
     * for a settlement to say, which can name the columns as parameters.
     *
     * @param other the other source
     * @param columns the columns here that hold the other record's key; null means there is none
     * @return a copy with that record
     * @throws IllegalArgumentException if the other's key has another number of columns
     */
    public JdbcRecords endingWith(JdbcRecords other, String... columns) {
        RowsOf rows = other.mapping.rows();
        if (rows.keys().size() != columns.length) {
            throw new IllegalArgumentException("columns (" + List.of(columns) + ") must be as many as the key of "
                    + rows.table() + " has, which is " + rows.keys() + ": name one for each");
        }
        return with(new Retired(rows, other.mapping.uses(), List.of(columns)));
    }

    /**
     * Protects a record for as long as a query gives a row, whatever the policy says; the query is asked again under the
     * record's lock. Adds up. Policies see it as {@code inUse()}.
     *
     * @param sql one statement, in which a column of the record stands as a parameter, such as {@code :id}
     * @return a copy with that protection
     * @throws IllegalArgumentException if the statement is blank or contains a {@code ;}
     */
    public JdbcRecords inUseQuery(String sql) {
        return new JdbcRecords(jdbi, mapping.usedWhile(NamedSql.query(sql)), settings);
    }

    /**
     * Writes the mark of a claim into a column of the table, too, which the host honours: it takes a row whose column is
     * not null for gone, and never touches it.
     *
     * @param column the column, which holds a text of 36 letters or null
     * @return a copy with that column
     * @throws IllegalStateException if the records are read by a query, so that it is not known whose column it is
     */
    public JdbcRecords markedIn(String column) {
        if (!mapping.isTable()) {
            throw new IllegalStateException("markedIn (" + column + ") needs records of a table, and these come from a"
                    + " query: whose column it is cannot be known. Use the ledger alone, or table(..)");
        }
        return with(new ColumnRole.Mark(column));
    }

    @Override
    public String name() {
        @Nullable String name = settings.name();
        return name == null ? mapping.rows().table() : name;
    }

    @Override
    public Set<Fact<?>> provides() {
        return mapping.facts();
    }

    @Override
    public Map<String, String> configuration() {
        Map<String, String> configuration = new TreeMap<>(mapping.configuration());
        configuration.put("ledger", settings.ledgerTable());
        return configuration;
    }

    /**
     * Whether its rows can be brought into an end state: a status needs its column, clearing needs file columns, and both
     * need records of a table; the host's own statements may name the columns of the key, attributes, and the key of
     * records that end with these.
     */
    @Override
    public boolean supports(Settlement settlement) {
        return mapping.supports(settlement);
    }

    /**
     * Five hundred: so many that they share three transactions and their way to the disk, and few enough for their locks to
     * be let go, and their files to be gone, in about a tenth of a second. Measured on PostgreSQL, a hundred take about half
     * as much work again for each row, and a thousand hardly less.
     */
    @Override
    public int batchSize() {
        return 500;
    }

    @Override
    public void find(ItemPolicy due, Instant now, RecordSink sink) {
        new RecordFinder(access, ledger, name()).find(due, now, requireNonNull(sink, "sink"));
    }

    @Override
    public void claim(List<RecordFacts> batch, ClaimRequest order, ClaimSink sink) {
        ClaimOperation claiming = new ClaimOperation(access, ledger, order, lost);
        answers(order, batch, claiming).forEach((record, answer) -> answer.deliver(record.owner(), sink));
    }

    @Override
    public void confirm(List<Claim> batch, ClaimRequest order, ClaimSink sink) {
        Map<Claim, ClaimResult> answers = answers(order, batch, new ConfirmOperation(access, ledger, order, lost));
        Map<Claim, ClaimResult> whole = new LinkedHashMap<>(answers);
        whole.keySet().removeIf(claim -> order.hasLost(claim.record()));
        releaseForbidden(
                whole, answer -> answer instanceof ClaimResult.Refused no ? no.outcome() : new Outcome.Settled());
        answers.forEach((claim, answer) -> answer.deliver(claim.record().owner(), sink));
    }

    private <T> Map<T, ClaimResult> answers(ClaimRequest order, List<T> batch, BatchOperation<T, ClaimResult> work) {
        return lost.of(order.run())
                .map(trouble -> BatchExecutor.refused(batch, work, trouble))
                .orElseGet(() -> batches.all(batch, work));
    }

    @Override
    public void settle(List<SettlementRequest> batch, OutcomeSink<SettlementRequest> sink) {
        Map<SettlementRequest, Outcome> outcomes = batches.all(batch, new SettleOperation(access, ledger));
        Map<Claim, Outcome> byClaim = new LinkedHashMap<>();
        outcomes.forEach((removal, outcome) -> byClaim.put(removal.claim(), outcome));
        releaseForbidden(byClaim, Function.identity());
        outcomes.forEach(sink::outcome);
    }

    /** What the database forbids is not tried again by the next run without being found due anew. */
    private <R> void releaseForbidden(Map<Claim, R> results, Function<R, Outcome> outcome) {
        List<Claim> forbidden = results.entrySet().stream()
                .filter(one -> outcome.apply(one.getValue()) instanceof Outcome.Kept kept
                        && kept.reason().kind() == Reason.Kind.IN_USE)
                .map(Map.Entry::getKey)
                .toList();
        batches.all(forbidden, new ReleaseOperation(access, ledger));
    }

    @Override
    public void release(List<Claim> batch, OutcomeSink<Claim> sink) {
        batches.all(batch, new ReleaseOperation(access, ledger)).forEach(sink::outcome);
    }

    /**
     * Delivers the claims of its table that are open, whichever source made them.
     *
     * @param sink takes the claims, on the calling thread
     * @throws RecordsUnavailableException if that cannot be found out completely
     */
    @Override
    public void openClaims(Consumer<Claim> sink) {
        new RecordFinder(access, ledger, name()).unsettled().forEach(sink);
    }

    @Override
    public Set<Owner> stillSettled(Set<Owner> owners) {
        return new SettledRecords(access, ledger, name()).still(owners);
    }

    @Override
    public void forgetSettled(Set<Owner> owners) {
        new SettledRecords(access, ledger, name()).forget(owners);
    }

    /**
     * Delivers the files that each file column names, in one snapshot.
     *
     * @param sink takes the references, on the calling thread; what it throws reaches the caller unchanged
     * @throws ReferencesUnavailableException if the database failed, or a table or column is not there
     */
    @Override
    public void read(ReferenceSink sink) {
        requireNonNull(sink, "sink");
        if (mapping.the(ColumnRole.File.class).isEmpty()) {
            return;
        }
        try (SnapshotTransaction snapshot = SnapshotTransaction.of(jdbi, new ReferenceFaults(name()))) {
            snapshot.begin();
            for (ResolvedQuery selection : snapshot.selections(mapping)) {
                snapshot.deliver(selection, TIMEOUT, sink);
            }
        }
    }

    /** Says where the records stand. */
    @Override
    public String toString() {
        return name() + ": " + (mapping.isTable() ? "rows of " : "rows of a query, each one of ")
                + mapping.rows().table() + " " + mapping.meanings();
    }

    /**
     * Rows of which nobody said yet what names them, and so not yet a source of records.
     *
     * <p>Immutable and safe for use by several threads.
     */
    public static final class Start {

        private final DataSource dataSource;
        private final String table;
        private final @Nullable NamedSql query;

        private Start(DataSource dataSource, String table, @Nullable NamedSql query) {
            this.dataSource = requireNonNull(dataSource, "dataSource");
            this.table = table;
            this.query = query;
        }

        /**
         * Says which columns name a row. Their values are unique, and never change.
         *
         * @param columns the columns of the key, the primary one as a rule, in the order of its index
         * @return the source
         * @throws IllegalArgumentException if there is none, or one is blank
         */
        public JdbcRecords id(String... columns) {
            if (columns.length == 0) {
                throw new IllegalArgumentException(
                        "columns ([]) of the key must not be empty: rows without one cannot be"
                                + " told apart. Name those of the primary key");
            }
            for (String column : columns) {
                ReferenceQuery.present("column", column);
            }
            RecordMapping mapping = new RecordMapping(
                    new RowsOf(table, List.of(columns)), query, List.of(), List.of(), IdDisplay.SHOWN);
            return new JdbcRecords(RecordAccess.jdbi(dataSource), mapping, RecordOptions.NONE);
        }
    }
}
