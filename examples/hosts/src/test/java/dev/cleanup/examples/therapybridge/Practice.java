package dev.cleanup.examples.therapybridge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cleanup.examples.web.Calls;
import dev.cleanup.examples.web.RunGate;
import dev.cleanup.examples.web.Tokens;
import dev.cleanup.settings.LoadedSettings;
import dev.cleanup.settings.SettingsSource;
import dev.cleanup.storage.StorageTarget;
import dev.cleanup.testkit.ManualClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/** Where a TherapyBridge of a test lives, with a clock to step. */
final class Practice implements AutoCloseable {

    private static final String SECRET = "a secret of forty letters for this test.";

    final ManualClock clock = ManualClock.at(Instant.now().plusSeconds(60).truncatedTo(ChronoUnit.SECONDS));
    final RunGate gate = new RunGate();
    final Map<String, String> environment = new HashMap<>();
    TherapyBridge host;

    private final Path directory;
    private InstantSource time = clock;

    Practice(Path directory) {
        this.directory = directory;
        with("PORT", "0").with("AUTH_SECRET", SECRET);
        with("DATABASE_URL", "jdbc:h2:file:" + directory.resolve("therapybridge") + TherapyBridgeSettings.H2);
        with("UPLOAD_PATH", audio().toString())
                .with("ARCHIVE_PATH", directory.resolve("archive").toString());
    }

    Practice with(String setting, String value) {
        environment.put(setting, value);
        return this;
    }

    LoadedSettings<TherapyBridgeSettings> settings() {
        return TherapyBridgeSettings.from(SettingsSource.of("environment", environment::get));
    }

    Practice start() throws Exception {
        return start(TherapyBridge.storage(settings().value()));
    }

    Practice start(StorageTarget storage) throws Exception {
        Files.createDirectories(audio());
        host = TherapyBridge.start(settings(), storage, time, gate);
        return this;
    }

    Practice startByRealTime() throws Exception {
        time = InstantSource.system();
        return start();
    }

    Tokens tokens() {
        return new Tokens(SECRET, time);
    }

    Calls nobody() {
        return Calls.to(host.port(), tokens());
    }

    Calls admin() {
        return nobody().as("alice", Roles.ADMIN);
    }

    Calls therapist() {
        return nobody().as("theo", Roles.THERAPIST);
    }

    Calls patient() {
        return nobody().as("pat", Roles.PATIENT);
    }

    /** What a run by hand answers. */
    JsonNode clean(String what) {
        Calls.Answer answer = therapist().post("/api/admin/cleanup/" + what);
        if (answer.status() != 200) {
            throw new AssertionError(answer.status() + " " + answer.text());
        }
        return answer.json();
    }

    JsonNode status() {
        return therapist().get("/api/admin/cleanup/status").json();
    }

    JsonNode history() {
        return therapist().get("/api/admin/cleanup/history").json();
    }

    /** Waits until a run of the schedule has ended. */
    void awaitRun() throws InterruptedException {
        gate.awaitEnds(1);
        while (host.scheduler.status().running()) {
            Thread.onSpinWait();
        }
    }

    static <T> FutureTask<T> inBackground(Callable<T> call) {
        FutureTask<T> task = new FutureTask<>(call);
        new Thread(task).start();
        return task;
    }

    /** The texts of a JSON array. */
    static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    String upload() {
        return patient()
                .post("/api/sessions", "a recording".getBytes(StandardCharsets.UTF_8))
                .json()
                .path("id")
                .asText();
    }

    /** Uploads a recording of a session that then fails. */
    String uploadFailing() {
        String id = upload();
        therapist().post("/api/sessions/" + id + "/fail");
        return id;
    }

    /** A session of a status, made now, that names a recording. */
    String session(String status, String recording) {
        String id = UUID.randomUUID().toString();
        sql().useHandle(handle -> handle.execute(
                "INSERT INTO sessions VALUES (?, ?, ?, ?, NULL)",
                id,
                status,
                clock.instant().atOffset(ZoneOffset.UTC),
                recording));
        return id;
    }

    Jdbi sql() {
        return Jdbi.create(environment.get("DATABASE_URL"));
    }

    /** What a column holds of a session. */
    Optional<String> column(String column, String id) {
        return sql().withHandle(handle -> handle.createQuery("SELECT " + column + " FROM sessions WHERE id = ?")
                .bind(0, id)
                .mapTo(String.class)
                .findOne());
    }

    Path path(String name) {
        return directory.resolve(name);
    }

    Path audio() {
        return path("uploads/audio");
    }

    Practice storing(String... names) throws IOException {
        Files.createDirectories(audio());
        for (String name : names) {
            Files.writeString(audio().resolve(name), "some audio");
        }
        return this;
    }

    /** The newest of the times that a file has. */
    Instant changed(String name) throws IOException {
        return ((FileTime) Files.getAttribute(audio().resolve(name), "unix:ctime")).toInstant();
    }

    Set<String> files() throws IOException {
        try (Stream<Path> all = Files.list(audio())) {
            return all.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals(".cleanup"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    void step(Duration time) {
        clock.step(time);
    }

    @Override
    public void close() {
        gate.release();
        if (host != null) {
            host.close();
        }
    }
}
