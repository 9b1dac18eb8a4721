package dev.cleanup;

import static dev.cleanup.alert.AlertCondition.always;
import static dev.cleanup.alert.AlertCondition.failure;
import static dev.cleanup.alert.AlertCondition.failuresInARow;
import static dev.cleanup.alert.AlertCondition.orphansAbove;
import static dev.cleanup.alert.AlertCondition.refusal;
import static dev.cleanup.alert.AlertCondition.storageAbove;
import static dev.cleanup.alert.AlertCondition.where;
import static dev.cleanup.policy.Policies.megabytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cleanup.alert.Alert;
import dev.cleanup.alert.AlertCondition;
import dev.cleanup.alert.AlertDispatcher;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.TaskOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which runs somebody hears of, and which not. */
@Tag("fast")
class AlertDispatcherTest {

    private final Sweep sweep = new Sweep();
    private final List<Alert> heard = new ArrayList<>();

    private Cleanup alertingOn(AlertCondition... conditions) {
        return sweep.builder()
                .listener(AlertDispatcher.to(heard::add, conditions))
                .build();
    }

    private void healthy() {
        sweep.healthy(10).old("orphan");
    }

    private List<String> messages() {
        return heard.stream()
                .flatMap(alert -> alert.causes().stream())
                .map(cause -> cause.condition() + ": " + cause.message())
                .toList();
    }

    @Test
    void aFailureIsHeardOfWithItsCause() {
        healthy();
        sweep.storage.failRemoval("orphan");

        CleanupReport report = alertingOn(failure()).run();

        assertThat(messages()).hasSize(1);
        assertThat(messages().get(0)).startsWith("failure: orphaned-files 1 failed, 0 unknown, the first orphan: ");
        assertThat(heard.get(0).report()).isEqualTo(report);
    }

    @Test
    void aTaskThatFailedAsAWholeIsAFailure() {
        healthy();
        sweep.database.failAtRow(1);

        alertingOn(failure()).run();

        assertThat(messages()).hasSize(1).allMatch(message -> message.startsWith("failure: orphaned-files failed: "));
    }

    @Test
    void ofARunThatDidAllNobodyHears() {
        healthy();

        alertingOn(failure(), failuresInARow(1), refusal(), orphansAbove(1), storageAbove(megabytes(1), () -> 0))
                .run();

        assertThat(heard).isEmpty();
    }

    @Test
    void ofARehearsalNobodyHears() {
        healthy();
        sweep.storage.failVerify();

        assertThat(alertingOn(always(), refusal()).plan().task(Sweep.TASK).outcome())
                .isInstanceOf(TaskOutcome.Refused.class);

        assertThat(heard).isEmpty();
    }

    @Test
    void aStoppedRunIsNoFailure() {
        healthy();

        alertingOn(failure(), failuresInARow(1)).stopWhen(() -> true).run();

        assertThat(heard).isEmpty();
    }

    @Test
    void theThirdFailureInARowIsHeardOfAndTheSixth() {
        healthy();
        Cleanup cleanup = alertingOn(failuresInARow(3));
        sweep.storage.failRemoval("orphan");

        List<Integer> alerts = new ArrayList<>();
        for (int run = 0; run < 6; run++) {
            cleanup.run();
            alerts.add(heard.size());
        }

        assertThat(alerts).containsExactly(0, 0, 1, 1, 1, 2);
        assertThat(messages().get(1)).startsWith("failures in a row: 6 in a row, the last: orphaned-files 1 failed");
    }

    @Test
    void aGoodRunBeginsTheCountAnew() {
        sweep.healthy(10);
        Cleanup cleanup = alertingOn(failuresInARow(2));
        for (int i = 0; i < 3; i++) {
            sweep.old("orphan").storage.failRemoval("orphan");
            cleanup.run();
            sweep.storage.clearFaults();
            cleanup.run();
        }

        assertThat(heard).isEmpty();
    }

    @Test
    void aSkippedRunNeitherCountsNorBeginsTheCountAnew() {
        healthy();
        boolean[] busy = {false};
        Cleanup cleanup = sweep.builder()
                .listener(AlertDispatcher.to(heard::add, failuresInARow(2)))
                .lock(name -> busy[0] ? Optional.empty() : Optional.of(new FreeLease()))
                .build();
        sweep.storage.failRemoval("orphan");

        cleanup.run();
        busy[0] = true;
        cleanup.run();
        assertThat(heard).isEmpty();
        busy[0] = false;
        cleanup.run();

        assertThat(heard).hasSize(1);
    }

    @Test
    void failuresAreCountedForEachCleanup() {
        healthy();
        AlertDispatcher alerts = AlertDispatcher.to(heard::add, failuresInARow(2));
        sweep.storage.failRemoval("orphan");

        sweep.builder().listener(alerts).build().run();
        Cleanup.of("other", sweep.storage)
                .referencedBy(sweep.database)
                .task(sweep.task)
                .clock(sweep.clock)
                .listener(alerts)
                .build()
                .run();

        assertThat(heard).isEmpty();
    }

    @Test
    void aRefusalIsHeardOfWithItsGuard() {
        sweep.old("a", "b");

        alertingOn(refusal(), failure()).run();

        assertThat(messages()).hasSize(1);
        assertThat(messages().get(0)).startsWith("refusal: orphaned-files refused by guard no-references: ");
    }

    @Test
    void orphansAboveANumberAreHeardOf() {
        sweep.healthy(10).old("a", "b").young("c");

        alertingOn(orphansAbove(2), orphansAbove(3)).run();

        assertThat(messages()).containsExactly("orphans above: 3 files that no reference names, more than 2");
    }

    @Test
    void storageAboveALimitIsHeardOf() {
        healthy();

        alertingOn(storageAbove(megabytes(1), () -> 1024 * 1024), storageAbove(megabytes(1), () -> 2 * 1024 * 1024))
                .run();

        assertThat(messages()).containsExactly("storage above: 2 MB used, more than 1 MB");
    }

    @Test
    void aConditionThatCannotBeCheckedIsHeardOf() {
        healthy();

        alertingOn(storageAbove(megabytes(1), () -> {
                    throw new IllegalStateException("disk\ngone");
                }))
                .run();

        assertThat(messages())
                .containsExactly("storage above: could not be checked: IllegalStateException: disk\\ngone");
    }

    @Test
    void eachRunIsHeardOfOnceWhateverTheNumberOfCauses() {
        sweep.healthy(10).old("orphan\n1");
        sweep.storage.failRemoval("orphan\n1");

        alertingOn(always(), failure(), where("of the host", report -> Optional.of("x\ny")))
                .run();

        assertThat(heard).hasSize(1);
        assertThat(heard.get(0).toText().lines()).hasSize(4).first().isEqualTo("Cleanup media");
        assertThat(heard.get(0).toText()).contains("orphan\\n1: ", "of the host: x\\ny");
    }

    @Test
    void aReceiverThatThrowsBreaksNothing() {
        healthy();

        CleanupReport report = sweep.builder()
                .listener(AlertDispatcher.to(
                        alert -> {
                            throw new IllegalStateException("receiver");
                        },
                        always()))
                .build()
                .run();

        assertThat(report.isSuccess()).isTrue();
    }

    @Test
    void conditionsThatMakeNoSenseAreTurnedAway() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AlertDispatcher.to(heard::add))
                .withMessageContaining("conditions ([]) must not be empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> failuresInARow(0))
                .withMessageContaining("failuresInARow (0) must be positive");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> orphansAbove(-1))
                .withMessageContaining("orphansAbove (-1) must not be negative");
        assertThatIllegalArgumentException().isThrownBy(() -> new Alert(List.of(), sweep.run()));
    }
}
