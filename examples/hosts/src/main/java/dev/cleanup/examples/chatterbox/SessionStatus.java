package dev.cleanup.examples.chatterbox;

import dev.cleanup.Cleanup;
import dev.cleanup.history.RunFigures;
import dev.cleanup.report.OutcomeCounts;
import dev.cleanup.storage.ByteSize;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the session caches stand.
 *
 * @param storageInfo how full they are
 * @param metrics what all cleanups of them came to
 */
record SessionStatus(StorageInfo storageInfo, Cleared metrics) {

    /** Usage and limit in bytes, and the one in percent of the other. */
    record StorageInfo(long usage, long limit, double percent) {}

    /** What all runs came to. */
    record Cleared(
            long sessionsCleared,
            long bytesFreed,
            @Nullable Instant lastCleanup,
            long errors,
            @Nullable String lastError) {}

    static SessionStatus of(Cleanup cleanup, ByteSize limit) {
        long usage = cleanup.storageUsage().bytes();
        double percent = limit.bytes() == 0 ? 0 : 100.0 * usage / limit.bytes();
        return new SessionStatus(
                new StorageInfo(usage, limit.bytes(), percent),
                cleared(cleanup.statistics().all()));
    }

    private static Cleared cleared(RunFigures all) {
        OutcomeCounts items = all.files().plus(all.records());
        return new Cleared(
                all.records().settled(),
                all.files().bytes(),
                all.last().orElse(null),
                items.failed() + items.unknown(),
                all.lastError().map(RunFigures.LastError::text).orElse(null));
    }
}
