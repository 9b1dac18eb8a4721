package dev.cleanup.jdbc.internal.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cleanup.fact.Fact;
import dev.cleanup.jdbc.internal.ledger.LedgerText;
import dev.cleanup.jdbc.internal.owner.OwnerIdCodec;
import dev.cleanup.jdbc.internal.sql.Column;
import dev.cleanup.jdbc.internal.sql.KeyedTable;
import dev.cleanup.jdbc.internal.sql.SqlFragment;
import dev.cleanup.jdbc.internal.sql.Transaction;
import dev.cleanup.record.RecordFacts;
import dev.cleanup.reference.Owner;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What records are, in one word each: two readings of a record have the same digest only if its facts are the same, and so is
 * all of the rows that end with it. What uses it at the moment does not count.
 */
public record RecordDigests(Transaction transaction, ResolvedMapping layout) {

    /** The digests of records as they were read in this transaction. */
    public Map<Owner, String> of(Collection<RecordFacts> records) {
        Map<Owner, String> others = others(records);
        Map<Owner, String> digests = new HashMap<>();
        for (RecordFacts record : records) {
            digests.put(record.owner(), digest(record, others));
        }
        return digests;
    }

    private static String digest(RecordFacts record, Map<Owner, String> others) {
        Set<String> lines = new TreeSet<>();
        record.readings().forEach((fact, reading) -> {
            if (!fact.equals(Fact.IN_USE_BY)) {
                lines.add(LedgerText.of(List.of("fact", fact.toString(), reading.toString())));
            }
        });
        for (Owner owner : record.retiredOwners()) {
            lines.add(LedgerText.of(List.of("row", owner.toString(), others.getOrDefault(owner, ""))));
        }
        lines.add(LedgerText.ofFiles(record.files()));
        return sha256(LedgerText.of(lines));
    }

    /** The rows that end with some records, as text. */
    private Map<Owner, String> others(Collection<RecordFacts> records) {
        Map<Owner, String> rows = new HashMap<>();
        for (KeyedTable table : layout.retired().values()) {
            Set<String> ids = new TreeSet<>();
            records.forEach(record -> record.retiredOwners().stream()
                    .filter(owner -> table.origin().isOf(owner) && !owner.equals(record.owner()))
                    .forEach(owner -> ids.add(owner.id())));
            if (!ids.isEmpty()) {
                SqlFragment query = SqlFragment.of("SELECT * FROM " + table.from() + " WHERE ")
                        .plus(table.isAnyOf(ids));
                transaction.query(query, (row, context) -> rows.put(owner(table, row), text(row)));
            }
        }
        return rows;
    }

    private static Owner owner(KeyedTable table, ResultSet row) throws SQLException {
        List<String> parts = new ArrayList<>();
        for (Column key : table.keys()) {
            parts.add(String.valueOf(key.text(row, row.findColumn(key.name()))));
        }
        return table.origin().owner(OwnerIdCodec.joined(parts));
    }

    private static String text(ResultSet row) throws SQLException {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            String value = row.getString(i);
            values.add(value == null ? "null" : "'" + value);
        }
        return LedgerText.of(values);
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("this Java lacks SHA-256, which every Java must have", impossible);
        }
    }
}
