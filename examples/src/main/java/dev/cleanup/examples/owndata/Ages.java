package dev.cleanup.examples.owndata;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Ages as people write them: {@code 90m}, {@code 24h}, {@code 7d}. */
final class Ages implements ITypeConverter<Duration> {

    private static final Pattern AGE = Pattern.compile("(\\d{1,9})([smhd])");

    @Override
    public Duration convert(String text) {
        Matcher age = AGE.matcher(text);
        if (!age.matches()) {
            throw new TypeConversionException("'" + text + "' is no age: write a number and s, m, h or d, such as 7d");
        }
        return Duration.of(Long.parseLong(age.group(1)), unit(age.group(2)));
    }

    private static ChronoUnit unit(String letter) {
        return switch (letter) {
            case "s" -> ChronoUnit.SECONDS;
            case "m" -> ChronoUnit.MINUTES;
            case "h" -> ChronoUnit.HOURS;
            default -> ChronoUnit.DAYS;
        };
    }
}
