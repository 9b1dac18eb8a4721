package dev.cleanup.examples.faceswap;

import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Tasks of one kind, single or batch, and the results that they come to. Safe for use by several threads. */
final class Tasks {

    private final Jdbi jdbi;
    private final String table;
    private final ImageFiles files;
    private final InstantSource clock;

    /**
     * The tasks of a table.
     *
     * @param table a name of {@link Schema}, never one that came from outside
     */
    Tasks(DataSource database, String table, ImageFiles files, InstantSource clock) {
        this.jdbi = Jdbi.create(database);
        this.table = table;
        this.files = files;
        this.clock = clock;
    }

    /**
     * Begins a task with two photos; empty if one of them is not there.
     *
     * <p>The photos are locked, and those that the cleanup has marked are taken for gone: so no photo is lost between this
     * look and the insertion. Results are no photos, as they bear no mark of their own.
     */
    OptionalLong begin(long husband, long wife) {
        return jdbi.inTransaction(handle -> {
            Set<Long> there = handle.createQuery("SELECT id FROM images WHERE id IN (:husband, :wife)"
                            + " AND storage_path LIKE 'photos/%' AND removing IS NULL ORDER BY id FOR UPDATE")
                    .bind("husband", husband)
                    .bind("wife", wife)
                    .mapTo(Long.class)
                    .set();
            return there.equals(new HashSet<>(List.of(husband, wife)))
                    ? OptionalLong.of(insert(handle, husband, wife))
                    : OptionalLong.empty();
        });
    }

    private long insert(Handle handle, long husband, long wife) {
        return handle.createUpdate("INSERT INTO " + table
                        + " (husband_photo_id, wife_photo_id, status) VALUES (:husband, :wife, 'pending')")
                .bind("husband", husband)
                .bind("wife", wife)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
    }

    /** Completes a task with its result, which belongs to the session of the photos; empty if no such task is open. */
    OptionalLong complete(long id, byte[] result) {
        String path = files.put("results/" + UUID.randomUUID() + ".png", result);
        return jdbi.inTransaction(handle -> {
            if (!isOpen(handle, id)) {
                return OptionalLong.empty();
            }
            long image = insertResult(handle, path, session(handle, id).orElse(null));
            handle.createUpdate("UPDATE " + table
                            + " SET status = 'completed', completed_at = :now, result_image_id = :image WHERE id = :id")
                    .bind("now", LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                    .bind("image", image)
                    .bind("id", id)
                    .execute();
            return OptionalLong.of(image);
        });
    }

    private boolean isOpen(Handle handle, long id) {
        return handle.createQuery("SELECT id FROM " + table
                        + " WHERE id = :id AND status IN ('pending', 'processing') FOR UPDATE")
                .bind("id", id)
                .mapTo(Long.class)
                .findOne()
                .isPresent();
    }

    private Optional<String> session(Handle handle, long id) {
        return handle.createQuery("SELECT i.session_id FROM images i JOIN " + table
                        + " t ON i.id = t.husband_photo_id WHERE t.id = :id")
                .bind("id", id)
                .mapTo(String.class)
                .findOne();
    }

    private static long insertResult(Handle handle, String path, @Nullable String session) {
        return handle.createUpdate("INSERT INTO images (filename, storage_path, storage_type, session_id)"
                        + " VALUES ('result.png', :path, 'permanent', :session)")
                .bind("path", path)
                .bind("session", session)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
    }
}
