package dev.cleanup.settings;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads lengths of time: with units, in ISO form, or as a number of the unit in the setting's name. */
final class DurationParser {

    private static final Map<String, ChronoUnit> IN_NAMES = Map.of(
            "weeks", ChronoUnit.WEEKS,
            "days", ChronoUnit.DAYS,
            "hours", ChronoUnit.HOURS,
            "minutes", ChronoUnit.MINUTES,
            "seconds", ChronoUnit.SECONDS,
            "millis", ChronoUnit.MILLIS,
            "ms", ChronoUnit.MILLIS);

    private static final Map<String, ChronoUnit> SHORT = Map.of(
            "w", ChronoUnit.WEEKS,
            "d", ChronoUnit.DAYS,
            "h", ChronoUnit.HOURS,
            "m", ChronoUnit.MINUTES,
            "min", ChronoUnit.MINUTES,
            "s", ChronoUnit.SECONDS,
            "ms", ChronoUnit.MILLIS);

    private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?");
    private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([a-z]+)\\s*");
    private static final Pattern PARTS = Pattern.compile("(?:" + PART + ")+");

    private final Optional<ChronoUnit> unit;

    private DurationParser(Optional<ChronoUnit> unit) {
        this.unit = unit;
    }

    /** Reads the values of a setting of this name. */
    static DurationParser named(String setting) {
        List<ChronoUnit> units = SettingParsers.words(setting).stream()
                .flatMap(word -> Optional.ofNullable(IN_NAMES.get(word)).stream())
                .toList();
        return new DurationParser(units.size() == 1 ? Optional.of(units.get(0)) : Optional.empty());
    }

    String expected() {
        String forms = "a time such as 7d, 1h30m or PT24H";
        return unit.map(known -> "a number of " + known.toString().toLowerCase(Locale.ROOT) + ", or " + forms)
                .orElse(forms + ", with its unit");
    }

    Duration parse(String text) {
        String small = text.toLowerCase(Locale.ROOT);
        if (NUMBER.matcher(small).matches()) {
            return times(small, unit.orElseThrow(() -> new IllegalArgumentException("no unit")));
        }
        return PARTS.matcher(small).matches() ? sum(small) : iso(text);
    }

    private static Duration sum(String text) {
        Duration sum = Duration.ZERO;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            sum = sum.plus(times(part.group(1), unit(part.group(2))));
        }
        return sum;
    }

    private static ChronoUnit unit(String word) {
        return Optional.ofNullable(SHORT.get(word))
                .or(() -> Optional.ofNullable(IN_NAMES.get(word)))
                .or(() -> Optional.ofNullable(IN_NAMES.get(word + "s")))
                .orElseThrow(() -> new IllegalArgumentException("no unit: " + word));
    }

    private static Duration times(String number, ChronoUnit unit) {
        BigInteger nanos = new BigDecimal(number)
                .multiply(BigDecimal.valueOf(unit.getDuration().toSeconds())
                        .movePointRight(9)
                        .add(BigDecimal.valueOf(unit.getDuration().toNanosPart())))
                .toBigInteger();
        BigInteger[] parts = nanos.divideAndRemainder(BigInteger.TEN.pow(9));
        return Duration.ofSeconds(parts[0].longValueExact(), parts[1].longValueExact());
    }

    private static Duration iso(String text) {
        Duration duration = Duration.parse(text);
        if (duration.isNegative()) {
            throw new IllegalArgumentException("negative");
        }
        return duration;
    }
}
