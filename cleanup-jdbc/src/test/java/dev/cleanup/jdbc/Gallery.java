package dev.cleanup.jdbc;

import static dev.cleanup.jdbc.Database.execute;

import dev.cleanup.testkit.InMemoryStorage;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;

/**
 * One image that has expired, its file, and tasks that may use it, on a real database: what a host and a cleaner meet
 * over. The file is lost if the host committed a use of it and it is gone.
 */
final class Gallery implements AutoCloseable {

    static final String FILE = "1.png";
    static final String IMAGE =
            "INSERT INTO images (id, path, expires_at) VALUES (1, '" + FILE + "', '2026-01-01 00:00:00')";

    private final Database database;
    private final Pool pool;
    private final DataSource source;
    private volatile boolean inUse;
    private InMemoryStorage storage = InMemoryStorage.named("gallery");

    Gallery(Database database, String... more) {
        this.database = database;
        this.pool = new Pool(database.fresh());
        this.source = pool.source();
        execute(
                source,
                "CREATE TABLE images (id INT PRIMARY KEY, path VARCHAR(99), expires_at TIMESTAMP NULL,"
                        + " removing VARCHAR(200))",
                "CREATE TABLE tasks (id INT PRIMARY KEY, status VARCHAR(20), image INT)");
        execute(source, more);
    }

    DataSource source() {
        return source;
    }

    InMemoryStorage storage() {
        return storage;
    }

    /** As it was at first. */
    private void reset() {
        inUse = false;
        storage = InMemoryStorage.named("gallery");
        storage.put(FILE, 100, Instant.parse("2025-01-01T00:00:00Z"));
        execute(source, "DELETE FROM tasks", "DELETE FROM images", IMAGE);
    }

    /** The host has committed a use of the file, and relies on it from now on. */
    void use() {
        inUse = true;
    }

    /** Lets a host and a cleaner meet in every order. */
    List<Order> meet(Session.Script cleaner, Session.Script host) throws Exception {
        return Orders.all(choice -> {
            reset();
            try (Meeting meeting = new Meeting(
                    () -> database.waiting(source), new Session("cleaner", cleaner), new Session("host", host))) {
                List<String> steps = meeting.run(choice);
                return new Order(steps, !storage.contains(FILE), inUse);
            }
        });
    }

    @Override
    public void close() throws SQLException {
        pool.close();
    }

    /**
     * How a meeting went.
     *
     * @param steps who did what
     * @param cleaned whether the file is gone
     * @param used whether the host committed a use of it
     */
    record Order(List<String> steps, boolean cleaned, boolean used) {

        boolean lost() {
            return cleaned && used;
        }

        @Override
        public String toString() {
            return "\n  " + String.join("\n  ", steps) + (lost() ? "\n  => lost" : "");
        }
    }
}
