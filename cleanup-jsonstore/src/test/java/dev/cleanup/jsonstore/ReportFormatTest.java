package dev.cleanup.jsonstore;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cleanup.history.HistoryQuery;
import dev.cleanup.history.HistoryRetention;
import dev.cleanup.jsonstore.internal.codec.PlanFaultsTest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The formats of reports and histories are promises: what this version writes, later ones read. */
@Tag("fast")
class ReportFormatTest {

    @TempDir
    private Path folder;

    private static String golden(String name) throws IOException {
        try (InputStream in = requireNonNull(ReportFormatTest.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String documentation() throws IOException {
        return Files.readString(Path.of("..", "docs", "report-format.md"));
    }

    private String runLine() throws IOException {
        Path file = folder.resolve("runs.jsonl");
        JsonLinesHistory.in(file, HistoryRetention.newest(9)).append(SampleRuns.withEverything());
        return Files.readString(file);
    }

    @Test
    void aReportIsWrittenAsItAlwaysWas() throws IOException {
        assertThat(JsonReports.toJson(SampleRuns.report())).isEqualTo(golden("report.json"));
    }

    @Test
    void aRunIsWrittenAsItAlwaysWas() throws IOException {
        assertThat(runLine()).isEqualTo(golden("run.jsonl"));
    }

    @Test
    void aReportThatWasWrittenLongAgoIsReadEqual() throws IOException {
        Path file = Files.writeString(folder.resolve("report.json"), golden("report.json"));

        assertThat(JsonReports.read(file)).isEqualTo(SampleRuns.report());
    }

    @Test
    void aRunThatWasWrittenLongAgoIsReadEqual() throws IOException {
        Path file = Files.writeString(folder.resolve("runs.jsonl"), golden("run.jsonl"));

        assertThat(JsonLinesHistory.in(file, HistoryRetention.newest(9)).entries(HistoryQuery.newest(9)))
                .containsExactly(SampleRuns.withEverything());
    }

    @Test
    void everyFieldIsDocumented() throws IOException {
        String documentation = documentation() + Files.readString(Path.of("..", "docs", "plan-format.md"));

        for (String golden : new String[] {"report.json", "run.jsonl"}) {
            assertThat(PlanFaultsTest.fieldsOf(golden(golden)))
                    .allSatisfy(name -> assertThat(documentation).as(golden).contains("`" + name + "`"));
        }
    }

    @Test
    void theDocumentedExamplesAreTheGoldenFiles() throws IOException {
        assertThat(documentation()).contains(golden("report.json"), golden("run.jsonl"));
    }

    @Test
    void aReportIsReplacedAsAWhole() throws IOException {
        Path file = Files.writeString(folder.resolve("report.json"), "the old one");

        JsonReports.write(SampleRuns.report(), file);

        assertThat(JsonReports.read(file)).isEqualTo(SampleRuns.report());
        assertThat(folder).isDirectoryContaining(path -> path.equals(file));
    }

    @Test
    void whatIsNoReportIsRefused() throws IOException {
        Path file = Files.writeString(
                folder.resolve("report.json"), golden("report.json").replace("\"task\"", "\"job\""));

        assertThatExceptionOfType(ReportUnreadableException.class)
                .isThrownBy(() -> JsonReports.read(file))
                .withMessageContainingAll(file.toString(), "/tasks/0/job", "unknown")
                .satisfies(fault -> assertThat(fault.file()).isEqualTo(file));
    }

    @Test
    void aReportThatCannotBeWrittenSaysWhichAndWhat() {
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> JsonReports.write(SampleRuns.report(), folder.resolve("no/report.json")))
                .withMessageContainingAll("report run-1 of media", "no/report.json", "directory that exists");
    }
}
