package dev.cleanup.settings;

import java.util.Optional;
import java.util.function.Function;

/**
 * How the text of a setting becomes a value.
 *
 * @param expected what a value looks like
 * @param standIn what the host's function goes on with after a fault
 * @param parser reads the text; throws for one that it cannot read
 * @param secret whether nobody is to see the value
 */
record Kind<T>(String expected, Optional<T> standIn, Function<String, T> parser, boolean secret) {

    static <T> Kind<T> of(String expected, T standIn, Function<String, T> parser) {
        return of(expected, Optional.of(standIn), parser);
    }

    static <T> Kind<T> of(String expected, Optional<T> standIn, Function<String, T> parser) {
        return new Kind<>(expected, standIn, parser, false);
    }

    Kind<T> hidden() {
        return new Kind<>(expected, standIn, parser, true);
    }

    Kind<T> expecting(String other) {
        return new Kind<>(other, standIn, parser, secret);
    }

    String shown(Object value) {
        return secret ? "***" : value.toString();
    }
}
