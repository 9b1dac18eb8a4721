package dev.cleanup.fact;

import static java.util.Objects.requireNonNull;

/**
 * What is known of one fact: its value, that there is none, or that it could not be read.
 *
 * <p>Immutable. The three are never mixed up: absent is an answer, unreadable is not.
 *
 * @param <T> the type of the value
 */
public sealed interface FactValue<T> {

    /**
     * The fact is known.
     *
     * @param <T> the type of the value
     * @param value its value
     */
    record Known<T>(T value) implements FactValue<T> {
        /** Checks the value. */
        public Known {
            requireNonNull(value, "value");
        }
    }

    /**
     * The fact is known not to exist: a null column, a file that nobody names.
     *
     * @param <T> the type of the value
     */
    record Absent<T>() implements FactValue<T> {
        private static final Absent<?> ONE = new Absent<>();
    }

    /**
     * Nobody could find out.
     *
     * @param <T> the type of the value
     * @param why what went wrong, one phrase
     */
    record Unreadable<T>(String why) implements FactValue<T> {
        /** Checks the phrase. */
        public Unreadable {
            requireNonNull(why, "why");
        }
    }

    /**
     * A fact that is known.
     *
     * @param value its value
     * @param <T> the type of the value
     * @return the reading
     */
    static <T> FactValue<T> known(T value) {
        return new Known<>(value);
    }

    /**
     * A fact that is known not to exist.
     *
     * @param <T> the type of the value
     * @return the reading
     */
    @SuppressWarnings("unchecked") // it has no value of that type, nor of any other
    static <T> FactValue<T> absent() {
        return (FactValue<T>) Absent.ONE;
    }

    /**
     * A fact that could not be read.
     *
     * @param why what went wrong, one phrase
     * @param <T> the type of the value
     * @return the reading
     */
    static <T> FactValue<T> unreadable(String why) {
        return new Unreadable<>(why);
    }
}
