package dev.cleanup.settings;

import dev.cleanup.storage.ByteSize;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads sizes: with a unit, or as a number of the unit in the setting's name. */
final class ByteSizeParser {

    private static final Map<String, Integer> POWERS = Map.of("bytes", 0, "kb", 1, "mb", 2, "gb", 3, "tb", 4);

    private static final Pattern SIZE = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([a-z]*)");

    private final Optional<String> unit;

    private ByteSizeParser(Optional<String> unit) {
        this.unit = unit;
    }

    /** Reads the values of a setting of this name. */
    static ByteSizeParser named(String setting) {
        List<String> units = SettingParsers.words(setting).stream()
                .filter(POWERS::containsKey)
                .toList();
        return new ByteSizeParser(units.size() == 1 ? Optional.of(units.get(0)) : Optional.empty());
    }

    String expected() {
        String forms = "a size such as 1024MB or 1.5GB";
        return unit.map(known -> "a number of " + (known.equals("bytes") ? known : known.toUpperCase(Locale.ROOT))
                        + ", or " + forms)
                .orElse(forms + ", with its unit");
    }

    ByteSize parse(String text) {
        Matcher size = SIZE.matcher(text.toLowerCase(Locale.ROOT));
        if (!size.matches()) {
            throw new IllegalArgumentException("no size");
        }
        String word = size.group(2).isEmpty()
                ? unit.orElseThrow(() -> new IllegalArgumentException("no unit"))
                : size.group(2);
        BigDecimal factor = BigDecimal.valueOf(1024).pow(power(word));
        return new ByteSize(
                new BigDecimal(size.group(1)).multiply(factor).toBigInteger().longValueExact());
    }

    /** Of MB, MiB and M alike, all of which mean 1024 * 1024 here. */
    private static int power(String word) {
        String known = word.matches("b|byte") ? "bytes" : word.replaceFirst("^([kmgt])(i?b)?$", "$1b");
        return Optional.ofNullable(POWERS.get(known))
                .orElseThrow(() -> new IllegalArgumentException("no unit: " + word));
    }
}
