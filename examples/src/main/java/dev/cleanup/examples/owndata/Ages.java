package dev.cleanup.examples.owndata;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Ages as people write them: {@code 90m}, {@code 24h}, {@code 7d}. */
final class Ages implements ITypeConverter<Duration> {

    private static final Pattern AGE = Pattern.compile("(\\d{1,9})([smhd])");
    private static final Map<String, Duration> UNITS = Map.of(
            "s", Duration.ofSeconds(1), "m", Duration.ofMinutes(1), "h", Duration.ofHours(1), "d", Duration.ofDays(1));

    @Override
    public Duration convert(String text) {
        Matcher age = AGE.matcher(text);
        if (!age.matches()) {
            throw new TypeConversionException("'" + text + "' is no age: write a number and s, m, h or d, such as 7d");
        }
        return UNITS.get(age.group(2)).multipliedBy(Long.parseLong(age.group(1)));
    }
}
