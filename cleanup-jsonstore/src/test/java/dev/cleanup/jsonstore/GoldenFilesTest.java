package dev.cleanup.jsonstore;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.history.HistoryQuery;
import dev.cleanup.history.HistoryRetention;
import dev.cleanup.history.RunEntry;
import dev.cleanup.jsonstore.internal.codec.SamplePlans;
import dev.cleanup.report.CleanupPlan;
import dev.cleanup.report.CleanupReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that an earlier version wrote are read equal, and what they hold is written as it was, byte by byte. */
@Tag("fast")
class GoldenFilesTest {

    private static final SignedPlans SIGNED =
            JsonPlans.signedWith("k".repeat(32).getBytes(StandardCharsets.UTF_8));

    @TempDir
    private Path folder;

    private Path stored(String name) throws IOException {
        try (InputStream in = requireNonNull(GoldenFilesTest.class.getResourceAsStream(name), name)) {
            return Files.write(folder.resolve(name), in.readAllBytes());
        }
    }

    static Stream<Arguments> plans() {
        return Stream.of(
                Arguments.of("small-plan.json", SamplePlans.small()),
                Arguments.of("plan-with-everything.json", SamplePlans.everything()),
                Arguments.of("plan-of-owners.json", SamplePlans.ofOwners()));
    }

    @ParameterizedTest
    @MethodSource("plans")
    void plansAreReadAndWritten(String name, CleanupPlan plan) throws IOException {
        Path file = stored(name);

        assertThat(JsonPlans.read(file)).isEqualTo(plan);
        assertThat(JsonPlans.toJson(plan)).isEqualTo(Files.readString(file));
    }

    @Test
    void secretIdsStaySecret() throws IOException {
        CleanupPlan plan = JsonPlans.read(stored("plan-of-owners.json"));

        assertThat(plan.task("sessions").items())
                .extracting(item -> item.record().orElseThrow().origin().hasSecretIds())
                .containsExactly(false, true, false, true);
    }

    @Test
    void aSignatureIsStillThatOfTheKey() throws IOException {
        Path file = stored("signed-plan.json");

        assertThat(SIGNED.read(file)).isEqualTo(SamplePlans.ofOwners());
        assertThat(JsonPlans.read(file)).isEqualTo(SamplePlans.ofOwners());
        assertThat(SIGNED.toJson(SamplePlans.ofOwners())).isEqualTo(Files.readString(file));
    }

    static Stream<Arguments> reports() {
        return Stream.of(
                Arguments.of("report.json", SampleRuns.report()),
                Arguments.of("report-of-every-outcome.json", SampleRuns.everyOutcome()));
    }

    @ParameterizedTest
    @MethodSource("reports")
    void reportsAreReadAndWritten(String name, CleanupReport report) throws IOException {
        Path file = stored(name);

        assertThat(JsonReports.read(file)).isEqualTo(report);
        assertThat(JsonReports.toJson(report)).isEqualTo(Files.readString(file));
    }

    static Stream<Arguments> runs() {
        return Stream.of(
                Arguments.of("run.jsonl", List.of(SampleRuns.withEverything())),
                Arguments.of("every-run.jsonl", SampleRuns.everyRun()));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void runsAreReadAndWritten(String name, List<RunEntry> runs) throws IOException {
        Path file = stored(name);
        Path written = folder.resolve("written.jsonl");
        runs.forEach(history(written)::append);

        assertThat(history(file).entries(HistoryQuery.newest(99))).containsExactlyInAnyOrderElementsOf(runs);
        assertThat(Files.readString(written)).isEqualTo(Files.readString(file));
    }

    private static JsonLinesHistory history(Path file) {
        return JsonLinesHistory.in(file, HistoryRetention.newest(99));
    }
}
