package dev.cleanup;

import static dev.cleanup.CleanupTask.records;
import static dev.cleanup.Sweep.TASK;
import static dev.cleanup.Sweep.refusal;
import static dev.cleanup.policy.Policies.percent;
import static dev.cleanup.policy.Policies.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.cleanup.fact.Fact;
import dev.cleanup.guard.Guards;
import dev.cleanup.history.HistoryQuery;
import dev.cleanup.history.HistoryRetention;
import dev.cleanup.history.HistoryUnavailableException;
import dev.cleanup.history.RunEntry;
import dev.cleanup.history.RunHistory;
import dev.cleanup.reference.Owner;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.testkit.fake.InMemoryRecords;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A host of sixty files in use, whose database forgets five and twenty of them: too few orphans for any other guard. */
@Tag("fast")
class ReferenceDropGuardTest {

    private final Sweep sweep = new Sweep();
    private RunHistory history = InMemoryHistory.keeping(HistoryRetention.newest(100));

    @BeforeEach
    void guardReferences() {
        sweep.healthy(60).old("orphan");
        sweep.task = sweep.task.guard(Guards.fewerReferences(percent(80)));
    }

    private Cleanup cleanup() {
        return sweep.builder().history(history).build();
    }

    private CleanupReport run() {
        sweep.clock.step(Duration.ofDays(1));
        return cleanup().run();
    }

    private void loseReferences() {
        for (int row = 1; row <= 25; row++) {
            sweep.database.remove(new Owner("database", String.valueOf(row)));
        }
    }

    private static TaskOutcome outcome(CleanupReport report) {
        return report.task(TASK).outcome();
    }

    @Test
    void theFirstRunPasses() {
        assertThat(outcome(run())).isEqualTo(new TaskOutcome.Completed());
        assertThat(sweep.storage.contains("orphan")).isFalse();
    }

    @Test
    void farFewerReferencesThanAfterTheLastGoodRunStopTheSweep() {
        run();
        loseReferences();

        CleanupReport report = run();

        assertThat(refusal(outcome(report)).guard()).isEqualTo("fewer-references");
        assertThat(refusal(outcome(report)).message()).contains("source database names 35 files", "80% of the 60");
        assertThat(sweep.storage.contains("used-0.m4a")).isTrue();
        assertThat(refusal(outcome(run())).guard()).isEqualTo("fewer-references");
    }

    @Test
    void withoutItTheFilesInUseAreLost() {
        run();
        loseReferences();

        sweep.runWithout("fewer-references");

        assertThat(sweep.storage.keys()).hasSize(35).doesNotContain("used-0.m4a");
    }

    @Test
    void aWrongDatabaseOnAQuietDayDoesNotBecomeTheMeasure() {
        run();
        loseReferences();
        for (int i = 0; i < 25; i++) {
            sweep.storage.delete("used-" + i + ".m4a");
        }
        assertThat(outcome(run())).isEqualTo(new TaskOutcome.Completed());
        sweep.old("used-0.m4a");

        assertThat(refusal(outcome(run())).guard()).isEqualTo("fewer-references");
    }

    @Test
    void anApprovedPlanIsTheMeasureFromThenOn() {
        run();
        loseReferences();

        cleanup().apply(cleanup().plan().approvedBy("kim"));
        sweep.old("orphan");

        assertThat(sweep.storage.contains("used-0.m4a")).isFalse();
        assertThat(outcome(run())).isEqualTo(new TaskOutcome.Completed());
    }

    @Test
    void aHistoryThatCannotBeReadStopsTheSweep() {
        history = new RunHistory() {
            @Override
            public void append(RunEntry entry) {}

            @Override
            public List<RunEntry> entries(HistoryQuery query) {
                throw new HistoryUnavailableException("the disk is gone", null);
            }
        };

        CleanupReport report = run();

        assertThat(refusal(outcome(report)).message()).contains("history could not be read", "the disk is gone");
        assertThat(sweep.storage.contains("orphan")).isTrue();
    }

    @Test
    void itNeedsAHistory() {
        assertThatIllegalStateException()
                .isThrownBy(() -> sweep.builder().build())
                .withMessageContainingAll("task (" + TASK + ")", "fewer-references", "cleanup (media)", "history(..)");
    }

    @Test
    void itIsForSweepsAlone() {
        InMemoryRecords tokens = InMemoryRecords.named("tokens").providing(Fact.STATUS);
        CleanupTask task = records("expired", tokens)
                .where(status("expired"))
                .removingFiles()
                .deletingRecords()
                .guard(Guards.fewerReferences(percent(80)));

        assertThatIllegalStateException()
                .isThrownBy(() -> sweep.builder().history(history).task(task).build())
                .withMessageContainingAll("task (expired)", "fewer-references", "orphan sweep");
    }
}
