package dev.cleanup.history;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How much a history keeps of each cleanup over each storage. Immutable.
 *
 * <p>Age is counted from the start of the entry that was appended last, so that no clock is needed. It never takes the
 * newest ten entries: a clock that jumps ahead does not wipe out what is known.
 *
 * @param entries the newest so many
 * @param age those that began no longer ago than this
 */
public record HistoryRetention(int entries, Optional<Duration> age) {

    /** So many of the newest entries are kept at any age. */
    public static final int KEPT_AT_ANY_AGE = 10;

    /**
     * Checks the figures.
     *
     * @throws IllegalArgumentException if one is not positive
     */
    public HistoryRetention {
        requireNonNull(age, "age");
        if (entries < 1) {
            throw new IllegalArgumentException(
                    "entries (" + entries + ") of a retention must be positive: a history that keeps nothing is none");
        }
        age.filter(time -> time.isZero() || time.isNegative()).ifPresent(time -> {
            throw new IllegalArgumentException("age (" + time
                    + ") of a retention must be positive: a history that keeps nothing is none. Use such as PT2160H");
        });
    }

    /**
     * Keeps the newest entries.
     *
     * @param entries how many
     * @return the retention
     * @throws IllegalArgumentException if the number is not positive
     */
    public static HistoryRetention newest(int entries) {
        return new HistoryRetention(entries, Optional.empty());
    }

    /**
     * Keeps what is young, in whatever number.
     *
     * @param age how old an entry may be
     * @return the retention
     * @throws IllegalArgumentException if the age is not positive
     */
    public static HistoryRetention youngerThan(Duration age) {
        return new HistoryRetention(Integer.MAX_VALUE, Optional.of(age));
    }

    /**
     * The same, and no more than the newest so many.
     *
     * @param most how many
     * @return a restricted copy
     * @throws IllegalArgumentException if the number is not positive
     */
    public HistoryRetention andNewest(int most) {
        return new HistoryRetention(most, age);
    }

    /**
     * Whether an entry is kept.
     *
     * @param entry the entry
     * @param newer how many newer ones there are of its cleanup over its storage
     * @param now when the newest of these began
     * @return false once it may be dropped
     */
    public boolean keeps(RunEntry entry, long newer, Instant now) {
        return newer < entries
                && (newer < KEPT_AT_ANY_AGE
                        || age.filter(most ->
                                        Duration.between(entry.started(), now).compareTo(most) > 0)
                                .isEmpty());
    }
}
