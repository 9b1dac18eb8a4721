package dev.cleanup.settings;

import static java.util.Objects.requireNonNull;

import dev.cleanup.report.Shown;
import java.util.Optional;

/**
 * A setting that cannot be used, and why. Immutable.
 *
 * @param name the setting's name
 * @param value what stands there, stars for a secret; empty where nothing does
 * @param expected what a usable value looks like
 * @param layer the name of the layer it came from
 */
public record SettingFault(String name, Optional<String> value, String expected, String layer) {

    /** Checks that all parts are there. */
    public SettingFault {
        requireNonNull(name, "name");
        requireNonNull(value, "value");
        requireNonNull(expected, "expected");
        requireNonNull(layer, "layer");
    }

    /** The fault in one line, values escaped. */
    @Override
    public String toString() {
        String text = value.map(found -> " (" + Shown.escaped(found) + ")").orElse(" is missing") + " in " + layer;
        return Shown.escaped(name) + text + ": expected " + Shown.escaped(expected);
    }
}
