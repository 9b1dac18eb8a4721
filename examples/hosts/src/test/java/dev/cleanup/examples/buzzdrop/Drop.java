package dev.cleanup.examples.buzzdrop;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cleanup.examples.web.Calls;
import dev.cleanup.examples.web.RunGate;
import dev.cleanup.examples.web.ServerSettings;
import dev.cleanup.examples.web.Tokens;
import dev.cleanup.testkit.ManualClock;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/** Where a Buzzdrop of a test lives, with a clock to step. */
final class Drop implements AutoCloseable {

    static final String SECRET = "a secret of forty letters for this test.";

    final Path directory;
    final ManualClock clock = ManualClock.at(Instant.now().plusSeconds(60).truncatedTo(ChronoUnit.SECONDS));
    final RunGate gate = new RunGate();
    Buzzdrop host;

    private Optional<URI> storage = Optional.empty();
    private boolean enabled;

    Drop(Path directory) {
        this.directory = directory;
    }

    BuzzdropSettings settings() {
        return new BuzzdropSettings(
                new ServerSettings(0, SECRET, Duration.ZERO),
                databaseUrl(),
                uploads(),
                storage,
                ZoneOffset.UTC,
                enabled,
                Duration.ofMinutes(60),
                7);
    }

    Drop inObjectStore(URI address) {
        storage = Optional.of(address);
        return this;
    }

    Drop cleaningByItself() {
        enabled = true;
        return this;
    }

    Drop start() throws Exception {
        host = Buzzdrop.start(settings(), clock, gate);
        return this;
    }

    String databaseUrl() {
        return "jdbc:h2:file:" + directory.resolve("buzzdrop") + BuzzdropSettings.H2;
    }

    Path uploads() {
        return directory.resolve("uploads");
    }

    Calls nobody() {
        return Calls.to(host.port(), new Tokens(SECRET, clock));
    }

    Calls admin() {
        return nobody().as("alice", AdminRoutes.ADMIN);
    }

    Calls user() {
        return nobody().as("ulf", UploadRoutes.USER);
    }

    /** Waits until a cycle of the background service has ended. */
    void awaitCycle() throws InterruptedException {
        gate.awaitEnds(1);
        while (host.scheduler.status().running()) {
            Thread.onSpinWait();
        }
    }

    /** A run by hand; what its page says then. */
    String clean() {
        return admin().post("/admin/cleanup").header("Location");
    }

    JsonNode stats() {
        return admin().get("/admin/stats").json();
    }

    String page() {
        return Calls.send(admin().request("/admin/stats")
                        .header("Accept", "text/html")
                        .GET())
                .text();
    }

    String upload(String name, int hours) {
        String query = "?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8) + "&hours=" + hours;
        return user().post("/upload" + query, "content".getBytes(StandardCharsets.UTF_8))
                .json()
                .path("id")
                .asText();
    }

    Jdbi sql() {
        return Jdbi.create(databaseUrl());
    }

    /** What a column holds of an upload; empty where the row is gone. */
    Optional<String> column(String column, String id) {
        return sql().withHandle(handle -> handle.createQuery("SELECT " + column + " FROM files WHERE id = ?")
                .bind(0, id)
                .mapTo(String.class)
                .findOne());
    }

    /** A row of an upload that is active. */
    void insert(String id, String name, String path, String by, Instant expires) {
        sql().useHandle(handle -> handle.execute(
                "INSERT INTO files VALUES (?, ?, ?, ?, ?, ?, NULL, 'active')",
                id,
                name,
                path,
                by,
                zoneless(expires.minus(Duration.ofDays(1))),
                zoneless(expires)));
    }

    void set(String column, String id, String value) {
        sql().useHandle(handle -> handle.execute("UPDATE files SET " + column + " = ? WHERE id = ?", value, id));
    }

    /** The time as the database holds it, without a zone. */
    String zoneless(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC).toString();
    }

    Set<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(uploads())) {
            return all.filter(Files::isRegularFile)
                    .map(file -> uploads().relativize(file).toString())
                    .filter(name -> !name.startsWith(".cleanup/"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    void store(String name) throws IOException {
        Files.createDirectories(uploads().resolve(name).getParent());
        Files.writeString(uploads().resolve(name), "content");
    }

    Instant changed(String name) throws IOException {
        return ((FileTime) Files.getAttribute(uploads().resolve(name), "unix:ctime")).toInstant();
    }

    @Override
    public void close() {
        gate.release();
        if (host != null) {
            host.close();
        }
    }
}
