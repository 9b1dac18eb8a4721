package dev.cleanup.jdbc.internal.ledger;

import static java.util.Objects.requireNonNull;

import dev.cleanup.jdbc.internal.record.ResolvedMapping;
import dev.cleanup.jdbc.internal.reference.ReferenceQuery;
import dev.cleanup.jdbc.internal.sql.Column;
import dev.cleanup.jdbc.internal.sql.Dialect;
import dev.cleanup.jdbc.internal.sql.SqlFragment;
import dev.cleanup.jdbc.internal.sql.Transaction;
import dev.cleanup.record.Claim;
import dev.cleanup.record.RecordFacts;
import dev.cleanup.record.Settlement;
import dev.cleanup.record.SettlementRequest;
import dev.cleanup.reference.Owner;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.argument.Argument;
import org.jspecify.annotations.Nullable;

/**
 * The marks of claims, kept beside the host's rows, and which records are kept although their files are gone. Immutable.
 *
 * <p>Whoever writes an entry holds the lock of its row.
 *
 * @param table where it stands
 * @param keeper the name of the source whose kept records count
 * @param parameters the attributes that a claim has to remember
 */
public record ClaimLedger(String table, String keeper, List<String> parameters) {

    public static final String DEFAULT_TABLE = "cleanup_claims";

    private static final String CLAIMED = "";

    /** Stands behind the settlement of a record that is not done with: a file of it stays for another owner. */
    private static final String SHARED = LedgerText.of(List.of("shares a file"));

    /** A name that needs no quotes, so that it means the same to whoever creates the table and whoever uses it. */
    public static String requireTable(String name) {
        if (!ReferenceQuery.present("ledger", name).matches("[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*)?")) {
            throw new IllegalArgumentException(
                    "ledger (" + name + ") must be a plain name, with its schema and a dot before"
                            + " it where needed: it is written into statements without quotes. Use a name such as cleanup_claims");
        }
        return name;
    }

    /**
     * What is known of a record.
     *
     * @param id the record
     * @param isClaim whether it is claimed; otherwise it is kept without the files
     * @param run which run said so
     * @param settlement how it was settled, as lines
     * @param digest what it was once it was settled
     */
    public record Entry(String id, boolean isClaim, String run, String settlement, String digest) {

        /** Whether the record is as it was left when it was settled. */
        boolean isAsLeft(@Nullable String now) {
            return !isClaim && digest.equals(now);
        }

        /** Whether the record needs no visit: it is claimed, or kept and still as it was left. */
        public boolean covers(@Nullable String now) {
            return isClaim || (isAsLeft(now) && settlement.equals(LedgerText.ofSettlement(new Settlement.Keep())));
        }
    }

    /** What is known of some records. */
    public List<Entry> entries(Transaction transaction, ResolvedMapping layout, Collection<String> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        SqlFragment query = SqlFragment.of(
                        "SELECT owner_id, kept_by, run_id, settlement, facts FROM " + table + " WHERE owner_source = ?",
                        source(layout))
                .plus(SqlFragment.of(" AND kept_by IN (?, ?)", text(CLAIMED), text(keeper)))
                .plus(isIn(" AND owner_id", ids));
        return transaction.query(
                query,
                (row, context) -> new Entry(
                        row.getString(1),
                        row.getString(2).equals(CLAIMED),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5)));
    }

    /** Writes down what is claimed. */
    public void add(Transaction transaction, ResolvedMapping layout, List<Claim> claims) {
        transaction.updateEach(
                claims.stream().map(claim -> insert(layout, claim)).toList());
    }

    private SqlFragment insert(ResolvedMapping layout, Claim claim) {
        RecordFacts record = claim.record();
        return SqlFragment.of(
                "INSERT INTO " + table
                        + " (token, owner_source, owner_id, kept_by, run_id, task, claimed_at, settlement,"
                        + " files, retires, facts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                text(claim.token()),
                source(layout),
                text(record.owner().id()),
                text(CLAIMED),
                text(claim.run()),
                text(claim.task()),
                text(claim.at().toString()),
                text(LedgerText.ofSettlement(claim.settlement())),
                text(LedgerText.ofFiles(record.files())),
                text(LedgerText.ofOwners(record.retiredOwners(), layout.origins())),
                text(LedgerText.ofAttributes(parameters, record.readings())));
    }

    /** Which of the marks still stand; they are locked. */
    public Set<String> standing(Transaction transaction, Collection<String> tokens) {
        if (tokens.isEmpty()) {
            return Set.of();
        }
        SqlFragment query = SqlFragment.of("SELECT token FROM " + table + " WHERE kept_by = ?", text(CLAIMED))
                .plus(isIn(" AND token", tokens))
                .plus(" ORDER BY token" + transaction.forUpdate());
        return new HashSet<>(transaction.query(query, (row, context) -> row.getString(1)));
    }

    /** Takes marks off. */
    public void end(Transaction transaction, Collection<String> tokens) {
        if (!tokens.isEmpty()) {
            transaction.update(SqlFragment.of("DELETE FROM " + table + " WHERE kept_by = ?", text(CLAIMED))
                    .plus(isIn(" AND token", tokens)));
        }
    }

    /** Remembers how records were left, in place of what was remembered of them before. */
    void keep(
            Transaction transaction,
            ResolvedMapping layout,
            List<SettlementRequest> removals,
            Map<Owner, String> digests) {
        List<Claim> claims = removals.stream().map(SettlementRequest::claim).toList();
        forget(transaction, layout, idsOf(claims));
        transaction.updateEach(
                removals.stream().map(removal -> kept(removal, digests)).toList());
    }

    private SqlFragment kept(SettlementRequest removal, Map<Owner, String> digests) {
        Claim claim = removal.claim();
        return SqlFragment.of(
                "UPDATE " + table + " SET kept_by = ?, settlement = ?, facts = ? WHERE token = ?",
                text(keeper),
                text(LedgerText.ofSettlement(claim.settlement()) + (removal.sharesFile() ? SHARED : "")),
                text(requireNonNull(digests.get(claim.record().owner()), "digest")),
                text(claim.token()));
    }

    /** Forgets records that are no more. */
    public void forgetGone(Transaction transaction, ResolvedMapping layout, List<Claim> claims) {
        forget(transaction, layout, idsOf(claims), SqlFragment.of(""));
    }

    /** Forgets how this source left records. */
    void forget(Transaction transaction, ResolvedMapping layout, List<String> ids) {
        forget(transaction, layout, ids, SqlFragment.of(" AND kept_by = ?", text(keeper)));
    }

    private static List<String> idsOf(List<Claim> claims) {
        return claims.stream().map(claim -> claim.record().owner().id()).toList();
    }

    private void forget(Transaction transaction, ResolvedMapping layout, List<String> ids, SqlFragment further) {
        if (!ids.isEmpty()) {
            transaction.update(SqlFragment.of("DELETE FROM " + table + " WHERE owner_source = ?", source(layout))
                    .plus(isIn(" AND owner_id", ids))
                    .plus(isSame(layout.dialect(), ids))
                    .plus(further));
        }
    }

    /** All claims that are open, in the order in which they were made. */
    public List<Claim> open(Transaction transaction, ResolvedMapping layout) {
        return transaction.query(
                SqlFragment.of(
                        "SELECT token, owner_id, run_id, task, claimed_at, settlement, files, retires, facts FROM "
                                + table + " WHERE owner_source = ? AND kept_by = ? ORDER BY claimed_at, token",
                        source(layout),
                        text(CLAIMED)),
                (row, context) -> claim(layout, row));
    }

    private static Claim claim(ResolvedMapping layout, ResultSet row) throws SQLException {
        RecordFacts record = new RecordFacts(
                layout.rows().origin().owner(row.getString(2)),
                LedgerText.owners(row.getString(8), layout.origins()),
                LedgerText.files(row.getString(7)),
                LedgerText.attributes(row.getString(9)));
        return new Claim(
                row.getString(1),
                record,
                row.getString(3),
                row.getString(4),
                LedgerText.settlement(row.getString(6)),
                Instant.parse(row.getString(5)));
    }

    private static SqlFragment isIn(String column, Collection<String> texts) {
        return new SqlFragment(
                column + " IN (" + String.join(", ", Collections.nCopies(texts.size(), "?")) + ")",
                texts.stream().map(ClaimLedger::text).toList());
    }

    /** To a ledger in a collation without case, the entries of a neighbour would be the same. */
    private static SqlFragment isSame(Dialect dialect, Collection<String> ids) {
        return new SqlFragment(
                " AND " + dialect.bytes("owner_id") + " IN (" + String.join(", ", Collections.nCopies(ids.size(), "?"))
                        + ")",
                ids.stream().map(Column::utf8).toList());
    }

    /** The table of the records within its database: the ledger may serve several schemas and several keys. */
    private static Argument source(ResolvedMapping layout) {
        return text(layout.rows().origin().ledgerName());
    }

    private static Argument text(String text) {
        return Column.text(text);
    }
}
