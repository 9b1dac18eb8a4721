package dev.cleanup.jsonstore.internal.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.cleanup.history.HistoryQuery;
import dev.cleanup.history.HistoryRetention;
import dev.cleanup.history.HistoryUnavailableException;
import dev.cleanup.history.RunEntry;
import dev.cleanup.jsonstore.JsonLinesHistory;
import dev.cleanup.jsonstore.SampleRuns;
import dev.cleanup.storage.ByteSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class JsonLinesHistoryTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("runs.jsonl");
    }

    private JsonLinesHistory history() {
        return JsonLinesHistory.in(file, HistoryRetention.newest(1000));
    }

    private static List<String> ids(JsonLinesHistory history) {
        return history.entries(HistoryQuery.newest(1000)).stream()
                .map(RunEntry::id)
                .toList();
    }

    private void append(String... ids) {
        for (String id : ids) {
            history().append(SampleRuns.small(id));
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        }
    }

    @Test
    void writesALineForEachRun() throws IOException {
        append("run-1", "run-2");

        assertThat(Files.readAllLines(file))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line)
                        .startsWith("{\"format\":\"cleanup-run/1\",\"id\":\"run-")
                        .endsWith("}"));
    }

    @Test
    void aLineTornAnywhereIsPassedOverAndTheNextRunStandsOnItsOwn() throws IOException {
        append("run-1", "run-2");
        byte[] whole = Files.readAllBytes(file);
        int second = new String(whole, UTF_8).indexOf('\n') + 1;

        for (int length = second + 1; length < whole.length - 1; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(ids(history())).as("cut at %d", length).containsExactly("run-1");
            append("run-3");
            assertThat(ids(history())).as("cut at %d", length).containsExactly("run-3", "run-1");
        }
    }

    @Test
    void aLineThatLacksOnlyItsEndIsWhole() throws IOException {
        append("run-1");
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), (int) Files.size(file) - 1));

        append("run-2");

        assertThat(ids(history())).containsExactly("run-2", "run-1");
    }

    @Test
    void zerosThatACrashLeftArePassedOver() throws IOException {
        append("run-1");
        Files.write(file, new byte[4096], StandardOpenOption.APPEND);

        append("run-2");

        assertThat(ids(history())).containsExactly("run-2", "run-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "{}",
                "{\"format\":\"cleanup-run/2\"}",
                "{\"format\":\"cleanup-run/1\"}",
                "{\"format\":\"cleanup-plan/1\"",
                "[]"
            })
    void anyOtherLineIsAFault(String line) throws IOException {
        append("run-1");
        Files.writeString(file, line + "\n", StandardOpenOption.APPEND);

        assertThatExceptionOfType(HistoryUnavailableException.class)
                .isThrownBy(() -> ids(history()))
                .withMessageContainingAll(file.toString(), "line 2", "Mend or remove that line");
    }

    @Test
    void theFileIsRenamedWhenItHasReachedItsSize() throws IOException {
        append("run-1");
        JsonLinesHistory history = history().rotatedAt(new ByteSize(2 * Files.size(file)));

        IntStream.rangeClosed(2, 5).forEach(i -> history.append(SampleRuns.small("run-" + i)));

        assertThat(files().stream().map(Path::getFileName).map(Path::toString))
                .hasSize(3)
                .satisfiesExactly(
                        name -> assertThat(name).matches("runs-000001-[0-9a-f]{8}\\.jsonl"),
                        name -> assertThat(name).matches("runs-000002-[0-9a-f]{8}\\.jsonl"),
                        name -> assertThat(name).isEqualTo("runs.jsonl"));
        assertThat(ids(history)).containsExactly("run-5", "run-4", "run-3", "run-2", "run-1");
    }

    @Test
    void aRenamedFileOfWhichNothingIsKeptIsDeletedAndNoOther() throws IOException {
        Files.writeString(folder.resolve("runs-old.jsonl"), "the host's own");
        JsonLinesHistory history =
                JsonLinesHistory.in(file, HistoryRetention.newest(3)).rotatedAt(new ByteSize(1));

        IntStream.range(0, 20).forEach(i -> history.append(SampleRuns.small("run-" + i)));

        assertThat(files()).hasSize(4).contains(folder.resolve("runs-old.jsonl"));
        assertThat(ids(history)).containsExactly("run-19", "run-18", "run-17");
    }

    @Test
    void aFileThatAnotherProcessRenamesWhileItIsReadIsNotOverlooked() throws IOException {
        RotatingFiles lines = new RotatingFiles(file, 1);
        lines.append("a run\n".getBytes(UTF_8));
        List<Path> shown = new ArrayList<>();

        lines.newestFirst(part -> {
            lines.rotate();
            return shown.add(part);
        });

        assertThat(shown).hasSize(2).startsWith(file).last().isEqualTo(files().get(0));
    }

    @Test
    void aFileThatAnotherProcessHasJustRenamedNeedNotBeRenamed() throws IOException {
        assertThat(new RotatingFiles(file, 1).rotate()).isFalse();
    }

    @Test
    void onlyTheOwnerReadsIt() throws IOException {
        append("run-1");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aLinkInItsPlaceIsNotFollowed() throws IOException {
        Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "");
        Files.createSymbolicLink(file, elsewhere);

        assertThatExceptionOfType(HistoryUnavailableException.class)
                .isThrownBy(() -> append("run-1"))
                .withMessageContainingAll("run-1", file.toString(), "something else than a regular file");
        assertThat(elsewhere).isEmptyFile();
    }

    @Test
    void severalWritersLoseNothing() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> work = Stream.of("a", "b", "c", "d")
                    .<Future<?>>map(writer -> writers.submit(() -> {
                        JsonLinesHistory own = history();
                        IntStream.range(0, 50).forEach(i -> own.append(SampleRuns.small(writer + i)));
                    }))
                    .toList();
            for (Future<?> one : work) {
                one.get();
            }
        } finally {
            writers.shutdown();
        }
        assertThat(ids(history())).hasSize(200).doesNotHaveDuplicates();
    }

    @Test
    void settingsAreChecked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> history().rotatedAt(ByteSize.megabytes(257)))
                .withMessageContainingAll("rotatedAt", "257", "at most 256");
        assertThatIllegalStateException()
                .isThrownBy(() -> history().rotatedAt(ByteSize.megabytes(1)).rotatedAt(ByteSize.megabytes(2)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonLinesHistory.in(Path.of("/"), HistoryRetention.newest(1)))
                .withMessageContaining("must name a file");
    }
}
