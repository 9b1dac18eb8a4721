package dev.cleanup.examples.faceswap;

import static dev.cleanup.CleanupTask.orphans;
import static dev.cleanup.CleanupTask.records;
import static dev.cleanup.examples.hosts.FaceSwapPolicies.expiredImage;
import static dev.cleanup.examples.hosts.FaceSwapPolicies.imageOf;
import static dev.cleanup.examples.hosts.FaceSwapPolicies.oldResult;
import static dev.cleanup.examples.hosts.FaceSwapPolicies.orphanedFile;
import static dev.cleanup.examples.hosts.FaceSwapPolicies.templates;
import static java.time.ZoneOffset.UTC;

import dev.cleanup.Cleanup;
import dev.cleanup.CleanupBuilder;
import dev.cleanup.CleanupTask;
import dev.cleanup.jdbc.JdbcRecords;
import dev.cleanup.jdbc.JdbcReferences;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What FaceSwap cleans up, all of it: each operation is a composition of one or more of these tasks.
 *
 * <p>A task that takes a parameter has it in its name, so that a run which the process did not survive can be taken up as it
 * was begun. Immutable and safe for use by several threads.
 */
final class FaceSwapCleanup {

    static final String NAME = "faceswap";
    static final String EXPIRED = "expired-images";
    static final String ORPHANS = "orphaned-files";

    private static final Logger LOG = LoggerFactory.getLogger(FaceSwapCleanup.class);
    private static final String OF_SESSION = "images of session ";
    private static final Pattern OLD_RESULTS = Pattern.compile("results of \\w+ after (\\d+) days");

    private final Supplier<CleanupBuilder> empty;
    private final JdbcReferences templates;
    private final JdbcRecords images;
    private final Results results;
    private final Results batchResults;

    /**
     * The cleanup of a database.
     *
     * @param database where the rows are
     * @param lockPatience how long a locked row is waited for
     * @param empty begins a composition over the storage, with all but tasks and references
     */
    FaceSwapCleanup(DataSource database, Duration lockPatience, Supplier<CleanupBuilder> empty) {
        this.empty = empty;
        this.templates = JdbcReferences.of(database)
                .named("templates")
                .column("templates", "storage_path", templates())
                .column("templates", "preprocessed_path");
        this.images = JdbcRecords.table(database, "images")
                .id("id")
                .attributes("storage_type", "session_id")
                .expires("expires_at", UTC)
                .file("storage_path")
                .inUseQuery(openTask("tasks"))
                .inUseQuery(openTask("batch_tasks"))
                .markedIn("removing")
                .waitingForLocks(lockPatience);
        this.results = Results.of("tasks", database, images, lockPatience);
        this.batchResults = Results.of("batch_tasks", database, images, lockPatience);
    }

    /** Finds a task that is going to look at a photo. */
    private static String openTask(String table) {
        return "SELECT id FROM " + table
                + " WHERE status IN ('pending', 'processing') AND :id IN (husband_photo_id, wife_photo_id)";
    }

    /** Tasks of one kind with the images that they resulted in: two owners of one file, which end together. */
    private record Results(String table, JdbcRecords rows) {

        static Results of(String table, DataSource database, JdbcRecords images, Duration lockPatience) {
            String query = "SELECT t.id, t.status, t.completed_at, i.id AS image, i.storage_path FROM " + table
                    + " t JOIN images i ON i.id = t.result_image_id";
            return new Results(
                    table,
                    JdbcRecords.query(database, table, query)
                            .id("id")
                            .status("status")
                            .completed("completed_at", UTC)
                            .file("storage_path")
                            .endingWith(images, "image")
                            .waitingForLocks(lockPatience));
        }

        CleanupTask olderThan(int days) {
            return records("results of " + table + " after " + days + " days", rows)
                    .where(oldResult(days))
                    .removingFiles()
                    .executing(
                            "UPDATE " + table + " SET result_image_id = NULL WHERE id = :id",
                            "DELETE FROM images WHERE id = :image");
        }
    }

    private CleanupTask expiredImages() {
        return records(EXPIRED, images).where(expiredImage()).removingFiles().deletingRecords();
    }

    private CleanupTask sessionImages(String id) {
        return records(OF_SESSION + id, images)
                .where(imageOf(id))
                .removingFiles()
                .deletingRecords();
    }

    private static CleanupTask orphanedFiles() {
        return orphans(ORPHANS).where(orphanedFile());
    }

    /** Temporary images that have expired, unless a task is going to look at them. */
    Cleanup expired() {
        return of(expiredImages()).build();
    }

    /** All images of a session, whatever their age, unless a task is going to look at them. */
    Cleanup session(String id) {
        return of(sessionImages(id)).build();
    }

    /** Results of tasks that ended some days ago; the tasks stay. */
    Cleanup oldResults(int days) {
        return of(results.olderThan(days), batchResults.olderThan(days)).build();
    }

    /** Files of the four categories that no row names. */
    Cleanup orphaned() {
        return of(orphanedFiles()).build();
    }

    /** What can wait for a Sunday: old results and orphans. */
    Cleanup oldResultsAndOrphans(int days) {
        return of(results.olderThan(days), batchResults.olderThan(days), orphanedFiles())
                .build();
    }

    /** All of it but sessions, which end when somebody says so; what the storage holds then is remembered. */
    Cleanup all(int days) {
        return of(expiredImages(), results.olderThan(days), batchResults.olderThan(days), orphanedFiles())
                .recordStorageUsage()
                .build();
    }

    /**
     * The operations that were begun and that the process did not survive, as they were begun.
     *
     * @throws dev.cleanup.record.RecordsUnavailableException if the database cannot say
     */
    List<Cleanup> unfinished() {
        Set<String> begun = new TreeSet<>();
        Stream.of(images, results.rows, batchResults.rows)
                .forEach(rows -> rows.openClaims(claim -> begun.add(claim.task())));
        return begun.stream().flatMap(task -> with(task).stream()).toList();
    }

    private Optional<Cleanup> with(String task) {
        Matcher old = OLD_RESULTS.matcher(task);
        if (task.equals(EXPIRED)) {
            return Optional.of(expired());
        } else if (task.startsWith(OF_SESSION)) {
            return Optional.of(session(task.substring(OF_SESSION.length())));
        } else if (old.matches()) {
            return Optional.of(oldResults(Integer.parseInt(old.group(1))));
        }
        LOG.warn("A run of task {} is not finished, and there is no such task any more: see to its marks", task);
        return Optional.empty();
    }

    private CleanupBuilder of(CleanupTask... tasks) {
        CleanupBuilder cleanup = empty.get().referencedBy(images).referencedBy(templates);
        List.of(tasks).forEach(cleanup::task);
        return cleanup;
    }
}
