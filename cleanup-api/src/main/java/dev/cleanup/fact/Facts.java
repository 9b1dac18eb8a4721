package dev.cleanup.fact;

/**
 * What is known of one file or one record, all that a policy sees.
 *
 * <p>Implementations are immutable.
 */
public interface Facts {

    /**
     * Reads one fact.
     *
     * @param fact which one
     * @param <T> the type of its value
     * @return the reading; unreadable for a fact that nobody provided
     */
    <T> FactValue<T> read(Fact<T> fact);
}
