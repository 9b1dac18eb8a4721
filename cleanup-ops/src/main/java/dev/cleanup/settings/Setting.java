package dev.cleanup.settings;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * One setting, about to be read: as it is required, optional, or with a value to fall back to.
 *
 * <p>A value that cannot be read is a fault, reported with all others when the function of {@link Settings#read} has ended;
 * nothing ever falls back for a fault. Not thread-safe.
 *
 * @param <T> what it is read as
 */
public final class Setting<T> {

    /** Where a value comes from that no layer has. */
    private static final String DEFAULT = "default";

    private final SettingsReader reader;
    private final String name;
    private final SettingType<T> kind;
    private final Predicate<T> allowed;

    Setting(SettingsReader reader, String name, SettingType<T> kind) {
        this(reader, name, kind, any -> true);
    }

    private Setting(SettingsReader reader, String name, SettingType<T> kind, Predicate<T> allowed) {
        this.reader = reader;
        this.name = name;
        this.kind = kind;
        this.allowed = allowed;
    }

    /**
     * This setting, with fewer values allowed.
     *
     * @param condition says whether a value is allowed
     * @param expected what an allowed value looks like, for messages: "a number from 1 to 100"
     * @return the stricter setting
     */
    public Setting<T> where(Predicate<T> condition, String expected) {
        requireNonNull(condition, "condition");
        return new Setting<>(
                reader, name, kind.expecting(requireNonNull(expected, "expected")), allowed.and(condition));
    }

    /**
     * The value, or another where no layer has one.
     *
     * @param fallback the other value
     * @return the value
     */
    public T or(T fallback) {
        requireNonNull(fallback, "fallback");
        Optional<SettingsReader.Found> found = reader.find(name);
        if (found.isEmpty()) {
            reader.use(name, kind.shown(fallback), DEFAULT);
        }
        return found.flatMap(this::parsed).orElse(fallback);
    }

    /**
     * The value, if a layer has one.
     *
     * @return the value; empty where no layer has one
     */
    public Optional<T> optional() {
        return reader.find(name).flatMap(this::parsed);
    }

    /**
     * The value. That no layer has one is a fault.
     *
     * @return the value
     */
    public T required() {
        Optional<SettingsReader.Found> found = reader.find(name);
        if (found.isEmpty()) {
            reader.fault(new InvalidSetting(name, Optional.empty(), kind.expected(), "all layers"));
        }
        return found.flatMap(this::parsed)
                .or(kind::standIn)
                .orElseThrow(() -> new IllegalStateException("setting " + name + " has no value to go on with"));
    }

    private Optional<T> parsed(SettingsReader.Found found) {
        try {
            T value = requireNonNull(kind.parser().apply(found.text()), "value");
            if (allowed.test(value)) {
                reader.use(name, kind.shown(value), found.layer().name());
                return Optional.of(value);
            }
        } catch (RuntimeException unreadable) {
            // The fault below says what is expected, which is more than most parsers know.
        }
        Optional<String> shown = Optional.of(kind.shown(found.text()));
        reader.fault(
                new InvalidSetting(name, shown, kind.expected(), found.layer().name()));
        return Optional.empty();
    }
}
