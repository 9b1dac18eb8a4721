package dev.cleanup.examples.chatterbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cleanup.examples.web.Calls;
import dev.cleanup.examples.web.Json;
import dev.cleanup.examples.web.ServerSettings;
import dev.cleanup.examples.web.Tokens;
import dev.cleanup.policy.Policies;
import dev.cleanup.report.CleanupListener;
import dev.cleanup.storage.ByteSize;
import dev.cleanup.testkit.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where a Chatterbox of a test lives, with a clock to step. */
final class Home implements AutoCloseable {

    static final String SECRET = "a secret of forty letters for this test.";

    private static final int MEGABYTE = 1024 * 1024;

    final Path directory;
    final ManualClock clock = ManualClock.at(Instant.now().plusSeconds(60).truncatedTo(ChronoUnit.SECONDS));
    Chatterbox host;

    private ByteSize maxStorage = Policies.megabytes(1024);
    private Duration retention = Duration.ofHours(24);
    private Optional<Path> archive = Optional.empty();
    private InstantSource time = clock;

    Home(Path directory) {
        this.directory = directory;
    }

    ChatterboxSettings settings() {
        return new ChatterboxSettings(
                new ServerSettings(0, SECRET, Duration.ZERO),
                audio(),
                tokenFile(),
                retention,
                maxStorage,
                Duration.ofMinutes(30),
                directory.resolve("session_cache"),
                Policies.megabytes(10),
                archive);
    }

    Home limitedTo(int megabytes) {
        maxStorage = Policies.megabytes(megabytes);
        return this;
    }

    Home keepingTokensFor(Duration time) {
        retention = time;
        return this;
    }

    Home archivingTo(Path path) {
        archive = Optional.of(path);
        return this;
    }

    Home startByRealTime() throws IOException {
        time = InstantSource.system();
        return start();
    }

    Home start() throws IOException {
        return start(new CleanupListener() {});
    }

    Home start(CleanupListener listener) throws IOException {
        host = Chatterbox.start(settings(), time, listener);
        return this;
    }

    Calls nobody() {
        return Calls.to(host.port(), new Tokens(SECRET, time));
    }

    Calls admin() {
        return nobody().as("alice", CleanupRoutes.ADMIN);
    }

    Calls user() {
        return nobody().as("ulf", RecoveryRoutes.USER);
    }

    JsonNode clean() {
        Calls.Answer answer = admin().post("/api/cleanup/manual");
        if (answer.status() != 200) {
            throw new AssertionError(answer.status() + " " + answer.text());
        }
        return answer.json();
    }

    /** Uploads audio of so many bytes; its token. */
    String upload(int bytes) {
        return user().post("/api/recovery", new byte[bytes])
                .json()
                .path("token")
                .asText();
    }

    String uploadMegabyte() {
        return upload(MEGABYTE);
    }

    Path audio() {
        return directory.resolve("recovery_storage");
    }

    Path tokenFile() {
        return directory.resolve("recovery_tokens.json");
    }

    Home storing(String... names) throws IOException {
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

    /** Writes the token file as it is. */
    Home tokens(String json) throws IOException {
        Files.writeString(tokenFile(), json);
        return this;
    }

    String tokens() throws IOException {
        return Files.readString(tokenFile());
    }

    Set<String> tokenIds() throws IOException {
        Set<String> ids = new TreeSet<>();
        Json.MAPPER.readTree(tokens()).fieldNames().forEachRemaining(ids::add);
        return ids;
    }

    /** The file that a token names. */
    String fileOf(String token) throws IOException {
        return Json.MAPPER.readTree(tokens()).path(token).path("audio").asText();
    }

    /** Where the copy of a file lies that is gone, as the host knows it. */
    String archived(String name) throws IOException {
        return Json.MAPPER
                .readTree(Files.readString(directory.resolve("archived.json")))
                .path(name)
                .path("location")
                .asText();
    }

    Set<String> files() throws IOException {
        try (Stream<Path> all = Files.list(audio())) {
            return all.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals(".cleanup"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** An entry of the token file. */
    String entry(String token, String audio, Duration lifeFromNow) {
        Instant expires = clock.instant().plus(lifeFromNow);
        return "\"%s\": {\"created_at\": \"%s\", \"expires_at\": \"%s\", \"audio\": \"%s\"}"
                .formatted(token, expires.minus(Duration.ofHours(6)), expires, audio);
    }

    @Override
    public void close() {
        if (host != null) {
            host.close();
        }
    }
}
