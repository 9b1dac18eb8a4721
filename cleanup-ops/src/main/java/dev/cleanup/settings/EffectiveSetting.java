package dev.cleanup.settings;

import static java.util.Objects.requireNonNull;

/**
 * A setting as it takes effect. Immutable.
 *
 * @param name the setting's name
 * @param value what it was understood as, stars for a secret
 * @param layer the name of the layer it came from, or {@code default}
 */
public record EffectiveSetting(String name, String value, String layer) {

    /** Checks that all parts are there. */
    public EffectiveSetting {
        requireNonNull(name, "name");
        requireNonNull(value, "value");
        requireNonNull(layer, "layer");
    }
}
