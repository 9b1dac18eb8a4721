package dev.cleanup.examples.buzzdrop;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/** What Buzzdrop is for: uploads to share until they expire. Safe for use by several threads. */
final class Uploads {

    private final Jdbi jdbi;
    private final UploadStore store;
    private final ZoneId zone;
    private final InstantSource clock;

    Uploads(DataSource database, UploadStore store, ZoneId zone, InstantSource clock) {
        this.jdbi = Jdbi.create(database);
        this.store = store;
        this.zone = zone;
        this.clock = clock;
    }

    /** Makes the table where it is not there yet. Its times are text without a zone, as they always were. */
    Uploads createTable() {
        jdbi.useHandle(handle -> handle.execute("""
                CREATE TABLE IF NOT EXISTS files (
                    id VARCHAR(36) PRIMARY KEY,
                    original_name VARCHAR(1000) NOT NULL,
                    path VARCHAR(1000) NOT NULL,
                    uploaded_by VARCHAR(200) NOT NULL,
                    uploaded_at VARCHAR(40) NOT NULL,
                    expiry_at VARCHAR(40),
                    downloaded_at VARCHAR(40),
                    status VARCHAR(20) NOT NULL)"""));
        return this;
    }

    /** Stores an upload. The file comes first: a file without row is a young orphan, a row without file a broken promise. */
    String add(String originalName, byte[] content, String by, Duration life) {
        String id = UUID.randomUUID().toString();
        store.put(id, content);
        LocalDateTime now = now();
        jdbi.useHandle(handle -> handle.createUpdate(
                        "INSERT INTO files VALUES (:id, :name, :path, :by, :now, :expiry," + " NULL, 'active')")
                .bind("id", id)
                .bind("name", originalName)
                .bind("path", "uploads/" + id)
                .bind("by", by)
                .bind("now", now.toString())
                .bind("expiry", now.plus(life).toString())
                .execute());
        return id;
    }

    /** The content of an upload that has not expired, noting that it was downloaded; empty if there is none. */
    Optional<byte[]> download(String id) {
        return jdbi.inTransaction(
                        handle -> handle.createQuery("SELECT path FROM files WHERE id = :id AND status = 'active'"
                                        + " AND (expiry_at IS NULL OR expiry_at > :now) FOR UPDATE")
                                .bind("id", id)
                                .bind("now", now().toString())
                                .mapTo(String.class)
                                .findOne()
                                .map(path -> path.substring(path.lastIndexOf('/') + 1)))
                .flatMap(store::get)
                .map(content -> downloaded(id, content));
    }

    private byte[] downloaded(String id, byte[] content) {
        jdbi.useHandle(handle -> handle.createUpdate("UPDATE files SET downloaded_at = :now WHERE id = :id")
                .bind("now", now().toString())
                .bind("id", id)
                .execute());
        return content;
    }

    /** How people called the uploads of these ids. */
    Map<String, String> names(Collection<String> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return jdbi.withHandle(handle -> handle
                .createQuery("SELECT id, original_name FROM files WHERE id IN (<ids>)")
                .bindList("ids", List.copyOf(ids))
                .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant(), zone);
    }
}
