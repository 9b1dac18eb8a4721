package dev.cleanup.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleanup.outcome.Outcome;
import dev.cleanup.outcome.Reason;
import dev.cleanup.storage.Archival;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.LookupSink;
import dev.cleanup.storage.StoredFile;
import dev.cleanup.testkit.InMemoryStorage;
import dev.cleanup.testkit.SteppedClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("fast")
class ZipArchiveTest {

    private static final String RUN = "1f0c2e88-aaaa-bbbb-cccc-ddddeeeeffff";

    @TempDir
    private Path directory;

    private final SteppedClock clock = SteppedClock.at("2026-03-01T12:00:00Z");
    private final InMemoryStorage storage = InMemoryStorage.named("uploads", clock);

    private Archival item(String key) {
        List<StoredFile> found = new ArrayList<>();
        storage.lookUp(List.of(FileKey.of(key)), new Found(found));
        Reason reason = new Reason(Reason.Kind.AGE, "8 days \u201cold\u201d");
        return new Archival(found.get(0), reason, "media", RUN, "orphaned files", clock.instant());
    }

    private Map<String, Outcome> store(String... keys) {
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        List<Archival> batch = Stream.of(keys).map(this::item).toList();
        ZipArchive.in(directory)
                .store(
                        batch,
                        storage,
                        (item, outcome) -> assertThat(
                                        outcomes.put(item.file().key().path(), outcome))
                                .isNull());
        return outcomes;
    }

    private static String sha256(String text) throws IOException {
        DigestOutputStream digest = Digests.ofNothingElse();
        digest.write(text.getBytes(UTF_8));
        return Digests.of(digest);
    }

    @Test
    void theDigestIsSha256() throws IOException {
        assertThat(sha256("")).isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    private List<String> zips() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private String content(String zip, String entry) throws IOException {
        try (ZipFile file = new ZipFile(directory.resolve(zip).toString())) {
            return new String(file.getInputStream(file.getEntry(entry)).readAllBytes(), UTF_8);
        }
    }

    @Test
    void writesOneZipFileForABatchWithAManifest() throws IOException {
        storage.put("audio/a.txt", "the content").put("b", 0);

        Map<String, Outcome> outcomes = store("audio/a.txt", "b");

        assertThat(zips()).containsExactly("2026-03-01T120000Z-orphaned_files-1f0c2e88-0001.zip");
        assertThat(content(zips().get(0), "files/audio/a.txt")).isEqualTo("the content");
        assertThat(content(zips().get(0), "manifest.json"))
                .contains("\"key\": \"audio/a.txt\"", "\"size\": 11", "\"task\": \"orphaned files\"")
                .contains("\"sha256\": \"" + sha256("the content") + "\"")
                .contains("\"times\": {\"MODIFIED\": \"2026-03-01T12:00:00Z\"", "\"kind\": \"AGE\"")
                .contains("\"identity\": \"" + item("b").file().identity() + "\"")
                .contains("\"run\": \"" + RUN + "\"", "\"at\": \"2026-03-01T12:00:00Z\"", "8 days \\u201cold\\u201d");
        assertThat(outcomes.get("audio/a.txt"))
                .isEqualTo(
                        new Outcome.Archived(directory.toRealPath().toUri() + zips().get(0) + "!/files/audio/a.txt"));
    }

    @Test
    void aSecondBatchGetsANameOfItsOwn() throws IOException {
        storage.put("a", "a").put("b", "b");

        store("a");
        store("b");

        assertThat(zips()).hasSize(2).allMatch(name -> name.endsWith(".zip"));
    }

    @Test
    void compresses() throws IOException {
        storage.put("zeros", 1_000_000);

        store("zeros");

        assertThat(Files.size(directory.resolve(zips().get(0)))).isLessThan(10_000);
    }

    @Test
    void aFileThatBreaksOffIsLeftOutAndTheOthersAreArchived() throws IOException {
        storage.put("a", "a").put("broken", "broken").put("c", "c").failCopy("broken");

        Map<String, Outcome> outcomes = store("a", "broken", "c");

        assertThat(outcomes.get("broken")).isInstanceOf(Outcome.Failed.class);
        assertThat(outcomes.get("a")).isInstanceOf(Outcome.Archived.class);
        assertThat(outcomes.get("c")).isInstanceOf(Outcome.Archived.class);
        try (ZipFile zip = new ZipFile(directory.resolve(zips().get(0)).toString())) {
            assertThat(zip.stream().map(Object::toString)).containsExactly("files/a", "files/c", "manifest.json");
        }
    }

    @Test
    void filesThatAreGoneOrOthersByNowAreNeitherFailuresNorArchived() throws IOException {
        storage.put("gone", "g").put("replaced", "r");
        List<Archival> batch = List.of(item("gone"), item("replaced"));
        storage.delete("gone");
        storage.replace("replaced");
        List<Outcome> outcomes = new ArrayList<>();

        ZipArchive.in(directory).store(batch, storage, (item, outcome) -> outcomes.add(outcome));

        assertThat(outcomes).hasExactlyElementsOfTypes(Outcome.AlreadyGone.class, Outcome.Kept.class);
        assertThat(zips()).isEmpty();
    }

    @Test
    void awkwardNamesComeBackAsTheyAre() throws IOException {
        String[] keys = {
            "manifest.json", "new\nline", "back\\slash", "\u97f3\u58f0.mp3", "\ud83c\udfb5", "-rf", "...", " "
        };
        for (String key : keys) {
            storage.put(key, "content of " + key);
        }

        store(keys);

        for (String key : keys) {
            assertThat(content(zips().get(0), "files/" + key)).isEqualTo("content of " + key);
        }
        assertThat(content(zips().get(0), "manifest.json")).contains("\"new\\u000aline\"", "\"back\\\\slash\"");
    }

    @Test
    void aDirectoryThatIsGoneArchivesNothing() throws IOException {
        storage.put("a", "a");
        Path gone = Files.createDirectory(directory.resolve("gone"));
        ZipArchive archive = ZipArchive.in(gone);
        Files.delete(gone);
        List<Outcome> outcomes = new ArrayList<>();

        archive.store(List.of(item("a")), storage, (item, outcome) -> outcomes.add(outcome));

        assertThat(outcomes).hasOnlyElementsOfType(Outcome.Failed.class).hasSize(1);
    }

    @Test
    void whatReadsBackAsSomethingElseGetsNoName() throws IOException {
        storage.put("a", "a".repeat(1000));
        ZipWriter writer = new ZipWriter(directory, storage, new Damage(directory));

        assertThatThrownBy(() -> writer.write(List.of(item("a")))).isInstanceOf(IOException.class);

        assertThat(zips()).isEmpty();
    }

    @Test
    void whatACrashLeftIsNotTouchedAndItsNameNotUsedAgain() throws IOException {
        storage.put("a", "a");
        String left = "2026-03-01T120000Z-orphaned_files-1f0c2e88-0001.zip.part";
        Files.writeString(directory.resolve(left), "half");

        store("a");

        assertThat(zips()).containsExactly(left, "2026-03-01T120000Z-orphaned_files-1f0c2e88-0002.zip");
    }

    @Test
    void aPlaceThatIsNoDirectoryIsRefused() {
        assertThatThrownBy(() -> ZipArchive.in(directory.resolve("missing")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("missing) of the archive is no directory that can be reached")
                .hasMessageContaining("Make it first");
    }

    /** Turns a bit in the middle of what was written. */
    private record Damage(Path directory) implements Consumer<ZipWriter.Step> {
        @Override
        public void accept(ZipWriter.Step step) {
            if (step == ZipWriter.Step.DURABLE) {
                turn();
            }
        }

        private void turn() {
            try (Stream<Path> files = Files.list(directory)) {
                Path part = files.findFirst().orElseThrow();
                byte[] bytes = Files.readAllBytes(part);
                bytes[45] ^= 1;
                Files.write(part, bytes);
            } catch (IOException fault) {
                throw new IllegalStateException(fault);
            }
        }
    }

    private record Found(List<StoredFile> files) implements LookupSink {
        @Override
        public void found(StoredFile file) {
            files.add(file);
        }

        @Override
        public void absent(FileKey key) {}

        @Override
        public void unusable(FileKey key, String why) {}

        @Override
        public void unknown(FileKey key, dev.cleanup.outcome.Failure failure) {}
    }
}
