package dev.cleanup.settings;

import static java.util.Objects.requireNonNull;

import dev.cleanup.outcome.Failure;
import dev.cleanup.storage.ByteSize;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds settings by name, each as the type that is asked for. Given to the function of {@link Settings#read}.
 *
 * <p>Not thread-safe, and of no use after that function has ended.
 */
public final class SettingsReader {

    /** A value as it stands in a layer. */
    record Found(String text, SettingsSource layer) {}

    private final List<SettingsSource> layers;
    private final List<InvalidSetting> faults = new ArrayList<>();
    private final Map<String, EffectiveSetting> effective = new LinkedHashMap<>();

    SettingsReader(List<SettingsSource> layers) {
        this.layers = layers;
    }

    /**
     * A text.
     *
     * @param name the setting's name
     * @return the setting
     */
    public Setting<String> text(String name) {
        return setting(name, SettingType.of("a text", "", Function.identity()));
    }

    /**
     * A text that nobody is to see: faults and effective settings show stars in its place.
     *
     * @param name the setting's name
     * @return the setting
     */
    public Setting<String> secret(String name) {
        return setting(
                name, SettingType.of("a text", "", Function.<String>identity()).hidden());
    }

    /**
     * Yes or no: {@code true}, {@code yes}, {@code on}, {@code 1}, or their opposites.
     *
     * @param name the setting's name
     * @return the setting
     */
    public Setting<Boolean> flag(String name) {
        return setting(name, SettingType.of("true or false", false, SettingParsers::flag));
    }

    /**
     * A whole number.
     *
     * @param name the setting's name
     * @return the setting
     */
    public Setting<Long> number(String name) {
        return setting(name, SettingType.of("a whole number", 1L, Long::parseLong));
    }

    /**
     * A length of time: {@code 7d}, {@code 1h30m}, {@code PT24H}, or a number, whole or not, where the setting's name says the
     * unit, as {@code RETENTION_DAYS} does.
     *
     * @param name the setting's name
     * @return the setting
     */
    public Setting<Duration> duration(String name) {
        DurationParser durations = DurationParser.named(name);
        return setting(name, SettingType.of(durations.expected(), Duration.ofDays(1), durations::parse));
    }

    /**
     * A size: {@code 1024MB}, {@code 1.5 GB}, or a number where the setting's name says the unit, as {@code max_storage_mb}
     * does. 1 MB is 1024 * 1024 bytes.
     *
     * @param name the setting's name
     * @return the setting
     */
    public Setting<ByteSize> size(String name) {
        ByteSizeParser sizes = ByteSizeParser.named(name);
        return setting(name, SettingType.of(sizes.expected(), ByteSize.megabytes(1), sizes::parse));
    }

    /**
     * A time of day: an hour such as {@code 3}, or {@code 03:30}.
     *
     * @param name the setting's name
     * @return the setting
     */
    public Setting<LocalTime> time(String name) {
        return setting(
                name,
                SettingType.of(
                        "an hour from 0 to 23, or a time such as 03:30", LocalTime.MIDNIGHT, SettingParsers::time));
    }

    /**
     * A time zone.
     *
     * @param name the setting's name
     * @return the setting
     */
    public Setting<ZoneId> zone(String name) {
        return setting(name, SettingType.of("a time zone such as Europe/Berlin or UTC", ZoneOffset.UTC, ZoneId::of));
    }

    /**
     * One of the constants of an enum, by its name in any case, with {@code -} for {@code _} if one likes.
     *
     * @param <E> the enum
     * @param name the setting's name
     * @param type the enum's class
     * @return the setting
     */
    public <E extends Enum<E>> Setting<E> enumValue(String name, Class<E> type) {
        List<E> constants = List.of(type.getEnumConstants());
        return setting(
                name,
                SettingType.of(
                        "one of " + constants, constants.get(0), text -> SettingParsers.choice(text, constants)));
    }

    /**
     * A value of any other type.
     *
     * @param <T> the type
     * @param name the setting's name
     * @param expected what a value looks like, for messages: "a web address"
     * @param parser reads the text; throws for one that it cannot read
     * @return the setting
     */
    public <T> Setting<T> value(String name, String expected, Function<String, T> parser) {
        requireNonNull(parser, "parser");
        return setting(name, SettingType.of(expected, Optional.empty(), parser));
    }

    private <T> Setting<T> setting(String name, SettingType<T> kind) {
        return new Setting<>(this, requireNonNull(name, "name"), kind);
    }

    /** What the first layer says that has a value; a layer that cannot be asked is a fault, and decides. */
    Optional<Found> find(String name) {
        for (SettingsSource layer : layers) {
            try {
                Optional<Found> found = layer.value(name).map(text -> new Found(text, layer));
                if (found.isPresent()) {
                    return found;
                }
            } catch (RuntimeException fault) {
                faults.add(new InvalidSetting(
                        name, Optional.empty(), "a layer that can be read: " + Failure.of(fault), layer.name()));
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    void fault(InvalidSetting fault) {
        faults.add(fault);
    }

    void use(String name, String shown, String layer) {
        effective.put(name, new EffectiveSetting(name, shown, layer));
    }

    List<InvalidSetting> faults() {
        return List.copyOf(faults);
    }

    List<EffectiveSetting> effective() {
        return List.copyOf(effective.values());
    }
}
