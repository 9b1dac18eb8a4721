package dev.cleanup.settings;

import static java.util.Objects.requireNonNull;

import dev.cleanup.support.EscapedText;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What was built of settings, and which they were. Immutable, as far as the value is.
 *
 * @param <T> the host's type
 * @param value what the host built
 * @param effective each setting that was read and has a value, with the layer that gave it
 */
public record LoadedSettings<T>(T value, List<EffectiveSetting> effective) {

    /** Copies the list. */
    public LoadedSettings {
        requireNonNull(value, "value");
        effective = List.copyOf(effective);
    }

    /**
     * The effective settings for people, one to a line, values escaped.
     *
     * @return the text, such as {@code CLEANUP_ENABLED = true (default)}
     */
    public String toText() {
        return effective.stream()
                .map(one -> EscapedText.escaped(one.name()) + " = " + EscapedText.escaped(one.value()) + " ("
                        + one.layer() + ")\n")
                .collect(Collectors.joining());
    }
}
