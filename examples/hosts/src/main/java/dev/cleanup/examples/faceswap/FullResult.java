package dev.cleanup.examples.faceswap;

import java.util.function.Predicate;
import org.jdbi.v3.core.Jdbi;

/** What the host answers of a run of all operations: each of them, and all together. */
record FullResult(
        String operation,
        CleanupResult expiredImages,
        CleanupResult oldTaskResults,
        CleanupResult orphanedFiles,
        Totals totals) {

    /** The sums of all operations. */
    record Totals(long deletedCount, long deletedSizeBytes, double deletedSizeMb, boolean dryRun) {

        static Totals of(Done done) {
            return new Totals(done.count(), done.bytes(), CleanupResult.megabytes(done.bytes()), done.dryRun());
        }
    }

    static FullResult of(Done done, int days, Jdbi jdbi) {
        Predicate<Part> expired = part -> part.task().equals(FaceSwapCleanup.EXPIRED);
        Predicate<Part> orphaned = part -> part.task().equals(FaceSwapCleanup.ORPHANS);
        Predicate<Part> old = expired.or(orphaned).negate();
        return new FullResult(
                "cleanup_all",
                CleanupResult.of(done.only(expired), jdbi),
                CleanupResult.of(done.only(old), jdbi).ofDays(days, done.at()),
                CleanupResult.of(done.only(orphaned), jdbi),
                Totals.of(done));
    }
}
