package dev.cleanup.alert;

import static java.util.Objects.requireNonNull;

import dev.cleanup.report.CleanupListener;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.ExitCode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells somebody of the runs that meet a condition.
 *
 * <pre>{@code
 * Cleanup.of("media", storage).listener(Alerts.to(webhook, failuresInARow(3), refusal(), orphansAbove(1_000)))
 * }</pre>
 *
 * <p>Safe for use by several threads, and by several cleanups: failures in a row are counted for each, since the process began.
 */
public final class AlertDispatcher implements CleanupListener {

    private final AlertListener receiver;
    private final List<AlertCondition> conditions;
    private final Map<String, Long> failuresInARow = new ConcurrentHashMap<>();

    private AlertDispatcher(AlertListener receiver, List<AlertCondition> conditions) {
        this.receiver = receiver;
        this.conditions = conditions;
    }

    /**
     * Alerts to a receiver.
     *
     * @param receiver hears of each run that meets at least one of the conditions, once
     * @param conditions the conditions
     * @return the listener to compose a cleanup with
     * @throws IllegalArgumentException if there is no condition
     */
    public static AlertDispatcher to(AlertListener receiver, AlertCondition... conditions) {
        requireNonNull(receiver, "receiver");
        if (conditions.length == 0) {
            throw new IllegalArgumentException(
                    "conditions ([]) must not be empty: nobody would ever hear of anything. Use Condition.always()");
        }
        return new AlertDispatcher(receiver, List.of(conditions));
    }

    @Override
    public void onFinished(CleanupReport report) {
        long streak = streak(report);
        List<Alert.Cause> causes = conditions.stream()
                .flatMap(condition -> condition.check(report, streak).stream())
                .toList();
        if (!causes.isEmpty()) {
            receiver.onAlert(new Alert(causes, report));
        }
    }

    /** How many failures in a row this run is the last of; none if it is no failure itself. */
    private long streak(CleanupReport report) {
        if (AlertCondition.isFailure(report)) {
            return failuresInARow.merge(report.cleanup(), 1L, Long::sum);
        }
        if (report.exitCode() != ExitCode.SKIPPED) {
            failuresInARow.remove(report.cleanup());
        }
        return 0;
    }
}
