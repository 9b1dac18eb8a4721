package dev.cleanup.jdbc;

import static dev.cleanup.CleanupTask.records;
import static dev.cleanup.jdbc.Database.execute;
import static dev.cleanup.jdbc.Database.number;
import static dev.cleanup.policy.Policies.created;
import static java.time.ZoneOffset.UTC;

import dev.cleanup.Cleanup;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.storage.StorageTarget;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import javax.sql.DataSource;

/**
 * Sessions with their audio files, of which some are due: alone, two that share a file, one whose file a younger session
 * names as well, and one whose file has long been gone.
 */
final class Sessions {

    static final List<String> FILES = List.of("alone.mp3", "alone.txt", "shared.mp3", "kept.mp3", "young.mp3");
    static final List<String> LEFT = List.of("kept.mp3", "young.mp3");

    private static final Instant NOW = Instant.parse("2026-02-01T00:00:00Z");
    private static final Map<Integer, List<String>> DUE = Map.of(
            1, List.of("alone.mp3", "alone.txt"),
            2, List.of("shared.mp3"),
            3, List.of("shared.mp3"),
            4, List.of(),
            6, List.of());

    private final DataSource source;
    private final Ending ending;

    Sessions(DataSource source, Ending ending) {
        this.source = source;
        this.ending = ending;
    }

    void create() throws SQLException {
        execute(
                source,
                "CREATE TABLE sessions (id INT PRIMARY KEY, status VARCHAR(20), created_at TIMESTAMP NULL,"
                        + " audio VARCHAR(99), removing VARCHAR(200))");
        JdbcClaimLedger.in(source).create();
    }

    /** As they were at first. */
    void reset() {
        execute(source, "DELETE FROM cleanup_claims", "DELETE FROM sessions");
        execute(
                source,
                "INSERT INTO sessions (id, status, created_at, audio) VALUES"
                        + " (1, 'failed', '2026-01-01 00:00:00', 'alone.mp3'),"
                        + " (2, 'failed', '2026-01-01 00:00:00', 'shared.mp3'),"
                        + " (3, 'failed', '2026-01-01 00:00:00', 'shared.mp3'),"
                        + " (4, 'failed', '2026-01-01 00:00:00', 'kept.mp3'),"
                        + " (5, 'failed', '2026-01-31 00:00:00', 'kept.mp3'),"
                        + " (6, 'failed', '2026-01-01 00:00:00', 'long-gone.mp3'),"
                        + " (7, 'failed', '2026-01-31 00:00:00', 'young.mp3')");
    }

    /** Cleans them. */
    CleanupReport clean(StorageTarget storage) {
        return clean(source, storage);
    }

    /** Cleans them, through whatever data source. */
    CleanupReport clean(DataSource through, StorageTarget storage) {
        JdbcRecords sessions = JdbcRecords.table(through, "sessions")
                .id("id")
                .status("status")
                .created("created_at", UTC)
                .file("audio", key -> key.sibling(key.stem() + ".txt"))
                .pausing(time -> {});
        return Cleanup.of("sessions", storage)
                .task(ending.of(records("old", ending.of(sessions)))
                        .where(ending.of(created().olderThan(Duration.ofDays(7))))
                        .removingFiles())
                .clock(() -> NOW)
                .build()
                .run();
    }

    /** How many are settled. */
    int settled() {
        return (int) DUE.keySet().stream().filter(this::isSettled).count();
    }

    /** What no fault may ever lead to: a file of a session that is neither settled nor marked, and is gone. */
    List<String> lost(Predicate<String> exists) {
        List<String> lost =
                new ArrayList<>(LEFT.stream().filter(exists.negate()).toList());
        DUE.forEach((id, files) -> {
            if (!isSettled(id) && !isMarked(id)) {
                files.stream().filter(exists.negate()).forEach(file -> lost.add(file + " of " + id));
            }
        });
        return lost;
    }

    /** What a run that went well leaves undone, or has settled too early. */
    List<String> undone(Predicate<String> exists) {
        List<String> undone = new ArrayList<>();
        DUE.forEach((id, files) -> {
            if (isSettled(id) == waits(id)) {
                undone.add("session " + id);
            }
            undone.addAll(files.stream().filter(exists).toList());
        });
        if (number(source, "SELECT COUNT(*) FROM cleanup_claims WHERE kept_by = ''") > 0) {
            undone.add("marks in the ledger");
        }
        if (number(source, "SELECT COUNT(*) FROM sessions WHERE removing IS NOT NULL") > 0) {
            undone.add("marks in the column");
        }
        return undone;
    }

    /** Session 4 shares its file with the younger session 5. */
    private boolean waits(int id) {
        return id == 4 && ending.waitsForOthers();
    }

    private boolean isSettled(int id) {
        return number(source, ending.unsettled(id)) == 0;
    }

    private boolean isMarked(int id) {
        return number(source, "SELECT COUNT(*) FROM cleanup_claims WHERE kept_by = '' AND owner_id = '" + id + "'") > 0;
    }
}
