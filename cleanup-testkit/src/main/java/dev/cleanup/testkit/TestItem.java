package dev.cleanup.testkit;

import dev.cleanup.fact.Facts;
import dev.cleanup.policy.Candidate;
import java.time.Instant;

/**
 * An item as a test sketches it: facts that are complete once it is said when somebody looks.
 *
 * <p>Made by {@link TestFacts}. Immutable, so that one sketch can be the base of others; what is said twice counts as said
 * last.
 */
public sealed interface TestItem permits TestFile, TestRecord {

    /**
     * The name of the item, as a selection has it.
     *
     * @return the key of a file, the owner of a record
     */
    String id();

    /**
     * The facts as they are at an instant.
     *
     * @param now the instant that ages count from
     * @return the facts
     */
    Facts at(Instant now);

    /**
     * The item as a selection sees it at an instant.
     *
     * @param now the instant that ages count from
     * @return the candidate; it holds the bytes that {@code sized} gave it
     */
    Candidate candidateAt(Instant now);
}
