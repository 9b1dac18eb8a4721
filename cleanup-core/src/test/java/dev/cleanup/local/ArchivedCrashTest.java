package dev.cleanup.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.archive.SteppedZipArchive;
import dev.cleanup.archive.StorageArchive;
import dev.cleanup.local.internal.fs.KilledCalls;
import dev.cleanup.report.CleanupPlan;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.storage.Archive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kills a run that archives at each operation that changes store or archive: the next run finishes, and nothing is lost. */
@Tag("fast")
class ArchivedCrashTest {

    static final Instant LATER = Instant.now().plus(Duration.ofDays(10));

    @TempDir
    private Path temp;

    @ParameterizedTest
    @EnumSource
    void whereverItIsKilledEachFileThatIsGoneHasACopy(ArchivedRun.Kind kind) throws IOException {
        int operations = operations(kind);
        assertThat(operations).isGreaterThan(20);
        for (int n = 1; n <= operations; n++) {
            for (KilledCalls killed : List.of(KilledCalls.during(n), KilledCalls.after(n))) {
                Path store = ArchivedRun.store(Files.createTempDirectory(temp, "store"));
                Path archive = Files.createTempDirectory(temp, "archive");
                killedAt(kind, store, archive, killed);
                assertNothingIsLostAndTheNextRunFinishes(kind, store, archive);
            }
        }
    }

    private int operations(ArchivedRun.Kind kind) throws IOException {
        KilledCalls calls = KilledCalls.never();
        Path store = ArchivedRun.store(Files.createTempDirectory(temp, "store"));
        killedAt(kind, store, Files.createTempDirectory(temp, "archive"), calls);
        return calls.made();
    }

    private static void killedAt(ArchivedRun.Kind kind, Path store, Path directory, KilledCalls killed)
            throws IOException {
        Archive archive = kind == ArchivedRun.Kind.ZIP
                ? SteppedZipArchive.in(directory, killed::step)
                : StorageArchive.in(LocalDirectory.at(directory, killed.calls()));
        KilledCalls.run(() -> ArchivedRun.over(LocalDirectory.at(store, killed.calls()), archive, LATER)
                .run());
    }

    static void assertNothingIsLostAndTheNextRunFinishes(ArchivedRun.Kind kind, Path store, Path archive)
            throws IOException {
        assertNothingIsLost(store, archive);
        LocalDirectory storage = LocalDirectory.at(store);

        List<String> before = everything(store);
        CleanupPlan plan = ArchivedRun.over(storage, kind.in(archive), LATER).plan();
        assertThat(everything(store)).isEqualTo(before);
        assertThat(plan.isSuccess()).as(plan.toText()).isTrue();

        CleanupReport report =
                ArchivedRun.over(storage, kind.in(archive), LATER).run();
        assertThat(report.isSuccess()).as(report.toText()).isTrue();
        assertThat(Found.listing(storage).keys).containsExactly(ArchivedRun.USED);
        assertThat(storage.limitations()).isEmpty();
        assertThat(storage.recover(LATER)).isEmpty();
        assertNothingIsLost(store, archive);
    }

    /** Each file is at its place, or on its way in the working directory, or whole in the archive. */
    private static void assertNothingIsLost(Path store, Path archive) throws IOException {
        Map<String, byte[]> copies = ArchivedCopies.in(archive);
        copies.forEach((key, content) -> assertThat(content).as(key).isEqualTo(ArchivedRun.content(key)));
        assertThat(store.resolve(ArchivedRun.USED)).hasBinaryContent(ArchivedRun.content(ArchivedRun.USED));
        for (String key : ArchivedRun.ORPHANS) {
            Path place = store.resolve(key);
            if (Files.exists(place)) {
                assertThat(place).hasBinaryContent(ArchivedRun.content(key));
            } else {
                assertThat(copies.containsKey(key) || isOnItsWay(store, key))
                        .as("%s has a copy", key)
                        .isTrue();
            }
        }
    }

    private static boolean isOnItsWay(Path store, String key) throws IOException {
        for (Path file : filesBelow(store.resolve(".cleanup"))) {
            if (Arrays.equals(Files.readAllBytes(file), ArchivedRun.content(key))) {
                return true;
            }
        }
        return false;
    }

    private static List<Path> filesBelow(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static List<String> everything(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.map(Path::toString).sorted().toList();
        }
    }
}
