package dev.cleanup.testkit;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * A clock that stands still until it is stepped, forwards or backwards.
 *
 * <p>Files and rows cannot be made old, so tests let time pass here instead. Safe for use by several threads. Null is
 * answered with a {@link NullPointerException}.
 */
public final class ManualClock implements InstantSource {

    private static final Instant EARLIEST_START = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST_START = Instant.parse("2100-01-01T00:00:00Z");

    private final AtomicReference<Instant> now;

    private ManualClock(Instant start) {
        now = new AtomicReference<>(requireNonNull(start, "start"));
    }

    /**
     * A clock that starts at an instant.
     *
     * @param start the instant
     * @return the clock
     */
    public static ManualClock at(Instant start) {
        return new ManualClock(start);
    }

    /**
     * A clock that starts at an instant.
     *
     * @param start the instant as {@link Instant#parse} reads it, such as {@code 2026-01-09T00:00:00Z}
     * @return the clock
     * @throws java.time.format.DateTimeParseException if it is no instant
     */
    public static ManualClock at(String start) {
        return new ManualClock(Instant.parse(start));
    }

    /**
     * A clock that starts anywhere in this century, at a whole microsecond, as databases keep it.
     *
     * <p>For tests that must not depend on the date. The start is printed to standard output, with the call that
     * repeats it.
     *
     * @return the clock
     */
    public static ManualClock anywhere() {
        return anywhere(System.out::println);
    }

    static ManualClock anywhere(Consumer<String> printer) {
        long micros = ThreadLocalRandom.current().nextLong(ChronoUnit.MICROS.between(EARLIEST_START, LATEST_START));
        Instant start = EARLIEST_START.plus(micros, ChronoUnit.MICROS);
        printer.accept("clock starts anywhere; to repeat this: ManualClock.at(\"" + start + "\")");
        return new ManualClock(start);
    }

    /**
     * Lets time pass.
     *
     * @param step how much; negative goes backwards, as a corrected clock does
     */
    public void step(Duration step) {
        now.updateAndGet(instant -> instant.plus(step));
    }

    /**
     * Goes to an instant, later or earlier.
     *
     * @param instant the instant
     */
    public void set(Instant instant) {
        now.set(requireNonNull(instant, "instant"));
    }

    @Override
    public Instant instant() {
        return requireNonNull(now.get());
    }

    @Override
    public String toString() {
        return "ManualClock at " + now.get();
    }
}
