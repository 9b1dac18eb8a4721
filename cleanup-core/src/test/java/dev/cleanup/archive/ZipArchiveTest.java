package dev.cleanup.archive;

import static dev.cleanup.CleanupTask.orphans;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleanup.Cleanup;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.outcome.Reason;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.storage.ArchiveRequest;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.FileTimes;
import dev.cleanup.storage.LookupSink;
import dev.cleanup.storage.OutcomeSink;
import dev.cleanup.storage.ReadableStorage;
import dev.cleanup.storage.StoredFile;
import dev.cleanup.testkit.ManualClock;
import dev.cleanup.testkit.fake.InMemoryReferences;
import dev.cleanup.testkit.fake.InMemoryStorage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLDecoder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.text.Normalizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("fast")
class ZipArchiveTest {

    private static final String RUN = "1f0c2e88-aaaa-bbbb-cccc-ddddeeeeffff";

    @TempDir
    private Path directory;

    private final ManualClock clock = ManualClock.at("2026-03-01T12:00:00Z");
    private final InMemoryStorage storage = InMemoryStorage.named("uploads", clock);

    private ArchiveRequest item(String key) {
        List<StoredFile> found = new ArrayList<>();
        storage.lookUp(List.of(FileKey.of(key)), new Found(found));
        Reason reason = new Reason(Reason.Kind.AGE, "8 days \u201cold\u201d");
        return new ArchiveRequest(found.get(0), reason, "media", RUN, "orphaned files", clock.instant());
    }

    private Map<String, Outcome> store(String... keys) {
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        List<ArchiveRequest> batch = Stream.of(keys).map(this::item).toList();
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
        DigestOutputStream digest = Sha256Copy.ofNothingElse();
        digest.write(text.getBytes(UTF_8));
        return Sha256Copy.of(digest);
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
        List<ArchiveRequest> batch = List.of(item("gone"), item("replaced"));
        storage.delete("gone");
        storage.replace("replaced");
        List<Outcome> outcomes = new ArrayList<>();

        ZipArchive.in(directory).store(batch, storage, (item, outcome) -> outcomes.add(outcome));

        assertThat(outcomes).hasExactlyElementsOfTypes(Outcome.AlreadyGone.class, Outcome.Kept.class);
        assertThat(zips()).isEmpty();
    }

    @Test
    void awkwardNamesAreEncodedSoThatNoUnpackerTakesThemForAnotherPlace() throws IOException {
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put("manifest.json", "manifest.json");
        entries.put("\u97f3\u58f0.mp3", "\u97f3\u58f0.mp3");
        entries.put("\ud83c\udfb5", "\ud83c\udfb5");
        entries.put("-rf", "-rf");
        entries.put("..\\..\\etc", "..%5C..%5Cetc");
        entries.put("C:\\x", "C%3A%5Cx");
        entries.put("C:/x", "C%3A/x");
        entries.put("new\nline\u007f\u0085", "new%0Aline%7F%C2%85");
        entries.put("gpj\u202eexe", "gpj%E2%80%AEexe");
        entries.put("...", "%2E%2E%2E");
        entries.put(".. /a", "%2E%2E%20/a");
        entries.put(" ", "%20");
        entries.put("dot./end ", "dot%2E/end%20");
        entries.put("a%5Cb", "a%255Cb");
        entries.put("stream:$DATA", "stream%3A$DATA");
        entries.put("NUL", "%4EUL");
        entries.put("com1.txt", "%63om1.txt");
        entries.put("aux /x", "%61ux%20/x");
        entries.put("console", "console");
        entries.keySet().forEach(key -> storage.put(key, "content of " + key));

        Map<String, Outcome> outcomes = store(entries.keySet().toArray(String[]::new));

        for (Map.Entry<String, String> entry : entries.entrySet()) {
            String content = "content of " + entry.getKey();
            assertThat(content(zips().get(0), "files/" + entry.getValue())).isEqualTo(content);
            assertThat(decoded(entry.getValue())).isEqualTo(entry.getKey());
            Outcome.Archived archived = (Outcome.Archived) outcomes.get(entry.getKey());
            try (InputStream copy = new URL("jar:" + archived.location()).openStream()) {
                assertThat(new String(copy.readAllBytes(), UTF_8)).isEqualTo(content);
            }
        }
    }

    private static String decoded(String entry) {
        return URLDecoder.decode(entry.replace("+", "%2B"), UTF_8);
    }

    @Test
    void theManifestHasTheTrueNameOfEachEntry() throws IOException {
        storage.put("new\nline", 1).put("back\\slash", 1);

        store("new\nline", "back\\slash");

        assertThat(content(zips().get(0), "manifest.json"))
                .contains("\"entry\": \"files/new%0Aline\",\n      \"key\": \"new\\u000aline\"")
                .contains("\"entry\": \"files/back%5Cslash\",\n      \"key\": \"back\\\\slash\"");
    }

    @Test
    void namesThatDifferInCaseOrUnicodeFormAloneAreDifferentWhereTheyAreUnpacked() throws IOException {
        String[] keys = {"a/x", "A/x", "A/y", "a/X", "b", "B/z", "caf\u00e9", "cafe\u0301", "Ab", "aB", "AB", "ab"};
        for (String key : keys) {
            storage.put(key, "content of " + key);
        }

        store(keys);

        try (ZipFile zip = new ZipFile(directory.resolve(zips().get(0)).toString())) {
            List<String> names = zip.stream().map(ZipEntry::getName).toList();
            assertThat(names.stream()
                            .map(name -> Normalizer.normalize(name, Normalizer.Form.NFC)
                                    .toLowerCase(Locale.ROOT)))
                    .doesNotHaveDuplicates()
                    .doesNotContain("files/a/y");
            assertThat(names.stream().map(ZipArchiveTest::decoded))
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.concat(Stream.of(keys).map(key -> "files/" + key), Stream.of("manifest.json"))
                                    .toList());
        }
    }

    @Test
    void eachFileIsReadOnceHoweverManyCannotBeCopied() {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            keys.add("file-" + i);
            storage.put("file-" + i, 10);
        }
        List<ArchiveRequest> batch = keys.stream().map(this::item).toList();
        keys.subList(10, 100).forEach(storage::replace);
        AtomicInteger reads = new AtomicInteger();
        List<Outcome> outcomes = new ArrayList<>();

        ZipArchive.in(directory).store(batch, new Counting(storage, reads), (item, outcome) -> outcomes.add(outcome));

        assertThat(reads).hasValue(100);
        assertThat(outcomes.subList(0, 10)).hasOnlyElementsOfType(Outcome.Archived.class);
        assertThat(outcomes.subList(10, 100)).hasSize(90).hasOnlyElementsOfType(Outcome.Kept.class);
    }

    @Test
    void whatBreaksOffAfterItsFirstBytesLeavesNoneOfThemInTheZipFile() throws IOException {
        storage.put("a", "a").put("torn", "torn").put("c", "c");
        ReadableStorage torn = new Torn(storage);
        List<Outcome> outcomes = new ArrayList<>();

        ZipArchive.in(directory)
                .store(List.of(item("a"), item("torn"), item("c")), torn, (item, outcome) -> outcomes.add(outcome));

        assertThat(outcomes)
                .hasExactlyElementsOfTypes(Outcome.Archived.class, Outcome.Failed.class, Outcome.Archived.class);
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(directory.resolve(zips().get(0))))) {
            List<String> names = new ArrayList<>();
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
            }
            assertThat(names).containsExactly("files/a", "files/c", "manifest.json");
        }
    }

    @Test
    void allThatIsWrittenIsPrivateFromItsFirstByteOn() throws IOException {
        storage.put("a", "a");
        List<Set<PosixFilePermission>> seen = new ArrayList<>();

        ZipArchive.in(directory)
                .reaching(step -> seen.addAll(permissions()))
                .store(List.of(item("a")), storage, (item, outcome) -> {});

        assertThat(seen).hasSizeGreaterThanOrEqualTo(5).containsOnly(PosixFilePermissions.fromString("rw-------"));
        assertThat(permissions()).containsExactly(PosixFilePermissions.fromString("rw-------"));
    }

    private List<Set<PosixFilePermission>> permissions() {
        try (Stream<Path> files = Files.list(directory)) {
            List<Set<PosixFilePermission>> permissions = new ArrayList<>();
            for (Path file : files.toList()) {
                permissions.add(Files.getPosixFilePermissions(file));
            }
            return permissions;
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
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

    /** Writes down what is done, in its order. */
    private record Recorded(List<String> calls) implements ZipWriter.Course {
        @Override
        public void reached(ZipWriter.Step step) {
            calls.add(step.name());
        }

        @Override
        public void force(FileChannel channel) throws IOException {
            channel.force(true);
            calls.add("forced");
        }
    }

    @Test
    void theZipFileAndItsNameAreOnTheDiskBeforeTheFirstOriginalGoes() {
        List<String> calls = new ArrayList<>();
        storage.put("used", 1).put("a", "a").beforeRemoval(() -> calls.add("removal"));
        clock.step(Duration.ofDays(9));

        CleanupReport report = Cleanup.of("media", storage)
                .referencedBy(InMemoryReferences.named("database").add("used"))
                .task(orphans("orphans").archivingTo(ZipArchive.in(directory).reaching(new Recorded(calls))))
                .clock(clock)
                .build()
                .run();

        assertThat(report.files().archived()).as(report.toText()).isEqualTo(1);
        assertThat(calls)
                .containsExactly("MADE", "WRITTEN", "forced", "DURABLE", "VERIFIED", "NAMED", "forced", "removal");
    }

    /** Turns a bit in the middle of what was written. */
    private record Damage(Path directory) implements ZipWriter.Course {
        @Override
        public void reached(ZipWriter.Step step) {
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

    private record Counting(ReadableStorage storage, AtomicInteger reads) implements Passing {
        @Override
        public void copy(StoredFile file, OutputStream to) throws IOException {
            reads.incrementAndGet();
            storage.copy(file, to);
        }
    }

    /** Ends in the middle of one file. */
    private record Torn(ReadableStorage storage) implements Passing {
        @Override
        public void copy(StoredFile file, OutputStream to) throws IOException {
            storage.copy(file, to);
            if (file.key().path().equals("torn")) {
                throw new IOException("broke off");
            }
        }
    }

    private interface Passing extends ReadableStorage {
        ReadableStorage storage();

        @Override
        default String id() {
            return storage().id();
        }

        @Override
        default Set<FileTimes.Kind> times() {
            return storage().times();
        }

        @Override
        default void verify() {
            storage().verify();
        }

        @Override
        default void lookUp(Collection<FileKey> keys, LookupSink sink) {
            storage().lookUp(keys, sink);
        }

        @Override
        default void remove(List<StoredFile> batch, OutcomeSink<StoredFile> sink) {
            storage().remove(batch, sink);
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
