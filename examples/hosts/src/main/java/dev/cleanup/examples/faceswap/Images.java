package dev.cleanup.examples.faceswap;

import dev.cleanup.storage.FileKey;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Photos, templates, and images that are shared. A row that is marked as on its way out is taken for gone. Safe for use by
 * several threads.
 */
final class Images {

    private final Jdbi jdbi;
    private final ImageFiles files;
    private final InstantSource clock;

    Images(DataSource database, ImageFiles files, InstantSource clock) {
        this.jdbi = Jdbi.create(database);
        this.files = files;
        this.clock = clock;
    }

    /**
     * Stores a photo. The file comes first: a file without row is a young orphan, a row without file a broken promise.
     *
     * @param life how long it is kept; for ever if that is not said
     */
    long addPhoto(String filename, String session, Optional<Duration> life, byte[] content) {
        String path = files.put("photos/" + UUID.randomUUID() + ".png", content);
        @Nullable LocalDateTime expiry = life.map(now()::plus).orElse(null);
        return jdbi.withHandle(handle -> handle.createUpdate(
                        "INSERT INTO images (filename, storage_path, storage_type, session_id, expires_at)"
                                + " VALUES (:filename, :path, :type, :session, :expiry)")
                .bind("filename", filename)
                .bind("path", path)
                .bind("type", life.isPresent() ? "temporary" : "permanent")
                .bind("session", session)
                .bind("expiry", expiry)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one());
    }

    /** Stores a template, what the preprocessing makes of it, and the mask of its faces. */
    long addTemplate(byte[] content) {
        FileKey template = FileKey.of("templates/" + UUID.randomUUID() + ".png");
        files.put(template.path(), content);
        files.put(template.sibling(template.stem() + "_preprocessed.png").path(), content);
        files.put(template.sibling(template.stem() + "_mask.png").path(), content);
        String faces = files.put("preprocessed/" + template.stem() + ".png", content);
        return jdbi.withHandle(handle -> handle.createUpdate(
                        "INSERT INTO templates (storage_path, preprocessed_path) VALUES (:path, :faces)")
                .bind("path", template.path())
                .bind("faces", faces)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one());
    }

    /** The content of an image; empty if there is none. */
    Optional<byte[]> content(long id) {
        return jdbi.withHandle(handle -> handle.createQuery(
                                "SELECT storage_path FROM images WHERE id = :id AND removing IS NULL")
                        .bind("id", id)
                        .mapTo(String.class)
                        .findOne())
                .flatMap(files::get);
    }

    /** Shares an image under a token, for as long as the share is not taken back; empty if there is no such image. */
    Optional<String> share(long id) {
        return jdbi.inTransaction(handle -> {
            boolean there = handle.createQuery("SELECT id FROM images WHERE id = :id AND removing IS NULL FOR UPDATE")
                    .bind("id", id)
                    .mapTo(Long.class)
                    .findOne()
                    .isPresent();
            if (!there || isLeaving(handle, "tasks", id) || isLeaving(handle, "batch_tasks", id)) {
                return Optional.empty();
            }
            String token = UUID.randomUUID().toString();
            handle.execute("INSERT INTO shares (token, image_id) VALUES (?, ?)", token, id);
            return Optional.of(token);
        });
    }

    /** Whether the cleanup has claimed a task with its result. Then the mark of both is in the ledger, and not in the image's row. */
    private static boolean isLeaving(Handle handle, String tasks, long result) {
        return handle.createQuery("SELECT owner_id FROM cleanup_claims WHERE kept_by = '' AND owner_source = :tasks"
                        + " AND owner_id IN (SELECT CAST(id AS VARCHAR) FROM " + tasks
                        + " WHERE result_image_id = :result)")
                .bind("tasks", "PUBLIC." + tasks.toUpperCase(Locale.ROOT) + "(ID)")
                .bind("result", result)
                .mapTo(String.class)
                .findFirst()
                .isPresent();
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
