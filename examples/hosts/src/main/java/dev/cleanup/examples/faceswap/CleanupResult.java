package dev.cleanup.examples.faceswap;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.cleanup.examples.faceswap.Part.Fault;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * What the host answers of one operation, in the shape that it always had; a field that the operation does not have is left
 * out.
 *
 * @param operation what was asked for
 * @param sessionId the session that it was about
 * @param cutoffDate what had ended by then was old, in UTC and without a zone
 * @param daysOld how many days ago that is
 * @param deletedCount images that are gone, or files that no image named
 * @param deletedSizeBytes what their files held
 * @param deletedSizeMb the same, in 1024 * 1024 bytes
 * @param errors what went wrong
 * @param dryRun whether nothing was done, and this is what would be
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CleanupResult(
        @Nullable String operation,
        @Nullable String sessionId,
        @Nullable String cutoffDate,
        @Nullable Integer daysOld,
        long deletedCount,
        long deletedSizeBytes,
        double deletedSizeMb,
        List<ItemError> errors,
        boolean dryRun) {

    private static final double MEGABYTE = 1024 * 1024;

    static CleanupResult of(Done done, Jdbi jdbi) {
        List<Fault> faults =
                done.parts().stream().flatMap(part -> part.faults().stream()).toList();
        return new CleanupResult(
                null,
                null,
                null,
                null,
                done.count(),
                done.bytes(),
                megabytes(done.bytes()),
                ItemError.of(faults, jdbi),
                done.dryRun());
    }

    CleanupResult named(String name) {
        return new CleanupResult(
                name, sessionId, cutoffDate, daysOld, deletedCount, deletedSizeBytes, deletedSizeMb, errors, dryRun);
    }

    CleanupResult ofSession(String id) {
        return new CleanupResult(
                operation, id, cutoffDate, daysOld, deletedCount, deletedSizeBytes, deletedSizeMb, errors, dryRun);
    }

    CleanupResult ofDays(int days, Instant at) {
        String cutoff = text(at.minus(Duration.ofDays(days)));
        return new CleanupResult(
                operation, sessionId, cutoff, days, deletedCount, deletedSizeBytes, deletedSizeMb, errors, dryRun);
    }

    /** Rounded to two decimals. */
    static double megabytes(long bytes) {
        return Math.round(100 * bytes / MEGABYTE) / 100.0;
    }

    /** A time as all answers have it: in UTC, without a zone, to the second. */
    static String text(Instant instant) {
        return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
                LocalDateTime.ofInstant(instant.truncatedTo(ChronoUnit.SECONDS), ZoneOffset.UTC));
    }
}
