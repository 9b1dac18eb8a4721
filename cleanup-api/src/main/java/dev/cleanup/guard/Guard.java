package dev.cleanup.guard;

import dev.cleanup.report.Refusal;
import java.util.Optional;

/**
 * Looks at what a task would do, before its first removal, and may refuse it.
 *
 * <p>A guard is asked only where the task would otherwise remove something. It is a pure function of the evidence and an
 * immutable value; the built-in ones come from {@link Guards}. What a guard throws fails its task.
 */
public interface Guard {

    /**
     * The guard's name, unique within a task: a guard of the same name takes the place of a built-in one.
     *
     * @return the name, such as {@code orphan-share}
     */
    String name();

    /**
     * What it lets pass, in words.
     *
     * @return a phrase with the threshold, such as {@code at most 50 % orphans}
     */
    String description();

    /**
     * Whether it looks at {@linkplain Evidence#earlier() earlier runs}: its cleanup then needs a history.
     *
     * @return false unless overridden
     */
    default boolean needsHistory() {
        return false;
    }

    /**
     * Whether it looks through the {@linkplain Evidence#items() items}, so that all of them must be kept: without such a guard
     * a run holds the first ten thousand and counts the others.
     *
     * @return true unless overridden
     */
    default boolean looksAtItems() {
        return true;
    }

    /**
     * Looks at the evidence.
     *
     * @param evidence what the task saw and would do
     * @return the refusal; empty to let it pass
     */
    Optional<Refusal> check(Evidence evidence);

    /**
     * Returns whether a fresh look shows more of what this guard refuses for than an approved plan shows. Asked only where
     * both are refused: the approval then does not lift the refusal.
     *
     * @param fresh what the task sees as the plan is applied
     * @param approved what the plan holds: its counts, totals and items; the rest is that of the fresh look
     * @return false unless overridden
     */
    default boolean isExceeded(Evidence fresh, Evidence approved) {
        return false;
    }
}
