package dev.cleanup.examples.chatterbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/** The caches of sessions, each with the time of its last access. Safe for use by several threads. */
final class SessionCaches {

    private final JsonDocument sessions;
    private final Path directory;
    private final InstantSource clock;

    SessionCaches(JsonDocument sessions, Path directory, InstantSource clock) {
        this.sessions = sessions;
        this.directory = directory;
        this.clock = clock;
    }

    /** Keeps the cache of a new session. */
    String keep(byte[] cache) {
        String id = UUID.randomUUID().toString();
        try {
            Files.write(directory.resolve(id), cache);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
        sessions.add(
                id,
                entry -> entry.put("last_accessed", clock.instant().toString())
                        .putNull("open_in")
                        .put("cache", id));
        return id;
    }

    /** The cache of a session, which counts as an access; empty if there is none. */
    Optional<byte[]> open(String id) {
        return sessions.change(id, entry -> {
            entry.put("last_accessed", clock.instant().toString());
            return read(directory.resolve(entry.path("cache").asText()));
        });
    }

    private static Optional<byte[]> read(Path file) {
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
