package dev.cleanup.jsonstore;

import static dev.cleanup.CleanupTask.orphans;
import static dev.cleanup.CleanupTask.records;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.Cleanup;
import dev.cleanup.local.LocalDirectory;
import dev.cleanup.policy.Policies;
import dev.cleanup.reference.Owner;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.ItemRef;
import dev.cleanup.testkit.ManualClock;
import dev.cleanup.testkit.fake.InMemoryStorage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recovery tokens are the ids of entries, and still valid where their entry cannot be read: no text shows one. */
class SecretIdsTest {

    private static final String TOKEN = "canary-4711";

    @TempDir
    private Path folder;

    private final ManualClock clock = ManualClock.at("2026-03-01T12:00:00Z");
    private final InMemoryStorage storage = InMemoryStorage.named("files", clock);
    private final List<String> texts = new ArrayList<>();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private PrintStream before;

    @BeforeEach
    void captureTheLog() {
        before = System.err;
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void releaseTheLog() {
        System.setErr(before);
    }

    /** The token as an id, and as each value that can be at fault. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'canary-4711': {'expires': '2020-01-01T00:00:00Z', 'file': 'a'}}",
                "{'canary-4711': {'expires': '2020-01-01T00:00:00Z', 'file': 'missing'}}",
                "{'canary-4711': {'expires': 'canary-4711', 'file': 'a'}}",
                "{'canary-4711': {'expires': 47114711, 'file': '../canary-4711'}}",
                "{'canary-4711': {'expires': null, 'file': {'nested': 'canary-4711'}}}",
                "{'canary-4711': {'expires': null, 'file': ['a', '/canary-4711']}}",
                "{'canary-4711': 'canary-4711'}",
                "{'canary-4711': {}, 'canary-4711': {}}",
                "{'canary-4711': {'file': canary-4711}}",
                "{'canary-4711': {'expires': 'x', 'file': 'a'}, 'other': canary-4711",
                "['canary-4711']"
            })
    void noTextShowsIt(String json) throws IOException {
        Files.writeString(folder.resolve("tokens.json"), json.replace('\'', '"'));
        storage.put("a", 10).put("orphan", 10);
        clock.step(java.time.Duration.ofDays(9));

        runAll(tokens -> tokens);

        assertThat(texts).noneMatch(text -> text.contains(TOKEN) || text.contains("47114711"));
        assertThat(log.toString(StandardCharsets.UTF_8)).doesNotContain(TOKEN).doesNotContain("47114711");
    }

    /** Everything that lies in the directory of tokens or in the storage, notes of the quarantine among it. */
    @Test
    void noFileOnDiskThatARunMakesHoldsIt() throws IOException {
        Path uploads = Files.createDirectory(folder.resolve("uploads"));
        Files.writeString(uploads.resolve("a"), "a");
        Files.writeString(
                folder.resolve("tokens.json"),
                "{\"" + TOKEN + "\": {\"expires\": \"2020-01-01T00:00:00Z\", \"file\": \"a\"}}");
        JsonRecords tokens = JsonRecords.in(folder.resolve("tokens.json"))
                .objectById()
                .expires("/expires")
                .file("/file")
                .lockedBy(JsonFileLock.beside(folder.resolve("tokens.json")));

        CleanupReport report = Cleanup.of("recovery", LocalDirectory.at(uploads))
                .task(records("expired", tokens)
                        .where(Policies.expired())
                        .removingFiles()
                        .quarantineFor(Duration.ofDays(7))
                        .deletingRecords())
                .clock(InstantSource.offset(InstantSource.system(), Duration.ofDays(9)))
                .build()
                .run();

        assertThat(report.task("expired").files().setAside())
                .as(report.toText())
                .isEqualTo(1);
        assertThat(textsBelow(folder)).hasSizeGreaterThan(2).noneMatch(text -> text.contains(TOKEN));
        assertThat(textsBelow(uploads)).anyMatch(text -> text.contains(Owner.hashOf(TOKEN)));
    }

    private static List<String> textsBelow(Path directory) throws IOException {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                texts.add(file.getFileName() + Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return texts;
    }

    @Test
    void valuesOfTheApiKeepIt() throws IOException {
        expired();

        CleanupReport report = cleanup(tokens -> tokens).run();

        assertThat(report.task("expired").samples())
                .filteredOn(item -> item.subject() instanceof ItemRef.OfRecord)
                .singleElement()
                .satisfies(item -> assertThat(
                                ((ItemRef.OfRecord) item.subject()).owner().id())
                        .isEqualTo(TOKEN));
        assertThat(report.task("expired").samples().toString()).contains(Owner.hashOf(TOKEN));
    }

    @Test
    void aHostMayShowThem() throws IOException {
        expired();

        CleanupReport report = cleanup(JsonRecords::showingIds).run();

        assertThat(report.task("expired").samples().toString()).contains("tokens.json#" + TOKEN);
    }

    private void expired() throws IOException {
        Files.writeString(
                folder.resolve("tokens.json"),
                "{\"" + TOKEN + "\": {\"expires\": \"2020-01-01T00:00:00Z\", \"file\": \"a\"}}");
        storage.put("a", 10);
    }

    private void runAll(UnaryOperator<JsonRecords> ids) {
        Cleanup cleanup = cleanup(ids);
        texts.add(cleanup.plan().toText());
        texts.add(cleanup.plan().toString());
        ask(() -> cleanup.explain("a").toText());
        ask(() -> cleanup.missingFiles().toText());
        CleanupReport report = cleanup.run();
        texts.add(report.toText());
        texts.add(report.toString());
        report.problem().ifPresent(trouble -> texts.add(trouble.toString()));
    }

    private void ask(java.util.function.Supplier<String> question) {
        try {
            texts.add(question.get());
        } catch (RuntimeException unanswered) {
            for (Throwable fault = unanswered; fault != null; fault = fault.getCause()) {
                texts.add(fault.toString());
            }
        }
    }

    private Cleanup cleanup(UnaryOperator<JsonRecords> ids) {
        Path file = folder.resolve("tokens.json");
        JsonRecords tokens = ids.apply(JsonRecords.in(file)
                .objectById()
                .expires("/expires")
                .file("/file")
                .lockedBy(JsonFileLock.beside(file)));
        return Cleanup.of("recovery", storage)
                .task(records("expired", tokens)
                        .where(Policies.expired())
                        .removingFiles()
                        .deletingRecords())
                .task(orphans("orphans"))
                .clock(clock)
                .build();
    }
}
