package dev.cleanup.jdbc.internal.claim;

import dev.cleanup.jdbc.internal.record.ColumnRole;
import dev.cleanup.jdbc.internal.record.ResolvedMapping;
import dev.cleanup.jdbc.internal.record.StatementParameters;
import dev.cleanup.jdbc.internal.sql.Column;
import dev.cleanup.jdbc.internal.sql.NamedSql;
import dev.cleanup.jdbc.internal.sql.SqlFragment;
import dev.cleanup.jdbc.internal.sql.Transaction;
import dev.cleanup.record.Claim;
import dev.cleanup.record.Settlement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.argument.Argument;

/**
 * Changes of the host's rows, by the statements of one layout. Immutable.
 *
 * @param layout where what stands
 */
record RowUpdates(ResolvedMapping layout) {

    /** Writes the marks into the column that the host honours, if there is one. */
    void mark(Transaction transaction, List<Claim> claims) {
        layout.mark()
                .ifPresent(column -> transaction.updateEach(claims.stream()
                        .map(claim -> update(column.sql() + " = ?", column.value(claim.token()))
                                .plus(isRowOf(List.of(claim))))
                        .toList()));
    }

    /** Takes the marks off again, as far as they are these. */
    void unmark(Transaction transaction, List<Claim> claims) {
        layout.mark()
                .ifPresent(column -> transaction.updateEach(claims.stream()
                        .map(claim -> update(column.sql() + " = NULL")
                                .plus(isRowOf(List.of(claim)))
                                .plus(SqlFragment.of(" AND " + column.sql() + " = ?", column.value(claim.token()))))
                        .toList()));
    }

    /**
     * Brings rows into an end state, and reads them again.
     *
     * @throws IllegalStateException if they are in another one: a trigger, a rule or a view takes changes for itself
     */
    void settle(Transaction transaction, Settlement settlement, List<Claim> claims) {
        change(transaction, settlement, claims);
        new EndStateReader(layout).require(transaction, settlement, claims);
    }

    private void change(Transaction transaction, Settlement settlement, List<Claim> claims) {
        if (settlement instanceof Settlement.SetStatus to) {
            setStatus(transaction, claims, to.status());
        } else if (settlement instanceof Settlement.ClearFiles) {
            clearFiles(transaction, claims);
        } else if (settlement instanceof Settlement.Delete) {
            delete(transaction, claims);
        } else if (settlement instanceof Settlement.Execute own) {
            own.statements().forEach(sql -> execute(transaction, claims, new NamedSql(sql)));
        }
    }

    /** Finds out whether the database would have rows in their end state, while their files are still there. */
    void rehearse(Transaction transaction, List<Claim> claims) throws SQLException {
        Map<Settlement, List<Claim>> ends = new LinkedHashMap<>();
        claims.stream()
                .filter(claim -> !(claim.settlement() instanceof Settlement.Keep))
                .forEach(claim -> ends.computeIfAbsent(claim.settlement(), end -> new ArrayList<>())
                        .add(claim));
        if (!ends.isEmpty()) {
            transaction.rehearse(() -> {
                layout.dialect().checkingAtOnce().forEach(sql -> transaction.update(SqlFragment.of(sql)));
                ends.forEach((end, same) -> settle(transaction, end, same));
            });
        }
    }

    private void setStatus(Transaction transaction, List<Claim> claims, String status) {
        Column column = layout.own(ColumnRole.Status.class).get(0);
        update(transaction, claims, update(column.sql() + " = ?", column.value(status)));
    }

    private void clearFiles(Transaction transaction, List<Claim> claims) {
        List<String> columns = layout.own(ColumnRole.File.class).stream()
                .map(column -> column.sql() + " = NULL")
                .toList();
        update(transaction, claims, update(String.join(", ", columns)));
    }

    private void delete(Transaction transaction, List<Claim> claims) {
        requireNoMore(
                claims,
                transaction.update(
                        SqlFragment.of("DELETE FROM " + layout.rows().from()).plus(isRowOf(claims))));
    }

    private void update(Transaction transaction, List<Claim> claims, SqlFragment update) {
        requireNoMore(claims, transaction.update(update.plus(isRowOf(claims))));
    }

    private void requireNoMore(List<Claim> claims, int changed) {
        if (changed > claims.size()) {
            throw new IllegalStateException("the database changed " + changed + " rows of "
                    + layout.mapping().rows().table() + " where " + claims.size()
                    + " were claimed: it takes other rows for them. Name columns in id(..) that tell rows apart");
        }
    }

    /** Executes a statement of the host's for each record. */
    private void execute(Transaction transaction, List<Claim> claims, NamedSql statement) {
        transaction.updateEach(
                claims.stream().map(claim -> statement.with(values(claim)::get)).toList());
    }

    private SqlFragment update(String assignments, Argument... values) {
        return SqlFragment.of("UPDATE " + layout.rows().from() + " SET " + assignments, values);
    }

    private SqlFragment isRowOf(List<Claim> claims) {
        List<String> ids =
                claims.stream().map(claim -> claim.record().owner().id()).toList();
        return SqlFragment.of(" WHERE ").plus(layout.rows().isAnyOf(ids));
    }

    /** What a statement of the host's can ask for: the key and the attributes as they were when the record was claimed. */
    private Map<String, SqlFragment> values(Claim claim) {
        return StatementParameters.of(layout, claim.record());
    }
}
