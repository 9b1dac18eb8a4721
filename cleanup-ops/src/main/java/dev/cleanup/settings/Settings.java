package dev.cleanup.settings;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.function.Function;

/**
 * Settings from layers, of which the first that has a value gives it.
 *
 * <pre>{@code
 * Settings settings = Settings.of(Layer.environment(), Layer.of("application.properties", properties::getProperty));
 * Config config = settings.read(from -> new Config(
 *                 from.duration("ORPHANED_FILE_RETENTION_HOURS").or(Duration.ofHours(24)),
 *                 from.flag("AUTO_CLEANUP_ON_STARTUP").or(false)))
 *         .value();
 * }</pre>
 *
 * <p>Immutable and safe for use by several threads, as far as the layers are.
 */
public final class Settings {

    private final List<SettingsSource> layers;

    private Settings(List<SettingsSource> layers) {
        this.layers = layers;
    }

    /**
     * Settings from layers.
     *
     * @param layers the layers, the one that decides first
     * @return the settings
     * @throws IllegalArgumentException if there is none
     */
    public static Settings of(SettingsSource... layers) {
        if (layers.length == 0) {
            throw new IllegalArgumentException(
                    "layers ([]) must not be empty: no setting could have a value. Use Layer.environment()");
        }
        return new Settings(List.of(layers));
    }

    /**
     * Reads settings into a value of the host's, or reports all their faults together.
     *
     * <p>The function should do nothing but read and build: after a fault it goes on with stand-ins, so that the next fault is
     * found, too, and what it builds then is thrown away.
     *
     * @param <T> the host's type
     * @param function reads what it needs
     * @return what the function built, and the settings that it read
     * @throws SettingsException if a setting cannot be used
     */
    public <T> LoadedSettings<T> read(Function<SettingsReader, T> function) {
        SettingsReader reader = new SettingsReader(layers);
        T value;
        try {
            value = requireNonNull(function.apply(reader), "what the function built");
        } catch (RuntimeException fault) {
            throw reader.faults().isEmpty() ? fault : new SettingsException(reader.faults());
        }
        if (!reader.faults().isEmpty()) {
            throw new SettingsException(reader.faults());
        }
        return new LoadedSettings<>(value, reader.effective());
    }
}
