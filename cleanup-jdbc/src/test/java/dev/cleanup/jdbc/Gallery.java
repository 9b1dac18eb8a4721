package dev.cleanup.jdbc;

import static dev.cleanup.jdbc.Database.execute;

import dev.cleanup.testkit.fake.InMemoryStorage;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/**
 * One image that has expired, its file, tasks that may use it and covers that may name its file, on a real database: what a host and a cleaner meet
 * over. The file is lost if the host committed a use of it and it is gone.
 */
final class Gallery implements AutoCloseable {

    static final String FILE = "1.png";
    static final Instant NOW = Instant.parse("2026-02-01T00:00:00Z");

    private static final String IMAGE =
            "INSERT INTO images (id, path, expires_at) VALUES (1, '" + FILE + "', '2026-01-01 00:00:00')";

    private final Database database;
    private final Pool pool;
    private final DataSource source;
    private volatile boolean inUse;
    private InMemoryStorage storage = emptyStorage();

    Gallery(Database database, String... more) throws SQLException {
        this.database = database;
        this.pool = new Pool(database.fresh());
        this.source = pool.source();
        execute(
                source,
                "CREATE TABLE images (id INT PRIMARY KEY, path VARCHAR(99), expires_at TIMESTAMP NULL,"
                        + " removing VARCHAR(200))",
                "CREATE TABLE tasks (id INT PRIMARY KEY, status VARCHAR(20), image INT)",
                "CREATE TABLE covers (id INT PRIMARY KEY, path VARCHAR(99))");
        JdbcClaimLedger.in(source).create();
        execute(source, more);
    }

    DataSource source() {
        return source;
    }

    InMemoryStorage storage() {
        return storage;
    }

    /** Another one each time, since there is one run at a time over the same. */
    private static InMemoryStorage emptyStorage() {
        return InMemoryStorage.named(Database.newName());
    }

    /** As it was at first. */
    private void reset() {
        inUse = false;
        storage = emptyStorage();
        storage.put(FILE, 100, Instant.parse("2025-01-01T00:00:00Z"));
        execute(
                source,
                "DELETE FROM cleanup_claims",
                "DELETE FROM covers",
                "DELETE FROM tasks",
                "DELETE FROM images",
                IMAGE);
    }

    /** The host has committed a use of the file, and relies on it from now on. */
    void use() {
        inUse = true;
    }

    /** Lets a host and a cleaner meet in every order. */
    List<Order> meet(Session.Script cleaner, Session.Script host) throws Exception {
        return meet("cleaner", cleaner, "host", host, steps -> new Order(steps, !storage.contains(FILE), inUse));
    }

    /** Lets two sessions meet in every order, and gives what is seen after each. */
    <T> List<T> meet(
            String one, Session.Script first, String other, Session.Script second, Function<List<String>, T> seen)
            throws Exception {
        return Orders.all(choice -> {
            reset();
            try (Meeting meeting =
                    new Meeting(() -> database.waiting(source), new Session(one, first), new Session(other, second))) {
                return seen.apply(meeting.run(choice));
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

        /** Whether a step comes after the n-th of another kind, which both must be there. */
        boolean isAfter(String step, int n, String other) {
            List<Integer> others = IntStream.range(0, steps.size())
                    .filter(i -> steps.get(i).equals(other))
                    .boxed()
                    .toList();
            return others.size() >= n && steps.lastIndexOf(step) > others.get(n - 1);
        }

        @Override
        public String toString() {
            return "\n  " + String.join("\n  ", steps) + (lost() ? "\n  => lost" : "");
        }
    }
}
