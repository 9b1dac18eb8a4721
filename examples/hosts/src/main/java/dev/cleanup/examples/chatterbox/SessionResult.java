package dev.cleanup.examples.chatterbox;

import dev.cleanup.report.CleanupPlan;
import dev.cleanup.report.CleanupReport;
import java.util.List;

/**
 * What the host answers of one run over the session caches, or of a rehearsal.
 *
 * <p>Chatterbox did this in the browser, and called it {@code sessionsCleared} there; here it is said in snake case, as all else.
 *
 * @param success whether all was done that was to be done
 * @param dryRun whether nothing was done, and this is what would be
 * @param sessionsCleared sessions that are gone
 * @param bytesFreed what their caches held
 * @param errors what went wrong, one text each
 */
record SessionResult(boolean success, boolean dryRun, long sessionsCleared, long bytesFreed, List<String> errors) {

    static SessionResult of(CleanupReport report) {
        return of(CleanupResult.of(report));
    }

    static SessionResult of(CleanupPlan plan) {
        return of(CleanupResult.of(plan));
    }

    private static SessionResult of(CleanupResult result) {
        return new SessionResult(
                result.success(), result.dryRun(), result.tokensCleaned(), result.bytesFreed(), result.errors());
    }
}
