package dev.cleanup.examples.therapybridge;

import dev.cleanup.storage.FileKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/** What TherapyBridge is for: recorded sessions that are transcribed, which may fail. Safe for use by several threads. */
final class Sessions {

    private final Jdbi jdbi;
    private final Path audio;
    private final InstantSource clock;

    Sessions(DataSource database, Path audio, InstantSource clock) {
        this.jdbi = Jdbi.create(database);
        this.audio = audio;
        this.clock = clock;
    }

    /** Makes the table where it is not there yet. */
    Sessions createTable() {
        jdbi.useHandle(handle -> {
            handle.execute("""
                    CREATE TABLE IF NOT EXISTS sessions (
                        id VARCHAR(36) PRIMARY KEY,
                        status VARCHAR(20) NOT NULL,
                        created_at TIMESTAMP WITH TIME ZONE NOT NULL,
                        audio_filename VARCHAR(255),
                        removing VARCHAR(36))""");
            handle.execute("CREATE INDEX IF NOT EXISTS sessions_due ON sessions (status, created_at)");
        });
        return this;
    }

    /** Stores a recording. The file comes first: a file without row is a young orphan, a row without file a broken promise. */
    String add(byte[] recording) {
        String id = UUID.randomUUID().toString();
        String name = id + ".m4a";
        try {
            Files.write(audio.resolve(name), recording);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
        jdbi.useHandle(handle -> handle.execute(
                "INSERT INTO sessions VALUES (?, 'pending', ?, ?, NULL)",
                id,
                clock.instant().atOffset(ZoneOffset.UTC),
                name));
        return id;
    }

    /** Notes that the processing of a session failed; false where there is no such session. */
    boolean fail(String id) {
        return jdbi.withHandle(handle -> handle.execute("UPDATE sessions SET status = 'failed' WHERE id = ?", id)) == 1;
    }

    /**
     * Has a failed session processed once more.
     *
     * <p>A row that is marked as on its way out is as good as gone; both is asked under the row's lock.
     *
     * @return false where it did not fail, or its recording is gone or about to go
     */
    boolean retry(String id) {
        return jdbi.inTransaction(handle -> handle.createQuery("SELECT audio_filename FROM sessions WHERE id = ?"
                                + " AND status = 'failed' AND removing IS NULL FOR UPDATE")
                        .bind(0, id)
                        .mapTo(String.class)
                        .findOne()
                        .flatMap(this::recording)
                        .filter(Files::exists)
                        .map(file -> handle.execute("UPDATE sessions SET status = 'processing' WHERE id = ?", id))
                        .orElse(0)
                == 1);
    }

    /** The recording of a session; empty where it has none, or none any more. */
    Optional<byte[]> recordingOf(String id) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT audio_filename FROM sessions WHERE id = ?")
                        .bind(0, id)
                        .mapTo(String.class)
                        .findOne())
                .flatMap(this::recording)
                .filter(Files::isRegularFile)
                .map(Sessions::content);
    }

    /** Where a recording lies; empty for a name that no recording can have, whoever wrote it into the row. */
    private Optional<Path> recording(String name) {
        try {
            return Optional.of(audio.resolve(FileKey.of(name).path()));
        } catch (IllegalArgumentException hostile) {
            return Optional.empty();
        }
    }

    private static byte[] content(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
