package dev.cleanup.report;

import static java.util.Objects.requireNonNull;

import dev.cleanup.support.EscapedText;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * How far a run has come. Immutable.
 *
 * @param task the task at work
 * @param phase the stretch it is on
 * @param done items done on this stretch
 * @param total items on this stretch in all, where that is known
 */
public record Progress(String task, Phase phase, long done, OptionalLong total) {

    /** Checks that all parts are there. */
    public Progress {
        requireNonNull(task, "task");
        requireNonNull(phase, "phase");
        requireNonNull(total, "total");
    }

    /**
     * The progress for people.
     *
     * @return one line, escaped, such as {@code orphaned-files: removing files, 300 of 1,200 (25 %)}
     */
    public String toText() {
        String count = total.isPresent() && total.getAsLong() > 0
                ? String.format(Locale.ROOT, "%,d of %,d (%d %%)", done, total.getAsLong(), percent(total.getAsLong()))
                : String.format(Locale.ROOT, "%,d", done);
        return EscapedText.escaped(task) + ": " + phase.words() + ", " + count;
    }

    private long percent(long all) {
        return (long) (100.0 * done / all);
    }
}
