package dev.cleanup.settings;

import static java.util.Objects.requireNonNull;

import dev.cleanup.support.EscapedText;
import java.util.Optional;

/**
 * A setting that cannot be used, and why. Immutable.
 *
 * @param name the setting's name
 * @param value what stands there, stars for a secret; empty where nothing does
 * @param expected what a usable value looks like
 * @param layer the name of the layer it came from
 */
public record InvalidSetting(String name, Optional<String> value, String expected, String layer) {

    /** Checks that all parts are there. */
    public InvalidSetting {
        requireNonNull(name, "name");
        requireNonNull(value, "value");
        requireNonNull(expected, "expected");
        requireNonNull(layer, "layer");
    }

    /** The fault in one line, values escaped. */
    @Override
    public String toString() {
        String text =
                value.map(found -> " (" + EscapedText.escaped(found) + ")").orElse(" is missing") + " in " + layer;
        return EscapedText.escaped(name) + text + ": expected " + EscapedText.escaped(expected);
    }
}
