package dev.cleanup.examples.faceswap;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cleanup.examples.web.Calls;
import dev.cleanup.examples.web.RunGate;
import dev.cleanup.examples.web.ServerSettings;
import dev.cleanup.examples.web.Tokens;
import dev.cleanup.report.CleanupListener;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.ItemReport;
import dev.cleanup.report.Phase;
import dev.cleanup.report.Progress;
import dev.cleanup.storage.StorageTarget;
import dev.cleanup.testkit.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/** Where a FaceSwap of a test lives, with a clock to step. */
final class Studio implements AutoCloseable {

    static final String CLEANUP = "/api/v1/admin/cleanup";
    static final int MEGABYTE = 1024 * 1024;
    static final Duration DAY = Duration.ofDays(1);

    private static final String SECRET = "a secret of forty letters for this test.";

    final Path directory;
    final ManualClock clock = ManualClock.at(Instant.now().plusSeconds(60).truncatedTo(ChronoUnit.SECONDS));
    final RunGate gate = new RunGate();
    FaceSwap host;

    private String databaseUrl;
    private UnaryOperator<StorageTarget> storages = UnaryOperator.identity();
    private boolean enabled;
    private volatile Runnable atClaim = () -> {};

    private final CleanupListener listener = new CleanupListener() {
        @Override
        public void onProgress(Progress progress) {
            if (progress.phase() == Phase.CLAIMING && progress.done() == 0) {
                atClaim.run();
            }
        }

        @Override
        public void onItem(String task, ItemReport item) {
            gate.onItem(task, item);
        }

        @Override
        public void onFinished(CleanupReport report) {
            gate.onFinished(report);
        }
    };

    Studio(Path directory) {
        this.directory = directory;
        this.databaseUrl = "jdbc:h2:file:" + directory.resolve("faceswap") + FaceSwapSettings.H2;
    }

    FaceSwapSettings settings() {
        return new FaceSwapSettings(
                new ServerSettings(0, SECRET, Duration.ZERO),
                databaseUrl,
                Duration.ofSeconds(1),
                storage(),
                30,
                enabled,
                ZoneOffset.UTC,
                LocalTime.of(2, 0),
                LocalTime.of(3, 0));
    }

    Studio on(String jdbcUrl) {
        databaseUrl = jdbcUrl;
        return this;
    }

    Studio seeingStorageAs(UnaryOperator<StorageTarget> view) {
        storages = view;
        return this;
    }

    Studio cleaningByItself() {
        enabled = true;
        return this;
    }

    Studio start() throws Exception {
        host = FaceSwap.start(settings(), clock, listener, storages);
        return this;
    }

    /** What else happens when a run has judged its records, and has not locked them yet. */
    void whenClaimingBegins(Runnable action) {
        atClaim = action;
    }

    Path storage() {
        return directory.resolve("storage");
    }

    Tokens tokens() {
        return new Tokens(SECRET, clock);
    }

    Calls nobody() {
        return Calls.to(host.port(), tokens());
    }

    Calls admin() {
        return nobody().as("alice", CleanupRoutes.ADMIN);
    }

    Calls user() {
        return nobody().as("ulf", StudioRoutes.USER);
    }

    /** Waits until so many runs of the schedules have ended, and the schedules know of that. */
    void awaitRuns(int runs) throws InterruptedException {
        gate.awaitEnds(runs);
        while (host.schedules.daily.status().running()
                || host.schedules.weekly.status().running()) {
            Thread.onSpinWait();
        }
    }

    /**
     * An operation of the cleanup, which must succeed; what it answers. Each call comes from another administrator, so that no
     * limit is met.
     */
    JsonNode clean(String operation) {
        Calls.Answer answer =
                nobody().as("admin " + System.nanoTime(), CleanupRoutes.ADMIN).post(CLEANUP + operation);
        if (answer.status() != 200) {
            throw new AssertionError(answer.status() + " " + answer.text());
        }
        return answer.json();
    }

    /** What the cleanup answers where nothing is asked of it. */
    JsonNode look(String what) {
        return admin().get(CLEANUP + what).json();
    }

    /** Uploads a temporary photo; its id. */
    long photo(String session, int hours) {
        return photo(session, hours, 1);
    }

    long photo(String session, int hours, int bytes) {
        return created(
                user().post(
                                "/api/v1/photos/upload?name=photo.jpg&session_id=" + session + "&hours=" + hours,
                                new byte[bytes]),
                "image_id");
    }

    long permanentPhoto(String session) {
        return created(
                user().post("/api/v1/photos/upload?name=photo.jpg&session_id=" + session + "&permanent=true"),
                "image_id");
    }

    /** Begins a task, or a batch; its id. */
    long begin(String kind, long husband, long wife) {
        return created(
                user().post("/api/v1/" + kind + "?husband_photo_id=" + husband + "&wife_photo_id=" + wife), "task_id");
    }

    /** Completes a task, or a batch; the id of its result. */
    long complete(String kind, long task) {
        return created(
                nobody().as("worker", StudioRoutes.WORKER)
                        .post("/api/v1/" + kind + "/" + task + "/result", new byte[MEGABYTE]),
                "image_id");
    }

    /** A task that has come to a result; its id. */
    long completed(String kind, String session) {
        long task = begin(kind, permanentPhoto(session), permanentPhoto(session));
        complete(kind, task);
        return task;
    }

    private static long created(Calls.Answer answer, String what) {
        if (answer.status() != 201) {
            throw new AssertionError(answer.status() + " " + answer.text());
        }
        return answer.json().path(what).asLong();
    }

    void template() {
        created(admin().post("/api/v1/templates", new byte[1]), "template_id");
    }

    Jdbi sql() {
        return Jdbi.create(databaseUrl);
    }

    void execute(String sql, Object... values) {
        sql().useHandle(handle -> handle.execute(sql, values));
    }

    /** The one value of a query; empty where there is no row, or none in it. */
    Optional<String> value(String query, Object... values) {
        return sql().withHandle(handle -> handle.select(query, values)
                .map((row, context) -> Optional.ofNullable(row.getString(1)))
                .findOne()
                .flatMap(value -> value));
    }

    long count(String table) {
        return Long.parseLong(value("SELECT COUNT(*) FROM " + table).orElseThrow());
    }

    boolean hasImage(long id) {
        return value("SELECT id FROM images WHERE id = ?", id).isPresent();
    }

    /** Where the file of an image lies. */
    String pathOf(long image) {
        return value("SELECT storage_path FROM images WHERE id = ?", image).orElseThrow();
    }

    /** The result that a task names; empty where it names none. */
    Optional<String> resultOf(String table, long task) {
        return value("SELECT result_image_id FROM " + table + " WHERE id = ?", task);
    }

    /** The files of all rows, derived ones aside. */
    Set<String> named() {
        return sql().withHandle(handle -> handle.createQuery("SELECT storage_path FROM images")
                .mapTo(String.class)
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    Set<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(storage())) {
            return all.filter(Files::isRegularFile)
                    .map(file -> storage().relativize(file).toString())
                    .filter(name -> !name.startsWith(".cleanup/"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    void store(String name) throws IOException {
        Files.writeString(storage().resolve(name), "content");
    }

    Instant changed(String name) throws IOException {
        return ((FileTime) Files.getAttribute(storage().resolve(name), "unix:ctime")).toInstant();
    }

    @Override
    public void close() {
        gate.release();
        if (host != null) {
            host.close();
        }
    }
}
