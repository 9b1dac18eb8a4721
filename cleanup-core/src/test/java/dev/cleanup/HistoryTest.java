package dev.cleanup;

import static dev.cleanup.Sweep.TASK;
import static dev.cleanup.policy.Policies.percent;
import static dev.cleanup.policy.Policies.quotaAbove;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.cleanup.history.HistoryQuery;
import dev.cleanup.history.HistoryRetention;
import dev.cleanup.history.HistoryUnavailableException;
import dev.cleanup.history.RunEntry;
import dev.cleanup.history.RunHistory;
import dev.cleanup.history.RunRequest.Operation;
import dev.cleanup.history.RunStatus;
import dev.cleanup.history.Statistics;
import dev.cleanup.report.CleanupListener;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.storage.ByteSize;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class HistoryTest {

    private final Sweep sweep = new Sweep();
    private final RunHistory history = InMemoryHistory.keeping(HistoryRetention.newest(100));

    private Cleanup cleanup() {
        return sweep.builder().history(history).build();
    }

    private RunEntry last() {
        return history.entries(HistoryQuery.newest(1)).get(0);
    }

    @Test
    void remembersWhoAskedWhatWasAskedAndWhatWasDone() {
        sweep.healthy(3).old("orphan");
        var until = sweep.clock.instant().plusSeconds(60);

        CleanupReport report =
                cleanup().requestedBy("operator").only(TASK).deadline(until).run();

        assertThat(last().id()).isEqualTo(report.id());
        assertThat(last().request().operation()).isEqualTo(Operation.RUN);
        assertThat(last().request().actor()).contains("operator");
        assertThat(last().request().only()).containsExactly(TASK);
        assertThat(last().request().until()).contains(until);
        assertThat(last().started()).isEqualTo(report.startedAt());
        assertThat(last().references()).isEqualTo(report.references());
        assertThat(last().task(TASK).orElseThrow().files()).isEqualTo(report.files());
        assertThat(last().ending()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void remembersThatAPlanWasAppliedAndWhoApprovedIt() {
        sweep.old("a", "b");

        cleanup().apply(cleanup().plan().approvedBy("kim"));

        assertThat(last().request().operation()).isEqualTo(Operation.APPLY);
        assertThat(last().request().approvedBy()).contains("kim");
        assertThat(last().files().deleted()).isEqualTo(2);
    }

    @Test
    void doesNotRememberRehearsals() {
        sweep.healthy(3).old("orphan");

        assertThat(cleanup().plan().isSuccess()).isTrue();

        assertThat(history.entries(HistoryQuery.newest(9))).isEmpty();
    }

    @Test
    void remembersRefusalsAndWhatGuardsSaid() {
        sweep.old("a", "b");

        cleanup().run();

        assertThat(last().ending()).isEqualTo(RunStatus.REFUSED);
        assertThat(last().task(TASK).orElseThrow().error().orElseThrow()).startsWith("no-references: no source names");
    }

    @Test
    void countsFailuresByTheirKind() {
        sweep.healthy(3).old("a", "b", "c");
        sweep.storage.failRemoval("a");
        sweep.storage.failRemoval("b");

        CleanupReport report = cleanup().run();

        assertThat(report.files().failed()).isEqualTo(2);
        assertThat(last().task(TASK).orElseThrow().failures().values().stream()
                        .mapToLong(n -> n)
                        .sum())
                .isEqualTo(2);
    }

    @Test
    void remembersARunThatWasSkipped() {
        sweep.healthy(3).old("orphan");
        List<RunStatus> endings = new ArrayList<>();
        sweep.storage.beforeRemoval(() -> {
            Meanwhile.another(() -> cleanup().run());
            endings.add(last().ending());
        });

        cleanup().run();

        assertThat(endings).containsExactly(RunStatus.SKIPPED);
        assertThat(history.entries(HistoryQuery.newest(9))).hasSize(2);
    }

    @Test
    void aHistoryThatFailsBreaksNothingAndTheReportTells() {
        sweep.healthy(3).old("orphan");
        List<CleanupReport> heard = new ArrayList<>();
        RunHistory broken = new RunHistory() {
            @Override
            public void append(RunEntry entry) {
                throw new HistoryUnavailableException("the disk is full", null);
            }

            @Override
            public List<RunEntry> entries(HistoryQuery query) {
                throw new HistoryUnavailableException("the disk is gone", null);
            }
        };

        CleanupReport report = sweep.builder()
                .history(broken)
                .listener(new CleanupListener() {
                    @Override
                    public void onFinished(CleanupReport ended) {
                        heard.add(ended);
                    }
                })
                .build()
                .run();

        assertThat(report.files().deleted()).isEqualTo(1);
        assertThat(report.notes()).contains("The history does not have this run: the disk is full");
        assertThat(heard).containsExactly(report);
    }

    @Test
    void remembersThatFilesWerePutBack() {
        sweep.healthy(3).old("orphan");
        sweep.task = sweep.task.quarantineFor(Sweep.DAY);
        CleanupReport report = cleanup().run();

        cleanup().requestedBy("kim").quarantine().ofRun(report.id()).restore();

        assertThat(last().request().operation()).isEqualTo(Operation.RESTORE);
        assertThat(last().request().actor()).contains("kim");
        assertThat(last().quarantine().restored().putBack()).isEqualTo(1);
        assertThat(last().ending()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void knowsWhatTheStorageHoldsWhereATaskMeasuredIt() {
        sweep.healthy(3).old("a", "b", "c");
        sweep.task = sweep.task.selecting(
                quotaAbove(new ByteSize(50)).downTo(percent(80)).oldestFirst());

        CleanupReport report = cleanup().run();

        assertThat(report.files().deleted()).isEqualTo(2);
        assertThat(last().used()).hasValue(40);
    }

    @Test
    void knowsWhatTheStorageHoldsOnRequest() {
        sweep.healthy(3).old("orphan");

        sweep.builder().history(history).build().run();
        assertThat(last().used()).isEqualTo(OptionalLong.empty());

        sweep.builder().history(history).recordStorageUsage().build().run();
        assertThat(last().used()).hasValue(30);
    }

    @Test
    void aRunThatWasSkippedMeasuresNothing() {
        sweep.healthy(3).old("orphan");
        Cleanup measuring =
                sweep.builder().history(history).recordStorageUsage().build();
        List<OptionalLong> measured = new ArrayList<>();
        sweep.storage.beforeRemoval(() -> {
            Meanwhile.another(measuring::run);
            measured.add(last().used());
        });

        measuring.run();

        assertThat(measured).containsExactly(OptionalLong.empty());
        assertThat(last().used()).hasValue(30);
    }

    @Test
    void statisticsAreThoseOfThisCleanupAlone() {
        sweep.healthy(3).old("orphan");
        cleanup().run();
        Cleanup.of("other", sweep.storage)
                .referencedBy(sweep.database)
                .task(sweep.task)
                .clock(sweep.clock)
                .history(history)
                .build()
                .run();

        Statistics statistics = cleanup().statistics();

        assertThat(statistics.all().runs()).isEqualTo(1);
        assertThat(statistics.all().files().deleted()).isEqualTo(1);
        assertThat(statistics.all().last()).contains(sweep.clock.instant());
    }

    @Test
    void statisticsNeedAHistory() {
        sweep.healthy(1);

        assertThatIllegalStateException()
                .isThrownBy(() -> sweep.cleanup().statistics())
                .withMessageContainingAll("cleanup (media) has no history", "history(..)");
        assertThatIllegalStateException()
                .isThrownBy(() -> sweep.builder().recordStorageUsage().build())
                .withMessageContainingAll("recordStorageUsage() of cleanup (media)", "history(..)");
        assertThatIllegalStateException()
                .isThrownBy(() -> sweep.builder().history(history).history(history));
    }
}
