package dev.cleanup.examples.buzzdrop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cleanup.examples.web.Calls;
import dev.cleanup.report.CleanupReport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The sample calls and tests of Buzzdrop's own document, with a token added, and the shapes of the results that it shows. */
@Timeout(120)
class BuzzdropSamplesTest {

    @TempDir
    private Path directory;

    private Drop drop;

    @BeforeEach
    void start() throws Exception {
        drop = new Drop(directory).start();
    }

    @AfterEach
    void close() {
        drop.close();
    }

    @Test
    void sampleStatisticsBeginWithZerosAndNoLastRun() {
        assertThat(drop.stats())
                .hasToString("{\"total_cycles\":0,\"expired_files_removed\":0,\"orphaned_files_removed\":0,"
                        + "\"old_records_removed\":0,\"last_run\":null,\"last_duration\":0.0}");
    }

    @Test
    void sampleStatisticsKeepTheirNamesAndKinds() {
        drop.clean();

        JsonNode stats = drop.stats();

        List<String> names = new ArrayList<>();
        stats.fieldNames().forEachRemaining(names::add);
        assertThat(names)
                .containsExactly(
                        "total_cycles",
                        "expired_files_removed",
                        "orphaned_files_removed",
                        "old_records_removed",
                        "last_run",
                        "last_duration");
        assertThat(Instant.parse(stats.get("last_run").asText())).isEqualTo(drop.clock.instant());
        assertThat(stats.get("last_duration").isNumber()).isTrue();
    }

    @Test
    void sampleManualCleanupFlashesItsMessageOnTheDashboard() {
        Calls.Answer answer = drop.admin().post("/admin/cleanup");

        assertThat(answer.status()).isEqualTo(303);
        assertThat(Calls.send(drop.admin()
                                .request(answer.header("Location"))
                                .header("Accept", "text/html")
                                .GET())
                        .text())
                .contains("Cleanup completed successfully");
    }

    /**
     * The document's row names {@code uploads/test123}, and there is no such file. Here, another one has to lie there: where none
     * at all can be seen, a run is refused, since an unmounted disk looks like that.
     */
    @Test
    void sampleOfAnExpiredFileIsMarkedExpired() {
        Instant yesterday = drop.clock.instant().minus(Duration.ofDays(1));
        drop.insert("1", "test.txt", "uploads/test123", "testuser", yesterday);
        assertThat(drop.clean()).endsWith("failed");
        drop.upload("other.txt", 24);

        assertThat(drop.clean()).endsWith("completed");

        assertThat(drop.column("status", "1")).contains("expired");
    }

    /** The document's test deletes a file that was made a moment ago. Here that would be an upload under way: a day has to pass. */
    @Test
    void sampleOfAnOrphanedFileIsRemovedOnceItIsADayOld() throws Exception {
        drop.store("orphaned.txt");
        drop.clean();
        assertThat(drop.files()).containsExactly("orphaned.txt");

        drop.clock.step(Duration.ofDays(1));
        drop.clean();

        assertThat(drop.files()).isEmpty();
    }

    @Test
    void sampleScriptForCronRunsAllThreeTasks() throws Exception {
        CleanupReport report = CronJob.run(drop.settings(), drop.clock);

        assertThat(report.exitCode().code()).isZero();
        assertThat(report.tasks()).extracting("task").containsExactly("expired-files", "old-records", "orphaned-files");
    }
}
