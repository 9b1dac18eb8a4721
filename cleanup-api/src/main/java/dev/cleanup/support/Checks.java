package dev.cleanup.support;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/** Checks of names and settings that all builders share. */
public final class Checks {

    private Checks() {}

    public static String require(String what, String name) {
        if (requireNonNull(name, what).isBlank()) {
            throw new IllegalArgumentException(
                    what + " (" + name + ") must not be blank: plans, reports and logs call it by this name");
        }
        return name;
    }

    public static long requirePositive(String setting, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(
                    setting + " (" + value + ") must be positive: a limit of nothing would never do anything");
        }
        return value;
    }

    public static Duration requirePositive(String setting, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(
                    setting + " (" + value + ") must be positive: a limit of nothing would never do anything");
        }
        return value;
    }

    public static void requireUnset(String setting, Optional<?> value) {
        value.ifPresent(set -> {
            throw new IllegalStateException(setting + " was already set to " + set
                    + ": two values for one setting are a mistake, so state it once");
        });
    }
}
