package dev.cleanup.benchmarks;

import static dev.cleanup.CleanupTask.orphans;
import static dev.cleanup.CleanupTask.records;
import static dev.cleanup.policy.Policies.created;
import static dev.cleanup.policy.Policies.expired;
import static dev.cleanup.policy.Policies.percent;
import static dev.cleanup.policy.Policies.quotaAbove;
import static dev.cleanup.policy.Policies.status;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.cleanup.Cleanup;
import dev.cleanup.CleanupBuilder;
import dev.cleanup.OrphanTask;
import dev.cleanup.jdbc.JdbcRecords;
import dev.cleanup.jdbc.JdbcReferences;
import dev.cleanup.jsonstore.JsonFileLock;
import dev.cleanup.jsonstore.JsonRecords;
import dev.cleanup.local.LocalDirectory;
import dev.cleanup.storage.ByteSize;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Locale;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** What a host of each scenario would compose. Its only task is named {@link #TASK}. */
enum Composition {
    /** Files that no row names. */
    ORPHANS,
    /** All files, of which only the number is told, as a hundred thousand names take more memory than the sweep. */
    ALL,
    /** The oldest files, until what is left is within the limit. */
    QUOTA,
    /** Files that none of many references names. */
    REFERENCES,
    /** Rows that are due. */
    RECORDS,
    /** Entries that are due, of the file {@code tokens.json} beside the storage. */
    TOKENS;

    /** The name of the task. */
    static final String TASK = "benchmark";

    /**
     * What the scenario says.
     *
     * @param root where the files are
     * @param url of the database; empty where there is none
     * @param number a limit, or how many references there are
     */
    record Given(Path root, String url, long number) {

        DataSource database() {
            PGSimpleDataSource database = new PGSimpleDataSource();
            database.setUrl(url);
            return database;
        }

        /** Connections that are kept open, as hosts have them. */
        DataSource pool() {
            HikariConfig config = new HikariConfig();
            config.setDataSource(database());
            config.setMaximumPoolSize(2);
            return new HikariDataSource(config);
        }
    }

    static Composition of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the names of what was found are told, not only their number. */
    boolean tellsNames() {
        return this != ALL;
    }

    /** What a host would have before it sets clock and threads. */
    CleanupBuilder of(Given given) {
        CleanupBuilder builder = Cleanup.of("benchmark", LocalDirectory.at(given.root()));
        return switch (this) {
            case ORPHANS -> orphanSweep(builder, given);
            case ALL -> builder.referencedBy(new GeneratedReferences(0)).task(unguarded());
            case QUOTA -> quota(builder, given);
            case REFERENCES -> manyReferences(builder, given);
            case RECORDS -> dueRows(builder, given);
            case TOKENS -> expiredTokens(builder, given);
        };
    }

    private static CleanupBuilder orphanSweep(CleanupBuilder builder, Given given) {
        return builder.referencedBy(JdbcReferences.of(given.database()).column("uploads", "path"))
                .task(orphans(TASK).olderThan(Duration.ofHours(24)));
    }

    private static CleanupBuilder quota(CleanupBuilder builder, Given given) {
        return builder.referencedBy(new GeneratedReferences(0))
                .task(unguarded()
                        .selecting(quotaAbove(new ByteSize(given.number()))
                                .downTo(percent(100))
                                .oldestFirst()));
    }

    private static OrphanTask unguarded() {
        return orphans(TASK)
                .allowNoReferences()
                .allowNoMatches()
                .allowOrphanShare(100)
                .allowRemovals(Long.MAX_VALUE);
    }

    private static CleanupBuilder manyReferences(CleanupBuilder builder, Given given) {
        return builder.referencedBy(new GeneratedReferences((int) given.number()))
                .task(orphans(TASK));
    }

    private static CleanupBuilder dueRows(CleanupBuilder builder, Given given) {
        return builder.task(records(
                        TASK,
                        JdbcRecords.table(given.pool(), "sessions")
                                .id("id")
                                .status("status")
                                .created("created_at", ZoneOffset.UTC)
                                .file("audio"))
                .where(status("failed").and(created().olderThan(Duration.ofDays(7))))
                .removingFiles()
                .deletingRecords());
    }

    private static CleanupBuilder expiredTokens(CleanupBuilder builder, Given given) {
        Path json = given.root().resolveSibling("tokens.json");
        return builder.task(records(
                        TASK,
                        JsonRecords.in(json)
                                .objectById()
                                .expires("/expires_at")
                                .showingIds()
                                .lockedBy(JsonFileLock.beside(json)))
                .where(expired())
                .deletingRecords());
    }
}
