package dev.cleanup.history;

import dev.cleanup.report.TaskOutcome;

/** How a task or a run ended, from the best to the worst. The names are stable: stored histories use them. */
public enum RunStatus {
    /** All was done that was to be done. */
    COMPLETED,
    /** It was not begun: another run was under way. */
    SKIPPED,
    /** It was ended between two items, and the rest comes next time. */
    STOPPED,
    /** It went to its end, and some items failed or are unknown. */
    COMPLETED_WITH_FAILURES,
    /** Guards stopped it. */
    REFUSED,
    /** Something it depends on could not be found out. */
    FAILED;

    /**
     * The ending that an outcome stands for.
     *
     * @param outcome how a task ended
     * @return the ending
     */
    public static RunStatus of(TaskOutcome outcome) {
        if (outcome instanceof TaskOutcome.Completed) {
            return COMPLETED;
        } else if (outcome instanceof TaskOutcome.CompletedWithFailures) {
            return COMPLETED_WITH_FAILURES;
        } else if (outcome instanceof TaskOutcome.Refused) {
            return REFUSED;
        } else if (outcome instanceof TaskOutcome.Skipped) {
            return SKIPPED;
        } else if (outcome instanceof TaskOutcome.Stopped) {
            return STOPPED;
        }
        return FAILED;
    }
}
