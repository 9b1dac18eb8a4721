package dev.cleanup.jdbc;

import static java.util.Objects.requireNonNull;

import dev.cleanup.record.Claim;
import dev.cleanup.record.RecordFacts;
import dev.cleanup.record.Removal;
import dev.cleanup.record.Settlement;
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
record Ledger(String table, String keeper, List<String> parameters) {

    static final String DEFAULT_TABLE = "cleanup_claims";

    private static final String CLAIMED = "";

    /** Stands behind the settlement of a record that is not done with: a file of it stays for another owner. */
    private static final String SHARED = Lines.of(List.of("shares a file"));

    /** A name that needs no quotes, so that it means the same to whoever creates the table and whoever uses it. */
    static String requireTable(String name) {
        if (!Reading.present("ledger", name).matches("[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*)?")) {
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
    record Entry(String id, boolean isClaim, String run, String settlement, String digest) {

        /** Whether the record is as it was left when it was settled. */
        boolean isAsLeft(@Nullable String now) {
            return !isClaim && digest.equals(now);
        }

        /** Whether the record needs no visit: it is claimed, or kept and still as it was left. */
        boolean covers(@Nullable String now) {
            return isClaim || (isAsLeft(now) && settlement.equals(Lines.ofSettlement(new Settlement.Keep())));
        }
    }

    /** What is known of some records. */
    List<Entry> entries(Transaction transaction, Layout layout, Collection<String> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Sql query = Sql.of(
                        "SELECT owner_id, kept_by, run_id, settlement, facts FROM " + table + " WHERE owner_source = ?",
                        source(layout))
                .plus(Sql.of(" AND kept_by IN (?, ?)", text(CLAIMED), text(keeper)))
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
    void add(Transaction transaction, Layout layout, List<Claim> claims) {
        transaction.updateEach(
                claims.stream().map(claim -> insert(layout, claim)).toList());
    }

    private Sql insert(Layout layout, Claim claim) {
        RecordFacts record = claim.record();
        return Sql.of(
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
                text(Lines.ofSettlement(claim.settlement())),
                text(Lines.ofFiles(record.files())),
                text(Lines.ofOwners(record.retires(), layout.origins())),
                text(Lines.ofAttributes(parameters, record.readings())));
    }

    /** Which of the marks still stand; they are locked. */
    Set<String> standing(Transaction transaction, Collection<String> tokens) {
        if (tokens.isEmpty()) {
            return Set.of();
        }
        Sql query = Sql.of("SELECT token FROM " + table + " WHERE kept_by = ?", text(CLAIMED))
                .plus(isIn(" AND token", tokens))
                .plus(" ORDER BY token" + transaction.forUpdate());
        return new HashSet<>(transaction.query(query, (row, context) -> row.getString(1)));
    }

    /** Takes marks off. */
    void end(Transaction transaction, Collection<String> tokens) {
        if (!tokens.isEmpty()) {
            transaction.update(Sql.of("DELETE FROM " + table + " WHERE kept_by = ?", text(CLAIMED))
                    .plus(isIn(" AND token", tokens)));
        }
    }

    /** Remembers how records were left, in place of what was remembered of them before. */
    void keep(Transaction transaction, Layout layout, List<Removal> removals, Map<Owner, String> digests) {
        List<Claim> claims = removals.stream().map(Removal::claim).toList();
        forget(transaction, layout, idsOf(claims));
        transaction.updateEach(
                removals.stream().map(removal -> kept(removal, digests)).toList());
    }

    private Sql kept(Removal removal, Map<Owner, String> digests) {
        Claim claim = removal.claim();
        return Sql.of(
                "UPDATE " + table + " SET kept_by = ?, settlement = ?, facts = ? WHERE token = ?",
                text(keeper),
                text(Lines.ofSettlement(claim.settlement()) + (removal.sharesFile() ? SHARED : "")),
                text(requireNonNull(digests.get(claim.record().owner()), "digest")),
                text(claim.token()));
    }

    /** Forgets records that are no more. */
    void forgetGone(Transaction transaction, Layout layout, List<Claim> claims) {
        forget(transaction, layout, idsOf(claims), Sql.of(""));
    }

    /** Forgets how this source left records. */
    void forget(Transaction transaction, Layout layout, List<String> ids) {
        forget(transaction, layout, ids, Sql.of(" AND kept_by = ?", text(keeper)));
    }

    private static List<String> idsOf(List<Claim> claims) {
        return claims.stream().map(claim -> claim.record().owner().id()).toList();
    }

    private void forget(Transaction transaction, Layout layout, List<String> ids, Sql further) {
        if (!ids.isEmpty()) {
            transaction.update(Sql.of("DELETE FROM " + table + " WHERE owner_source = ?", source(layout))
                    .plus(isIn(" AND owner_id", ids))
                    .plus(isSame(layout.dialect(), ids))
                    .plus(further));
        }
    }

    /** All claims that are open, in the order in which they were made. */
    List<Claim> open(Transaction transaction, Layout layout) {
        return transaction.query(
                Sql.of(
                        "SELECT token, owner_id, run_id, task, claimed_at, settlement, files, retires, facts FROM "
                                + table + " WHERE owner_source = ? AND kept_by = ? ORDER BY claimed_at, token",
                        source(layout),
                        text(CLAIMED)),
                (row, context) -> claim(layout, row));
    }

    private static Claim claim(Layout layout, ResultSet row) throws SQLException {
        RecordFacts record = new RecordFacts(
                layout.rows().origin().owner(row.getString(2)),
                Lines.owners(row.getString(8), layout.origins()),
                Lines.files(row.getString(7)),
                Lines.attributes(row.getString(9)));
        return new Claim(
                row.getString(1),
                record,
                row.getString(3),
                row.getString(4),
                Lines.settlement(row.getString(6)),
                Instant.parse(row.getString(5)));
    }

    private static Sql isIn(String column, Collection<String> texts) {
        return new Sql(
                column + " IN (" + String.join(", ", Collections.nCopies(texts.size(), "?")) + ")",
                texts.stream().map(Ledger::text).toList());
    }

    /** To a ledger in a collation without case, the entries of a neighbour would be the same. */
    private static Sql isSame(Dialect dialect, Collection<String> ids) {
        return new Sql(
                " AND " + dialect.bytes("owner_id") + " IN (" + String.join(", ", Collections.nCopies(ids.size(), "?"))
                        + ")",
                ids.stream().map(Column::utf8).toList());
    }

    /** The table of the records within its database: the ledger may serve several schemas and several keys. */
    private static Argument source(Layout layout) {
        return text(layout.rows().origin().ledgerName());
    }

    private static Argument text(String text) {
        return Column.text(text);
    }
}
