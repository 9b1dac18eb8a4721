package dev.cleanup.report;

/**
 * What a program that has run a cleanup tells its caller by the code with which it exits. In the order of their gravity.
 *
 * <p>Code 2 is left to programs that were called in a wrong way.
 */
public enum ExitCode {
    /** Everything that was to be done was done. */
    COMPLETED(0),
    /** A task was not begun, because another run is at work or the storage is not its kind. */
    SKIPPED(0),
    /** A task was ended before it was through; the rest comes next time. */
    STOPPED(4),
    /** A task went to its end, and some items failed or are unknown. */
    WITH_FAILURES(5),
    /** Guards refused a task: a person must look. */
    REFUSED(3),
    /** Something that a task depends on could not be found out. */
    FAILED(1);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    /**
     * The code, for {@link System#exit}.
     *
     * @return the code
     */
    public int code() {
        return code;
    }

    /**
     * What the end of one task amounts to.
     *
     * @param outcome how the task ended
     * @return the code for it
     */
    public static ExitCode of(TaskOutcome outcome) {
        if (outcome instanceof TaskOutcome.Completed) {
            return COMPLETED;
        } else if (outcome instanceof TaskOutcome.Skipped) {
            return SKIPPED;
        } else if (outcome instanceof TaskOutcome.Stopped) {
            return STOPPED;
        } else if (outcome instanceof TaskOutcome.CompletedWithFailures) {
            return WITH_FAILURES;
        } else if (outcome instanceof TaskOutcome.Refused) {
            return REFUSED;
        } else {
            return FAILED;
        }
    }
}
