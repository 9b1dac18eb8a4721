package dev.cleanup.examples.chatterbox;

import static dev.cleanup.CleanupTask.orphans;
import static dev.cleanup.CleanupTask.records;
import static dev.cleanup.examples.hosts.ChatterboxPolicies.abandonedSession;
import static dev.cleanup.examples.hosts.ChatterboxPolicies.dueToken;
import static dev.cleanup.examples.hosts.ChatterboxPolicies.emergency;
import static dev.cleanup.examples.hosts.ChatterboxPolicies.expendableToken;
import static dev.cleanup.examples.hosts.ChatterboxPolicies.idleSession;
import static dev.cleanup.examples.hosts.ChatterboxPolicies.leastRecentlyUsed;
import static dev.cleanup.examples.hosts.ChatterboxPolicies.orphanedFile;

import dev.cleanup.Cleanup;
import dev.cleanup.CleanupBuilder;
import dev.cleanup.OrphanTask;
import dev.cleanup.RecordTask;
import dev.cleanup.archive.ZipArchive;
import dev.cleanup.history.HistoryRetention;
import dev.cleanup.history.RunHistory;
import dev.cleanup.jsonstore.JsonFileLock;
import dev.cleanup.jsonstore.JsonLinesHistory;
import dev.cleanup.jsonstore.JsonRecords;
import dev.cleanup.jsonstore.JsonTime;
import dev.cleanup.local.LocalDirectory;
import dev.cleanup.reference.KeyMapping;
import java.nio.file.Path;

/** What Chatterbox cleans up, all of it. */
final class ChatterboxCleanup {

    /** The task of files that no token names. */
    static final String ORPHANS = "orphaned-files";

    private final ChatterboxSettings settings;

    ChatterboxCleanup(ChatterboxSettings settings) {
        this.settings = settings;
    }

    /** Tokens that are due, with their files; files that no token names; and the oldest tokens when room is needed. */
    CleanupBuilder recovery(JsonFileLock lock) {
        JsonRecords tokens = JsonRecords.in(settings.tokenFile())
                .objectById()
                .named("tokens")
                .created("/created_at")
                .expires("/expires_at")
                .used("/used")
                .inUseBy("/in_use_by")
                .file("/audio", KeyMapping.baseNames())
                .lockedBy(lock);
        return Cleanup.of("chatterbox", LocalDirectory.at(settings.storagePath()))
                .task(archived(records("expired-tokens", tokens)
                        .where(dueToken(settings.retention()))
                        .removingFiles()
                        .deletingRecords()))
                .task(archived(orphans(ORPHANS)
                        .where(orphanedFile())
                        .allowNoReferences())) // on a quiet day there is no token, and every file left is an orphan
                .task(archived(records("emergency", tokens)
                        .where(expendableToken())
                        .selecting(emergency(settings.maxStorage()))
                        .removingFiles()
                        .deletingRecords()))
                .history(history());
    }

    /** What is remembered of the runs over both, told apart by the names of the cleanups. */
    private RunHistory history() {
        return JsonLinesHistory.in(settings.beside("cleanup_history.jsonl"), HistoryRetention.newest(1000));
    }

    /** The task, with a verified and compressed copy before each deletion where the host keeps an archive. */
    private RecordTask archived(RecordTask task) {
        return settings.archivePath()
                .map(directory -> task.archivingTo(ZipArchive.in(directory)))
                .orElse(task);
    }

    /** The sweep, with the same copies: whatever audio goes, the archive has it. */
    private OrphanTask archived(OrphanTask task) {
        return settings.archivePath()
                .map(directory -> task.archivingTo(ZipArchive.in(directory)))
                .orElse(task);
    }

    /** The caches of sessions that nobody opened for a week, and the least recently used when room is needed. */
    CleanupBuilder sessions(Path file, JsonFileLock lock) {
        JsonRecords sessions = JsonRecords.in(file)
                .objectById()
                .named("sessions")
                .time("last-used", "/last_accessed", JsonTime.iso())
                .inUseBy("/open_in")
                .file("/cache", KeyMapping.baseNames())
                .lockedBy(lock);
        return Cleanup.of("chatterbox-sessions", LocalDirectory.at(settings.sessionPath()))
                .task(records("abandoned-sessions", sessions)
                        .where(abandonedSession())
                        .removingFiles()
                        .deletingRecords())
                .task(records("least-recently-used", sessions)
                        .where(idleSession())
                        .selecting(leastRecentlyUsed(settings.maxSessions()))
                        .removingFiles()
                        .deletingRecords())
                .history(history());
    }
}
