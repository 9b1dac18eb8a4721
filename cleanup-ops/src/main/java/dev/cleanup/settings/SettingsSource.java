package dev.cleanup.settings;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A named place where settings stand as text: the environment, properties, or any function. Immutable.
 *
 * <p>A blank value counts as none.
 */
public final class SettingsSource {

    /** Where a layer finds its values. */
    @FunctionalInterface
    public interface Lookup {

        /**
         * The value of a setting.
         *
         * @param name the setting's name
         * @return its value; null where it has none
         */
        @Nullable
        String value(String name);
    }

    private final String name;
    private final Lookup lookup;

    private SettingsSource(String name, Lookup lookup) {
        this.name = name;
        this.lookup = lookup;
    }

    /**
     * A layer of any kind.
     *
     * @param name what messages call it, such as {@code application.properties}
     * @param lookup finds its values, such as {@code properties::getProperty} or {@code map::get}
     * @return the layer
     * @throws IllegalArgumentException if the name is blank
     */
    public static SettingsSource of(String name, Lookup lookup) {
        if (name.isBlank()) {
            throw new IllegalArgumentException(
                    "layer name (" + name + ") must not be blank: messages say by it where a value came from");
        }
        return new SettingsSource(name, requireNonNull(lookup, "lookup"));
    }

    /**
     * The environment of the process. A name that is not set is tried in capitals, all other signs turned into
     * underscores: {@code cleanup.interval-minutes} finds {@code CLEANUP_INTERVAL_MINUTES}.
     *
     * @return the layer
     */
    public static SettingsSource environment() {
        return environment(System::getenv);
    }

    static SettingsSource environment(Lookup variables) {
        return new SettingsSource("environment", name -> {
            String value = variables.value(name);
            return value != null ? value : variables.value(asVariable(name));
        });
    }

    private static String asVariable(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    /**
     * The system properties of the process.
     *
     * @return the layer
     */
    public static SettingsSource systemProperties() {
        return new SettingsSource("system properties", System::getProperty);
    }

    /**
     * What messages call this layer.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    Optional<String> value(String setting) {
        return Optional.ofNullable(lookup.value(setting)).map(String::strip).filter(value -> !value.isEmpty());
    }

    @Override
    public String toString() {
        return name;
    }
}
