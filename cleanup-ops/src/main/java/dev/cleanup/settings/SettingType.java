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
record SettingType<T>(String expected, Optional<T> standIn, Function<String, T> parser, boolean secret) {

    static <T> SettingType<T> of(String expected, T standIn, Function<String, T> parser) {
        return of(expected, Optional.of(standIn), parser);
    }

    static <T> SettingType<T> of(String expected, Optional<T> standIn, Function<String, T> parser) {
        return new SettingType<>(expected, standIn, parser, false);
    }

    SettingType<T> hidden() {
        return new SettingType<>(expected, standIn, parser, true);
    }

    SettingType<T> expecting(String other) {
        return new SettingType<>(other, standIn, parser, secret);
    }

    String shown(Object value) {
        return secret ? "***" : value.toString();
    }
}
