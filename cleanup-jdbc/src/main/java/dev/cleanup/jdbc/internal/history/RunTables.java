package dev.cleanup.jdbc.internal.history;

import dev.cleanup.history.QuarantineEntry;
import dev.cleanup.history.RunStatus;
import dev.cleanup.jdbc.internal.sql.Product;
import dev.cleanup.report.OutcomeCounts;
import dev.cleanup.report.ReferenceCounts;
import dev.cleanup.report.ScanCounts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.argument.Argument;

/** The columns of a history, and how its values stand in them. The shipped tables have the same. */
public final class RunTables {

    static final List<String> RUN = List.of(
            "run_id",
            "cleanup",
            "storage",
            "operation",
            "actor",
            "approved_by",
            "deadline",
            "started",
            "duration_micros",
            "used_bytes");

    static final List<String> SOURCE = List.of(
            "run",
            "position",
            "source",
            "reference_count",
            "derived_count",
            "duplicate_count",
            "none_count",
            "unmappable_count",
            "ignored_count");

    static final List<String> SEEN = List.of("listed", "referenced", "unreferenced", "unusable", "unread", "records");

    static final List<String> TALLY = List.of(
            "total",
            "deleted",
            "set_aside",
            "archived",
            "put_back",
            "settled",
            "already_gone",
            "kept",
            "failed",
            "unknown",
            "left_over",
            "bytes",
            "bytes_aside");

    static final List<String> QUARANTINE = Stream.of(
                    Stream.of("run", "ending", "error"),
                    TALLY.stream().map(name -> "restored_" + name),
                    TALLY.stream().map(name -> "purged_" + name))
            .flatMap(names -> names)
            .toList();

    private RunTables() {}

    static String insert(String table, List<String> columns) {
        return "INSERT INTO " + table + " (" + String.join(", ", columns) + ") VALUES ("
                + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")";
    }

    /** An instant, past all that drivers and Jdbi do with the zone of the JVM. */
    public static Argument moment(Instant instant, Product product) {
        Object value = isZoneless(product)
                ? LocalDateTime.ofInstant(instant, ZoneOffset.UTC)
                : instant.atOffset(ZoneOffset.UTC);
        return (position, statement, context) -> statement.setObject(position, value);
    }

    static Instant moment(ResultSet row, String column, Product product) throws SQLException {
        return isZoneless(product)
                ? row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC)
                : row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static boolean isZoneless(Product product) {
        return product == Product.MARIADB || product == Product.MYSQL;
    }

    static List<Object> values(ScanCounts seen) {
        return List.of(
                seen.listed(), seen.referenced(), seen.unreferenced(), seen.unusable(), seen.failed(), seen.records());
    }

    static ScanCounts seen(ResultSet row) throws SQLException {
        return new ScanCounts(
                row.getLong("seen_listed"),
                row.getLong("seen_referenced"),
                row.getLong("seen_unreferenced"),
                row.getLong("seen_unusable"),
                row.getLong("seen_unread"),
                row.getLong("seen_records"));
    }

    static List<Object> values(OutcomeCounts tally) {
        return List.of(
                tally.total(),
                tally.deleted(),
                tally.setAside(),
                tally.archived(),
                tally.putBack(),
                tally.settled(),
                tally.alreadyGone(),
                tally.kept(),
                tally.failed(),
                tally.unknown(),
                tally.notReached(),
                tally.bytes(),
                tally.bytesAside());
    }

    static OutcomeCounts tally(ResultSet row, String prefix) throws SQLException {
        return new OutcomeCounts(
                row.getLong(prefix + "total"),
                row.getLong(prefix + "deleted"),
                row.getLong(prefix + "set_aside"),
                row.getLong(prefix + "archived"),
                row.getLong(prefix + "put_back"),
                row.getLong(prefix + "settled"),
                row.getLong(prefix + "already_gone"),
                row.getLong(prefix + "kept"),
                row.getLong(prefix + "failed"),
                row.getLong(prefix + "unknown"),
                row.getLong(prefix + "left_over"),
                row.getLong(prefix + "bytes"),
                row.getLong(prefix + "bytes_aside"));
    }

    static QuarantineEntry quarantine(ResultSet row) throws SQLException {
        return new QuarantineEntry(
                RunStatus.valueOf(row.getString("ending")),
                Optional.ofNullable(row.getString("error")),
                tally(row, "restored_"),
                tally(row, "purged_"));
    }

    static ReferenceCounts counts(ResultSet row) throws SQLException {
        return new ReferenceCounts(
                row.getString("source"),
                row.getLong("reference_count"),
                row.getLong("derived_count"),
                row.getLong("duplicate_count"),
                row.getLong("none_count"),
                row.getLong("unmappable_count"),
                row.getLong("ignored_count"));
    }
}
