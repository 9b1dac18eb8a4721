package dev.cleanup.jsonstore;

import static dev.cleanup.CleanupTask.orphans;
import static dev.cleanup.CleanupTask.records;
import static dev.cleanup.policy.Policies.attribute;
import static dev.cleanup.policy.Policies.created;
import static dev.cleanup.policy.Policies.expired;
import static dev.cleanup.policy.Policies.inUse;
import static dev.cleanup.policy.Policies.megabytes;
import static dev.cleanup.policy.Policies.not;
import static dev.cleanup.policy.Policies.percent;
import static dev.cleanup.policy.Policies.quotaAbove;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.Cleanup;
import dev.cleanup.local.LocalDirectory;
import dev.cleanup.record.ClaimRequest;
import dev.cleanup.record.Settlement;
import dev.cleanup.report.CleanupPlan;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.testkit.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orphans, expired tokens and an emergency, with real files: each task on the state that the one before leaves. */
@Tag("fast")
class TokenTasksTest {

    private static final Duration DAY = Duration.ofHours(24);
    private static final int SIZE = 100_000;

    @TempDir
    Path folder;

    /** Files made by the test are of now, so now is two days later for the library. */
    private final ManualClock clock = ManualClock.at(Instant.now().plus(DAY).plus(DAY));

    private TokenHost host;
    private Path audio;

    @BeforeEach
    void setUp() throws IOException {
        host = new TokenHost(folder);
        audio = Files.createDirectory(folder.resolve("audio"));
    }

    /** A token of that age, which expires after so long, and its file of 100,000 bytes. */
    private void token(String id, Duration age, Duration life, String more) throws IOException {
        Instant created = clock.instant().minus(age);
        file(id + ".wav");
        host.put(
                id,
                "{\"audio\": \"%s.wav\", \"created_at\": \"%s\", \"expires_at\": \"%s\"%s}"
                        .formatted(id, created, created.plus(life), more));
    }

    private void file(String name) throws IOException {
        Files.write(audio.resolve(name), new byte[SIZE]);
    }

    /** So many valid tokens, the first one the oldest. */
    private void valid(int count) throws IOException {
        for (int i = 1; i <= count; i++) {
            token("valid-" + i, Duration.ofHours(count + 1 - i), DAY, "");
        }
    }

    private JsonRecords tokens() {
        return host.declared().inUseBy("/in_use_by").lockedBy(host.lock());
    }

    private Cleanup cleanup() {
        JsonRecords tokens = tokens();
        return Cleanup.of("recovery", LocalDirectory.at(audio))
                .task(orphans("orphans").olderThan(DAY))
                .task(records("expired", tokens)
                        .where(expired().or(attribute("used", "true")).and(not(inUse())))
                        .removingFiles()
                        .deletingRecords())
                .task(records("emergency", tokens)
                        .where(created().olderThan(Duration.ofMinutes(10)).and(not(inUse())))
                        .selecting(quotaAbove(megabytes(1)).downTo(percent(80)).oldestFirst("created"))
                        .removingFiles()
                        .deletingRecords())
                .clock(clock)
                .build();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(audio)) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void eachTaskOfOneRunWorksOnWhatTheOneBeforeLeaves() throws IOException {
        valid(12);
        token("expired-1", DAY.plusSeconds(1), DAY, "");
        token("used", Duration.ofHours(1), DAY, ", \"used\": true");
        token("playing", Duration.ofHours(23), DAY, ", \"in_use_by\": \"player 7\"");
        file("orphan.wav");

        CleanupReport report = cleanup().run();

        assertThat(report.isSuccess()).isTrue();
        assertThat(report.task("orphans").files().deleted()).isEqualTo(1);
        assertThat(report.task("expired").records().settled()).isEqualTo(2);
        // 13 files stay, 1,300,000 bytes; at most 838,860 may, which are 8: the five oldest that are not in use go
        assertThat(report.task("emergency").records().settled()).isEqualTo(5);
        assertThat(files())
                .containsExactly(
                        "playing.wav",
                        "valid-10.wav",
                        "valid-11.wav",
                        "valid-12.wav",
                        "valid-6.wav",
                        "valid-7.wav",
                        "valid-8.wav",
                        "valid-9.wav");
        assertThat(Found.in(tokens()).records)
                .containsOnlyKeys(
                        "playing", "valid-6", "valid-7", "valid-8", "valid-9", "valid-10", "valid-11", "valid-12");
    }

    @Test
    void whatTheOthersFreeIsNoEmergencyAnyMore() throws IOException {
        valid(10);
        token("expired-1", DAY.plusSeconds(1), DAY, "");

        CleanupReport report = cleanup().run();

        assertThat(report.task("expired").records().settled()).isEqualTo(1);
        assertThat(report.task("emergency").records().total()).isZero();
        assertThat(files()).hasSize(10);
    }

    @Test
    void anEmergencyLeavesTheYoungAndSaysThatTheTargetWasNotReached() throws IOException {
        for (int i = 0; i < 11; i++) {
            token("young-" + i, Duration.ofMinutes(9), DAY, "");
        }
        token("old", Duration.ofMinutes(10), DAY, "");

        CleanupPlan plan = cleanup().plan();
        CleanupReport report = cleanup().run();

        assertThat(plan.task("emergency").remarks()).anyMatch(remark -> remark.contains("target"));
        assertThat(report.task("emergency").records().settled()).isEqualTo(1);
        assertThat(files()).hasSize(11).doesNotContain("old.wav");
    }

    @Test
    void aPlanChangesNothing() throws IOException {
        valid(12);
        file("orphan.wav");
        String before = host.content();

        assertThat(cleanup().plan().task("emergency").totals().items()).isEqualTo(4);

        assertThat(host.content()).isEqualTo(before);
        assertThat(files()).hasSize(13);
        assertThat(Path.of(host.file + ".cleanup-lock")).doesNotExist();
    }

    @Test
    void anEntryWhoseFileCannotBeReadStopsTheOrphansAndNothingElse() throws IOException {
        valid(2);
        token("expired-1", DAY.plusSeconds(1), DAY, "");
        host.put("corrupt", "{\"audio\": 5, \"expires_at\": \"2026-01-01T00:00:00Z\"}");
        file("its-file.wav");

        CleanupReport report = cleanup().run();

        assertThat(report.task("orphans").outcome()).isInstanceOf(TaskOutcome.Refused.class);
        assertThat(report.task("expired").records().settled()).isEqualTo(1);
        assertThat(report.task("expired").records().failed()).isEqualTo(1);
        assertThat(files()).containsExactly("its-file.wav", "valid-1.wav", "valid-2.wav");
        assertThat(host.content()).contains("\"corrupt\"");
    }

    @Test
    void aFileThatIsNoJsonStopsEveryTaskAndSaysWhereItBroke() throws IOException {
        token("expired-1", DAY.plusSeconds(1), DAY, "");
        file("orphan.wav");
        host.write(host.content().replace("expires_at\":", "expires_at\""));

        CleanupReport report = cleanup().run();

        assertThat(report.tasks())
                .allSatisfy(task -> assertThat(task.outcome().toString()).contains("line 2, column "));
        assertThat(files()).hasSize(2);
    }

    /** A run that dies once it has removed the file of an expired token. */
    private void aRunDies() throws IOException {
        token("expired-1", DAY.plusSeconds(1), DAY, "");
        Found found = Found.in(tokens());
        ClaimRequest dead = new ClaimRequest(
                "dead",
                "expired",
                new Settlement.Delete(),
                clock.instant(),
                Found.order().judge());
        tokens().claim(List.copyOf(found.records.values()), dead, found);
        Files.delete(audio.resolve("expired-1.wav"));
        file("another.wav");
    }

    @Test
    void aTokenThatHasLostItsFileStaysMarkedThoughItIsInUseByNow() throws IOException {
        aRunDies();
        host.write(host.content().replace("\"expires_at\"", "\"in_use_by\": \"worker\", \"expires_at\""));

        CleanupReport report = cleanup().run();

        assertThat(report.task("expired").records().kept()).isEqualTo(1);
        assertThat(host.content()).contains("expired-1");
        assertThat(Found.unsettled(tokens())).containsExactly("expired-1");
    }

    @Test
    void whatADeadRunHasMarkedIsFinishedByTheNextOne() throws IOException {
        aRunDies();

        CleanupReport report = cleanup().run();

        assertThat(report.task("expired").records().settled()).isEqualTo(1);
        assertThat(host.content()).doesNotContain("expired-1");
        assertThat(Path.of(host.file + ".cleanup-marks")).doesNotExist();
    }

    @Test
    void aFileThatCannotGoKeepsItsTokenUntilTheNextRun() throws IOException {
        token("expired-1", DAY.plusSeconds(1), DAY, "");
        Files.delete(audio.resolve("expired-1.wav"));
        Files.createDirectory(audio.resolve("expired-1.wav"));

        CleanupReport first = cleanup().run();
        Files.delete(audio.resolve("expired-1.wav"));
        file("expired-1.wav");
        CleanupReport second = cleanup().run();

        assertThat(first.task("expired").records().failed()).isEqualTo(1);
        assertThat(second.task("expired").records().settled()).isEqualTo(1);
        assertThat(files()).isEmpty();
    }
}
