package dev.cleanup;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** Checks of names and settings that all builders share. */
final class Names {

    private Names() {}

    static String require(String what, String name) {
        if (requireNonNull(name, what).isBlank()) {
            throw new IllegalArgumentException(
                    what + " (" + name + ") must not be blank: plans, reports and logs call it by this name");
        }
        return name;
    }

    static void requireUnset(String setting, Optional<?> value) {
        value.ifPresent(set -> {
            throw new IllegalStateException(setting + " was already set to " + set
                    + ": two values for one setting are a mistake, so state it once");
        });
    }
}
