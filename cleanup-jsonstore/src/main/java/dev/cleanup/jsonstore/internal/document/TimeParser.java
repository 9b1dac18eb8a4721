package dev.cleanup.jsonstore.internal.document;

import dev.cleanup.fact.FactValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;

/** How a value becomes an instant. */
public sealed interface TimeParser {

    /** What lies before has another unit, or is what some languages write for a time that was never set. */
    Instant BEGIN = Instant.parse("1980-01-01T00:00:00Z");

    /** The first instant of the year 10000: what lies beyond has another unit, or is a mistake. */
    Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    FactValue<Instant> read(FieldValue value);

    private static boolean isTime(Instant instant) {
        return !instant.isBefore(BEGIN) && instant.isBefore(END);
    }

    /** Text after ISO 8601; a zone may be missing where one was declared. */
    record IsoText(Optional<ZoneId> zone) implements TimeParser {

        private static final String PLAIN = "0000-00-00T00:00:00Z";

        @Override
        public FactValue<Instant> read(FieldValue value) {
            if (value.isNothing()) {
                return FactValue.absent();
            }
            if (!(value instanceof FieldValue.Text text)) {
                return FactValue.unreadable(value.shown() + ", where " + this + " is declared");
            }
            return text.text().isBlank() ? FactValue.absent() : read(text);
        }

        private FactValue<Instant> read(FieldValue.Text text) {
            try {
                if (isPlain(text.text())) {
                    return inRange(text, plain(text.text()));
                }
                TemporalAccessor parsed = DateTimeFormatter.ISO_DATE_TIME.parseBest(
                        withT(text.text().strip()), ZonedDateTime::from, LocalDateTime::from);
                return inRange(text, parsed);
            } catch (DateTimeException fault) {
                return FactValue.unreadable(text.shown() + ", which is no " + this);
            }
        }

        /** As most programs write times; without the formatter, which takes longer than all of the entry. */
        private static boolean isPlain(String text) {
            if (text.length() != PLAIN.length()) {
                return false;
            }
            for (int i = 0; i < PLAIN.length(); i++) {
                char letter = text.charAt(i);
                char form = PLAIN.charAt(i);
                if (form == '0' ? letter < '0' || letter > '9' : letter != form) {
                    return false;
                }
            }
            return true;
        }

        private static Instant plain(String text) {
            return LocalDateTime.of(
                            Integer.parseInt(text, 0, 4, 10),
                            Integer.parseInt(text, 5, 7, 10),
                            Integer.parseInt(text, 8, 10, 10),
                            Integer.parseInt(text, 11, 13, 10),
                            Integer.parseInt(text, 14, 16, 10),
                            Integer.parseInt(text, 17, 19, 10))
                    .toInstant(ZoneOffset.UTC);
        }

        private FactValue<Instant> inRange(FieldValue.Text text, TemporalAccessor parsed) {
            if (parsed instanceof LocalDateTime && zone.isEmpty()) {
                return FactValue.unreadable(text.shown() + ", which names no zone: declare it with isoIn(..)");
            }
            Instant instant = parsed instanceof LocalDateTime local
                    ? local.atZone(zone.orElseThrow())
                            .withLaterOffsetAtOverlap()
                            .toInstant()
                    : Instant.from(parsed);
            return TimeParser.isTime(instant)
                    ? FactValue.known(instant)
                    : FactValue.unreadable(text.shown() + ", where a time from 1980 to 9999 is expected");
        }

        private static String withT(String text) {
            return text.length() > 10 && text.charAt(10) == ' '
                    ? text.substring(0, 10) + "T" + text.substring(11)
                    : text;
        }

        @Override
        public String toString() {
            return zone.map(of -> "ISO time, in " + of + " where it names no zone")
                    .orElse("ISO time with a zone");
        }
    }

    /**
     * A number since 1970.
     *
     * @param unit what it counts
     * @param digits how many digits one of them has in nanoseconds, but for the first
     */
    record EpochNumber(String unit, int digits) implements TimeParser {

        private static final BigInteger NANOS = BigInteger.TEN.pow(9);

        @Override
        public FactValue<Instant> read(FieldValue value) {
            if (value.isNothing()
                    || (value instanceof FieldValue.Text text && text.text().isBlank())) {
                return FactValue.absent();
            }
            if (!(value instanceof FieldValue.Num number)) {
                return FactValue.unreadable(value.shown() + ", where " + this + " is declared");
            }
            return instant(number.digits())
                    .filter(TimeParser::isTime)
                    .<FactValue<Instant>>map(FactValue::known)
                    .orElseGet(() -> FactValue.unreadable(value.shown() + ", which is no time as " + this
                            + ": a time from 1980 to 9999 is expected"));
        }

        /** A number of reasonable length: some take no space to write, and all memory to compute. */
        private Optional<Instant> instant(String text) {
            if (text.length() > 40) {
                return Optional.empty();
            }
            BigDecimal number = new BigDecimal(text);
            if (number.signum() <= 0
                    || Math.abs((long) number.scale()) > 40
                    || number.precision() - number.scale() > 20) {
                return Optional.empty();
            }
            BigInteger nanos = number.scaleByPowerOfTen(digits)
                    .setScale(0, RoundingMode.CEILING)
                    .toBigInteger();
            BigInteger[] parts = nanos.divideAndRemainder(NANOS);
            return parts[0].bitLength() > 40
                    ? Optional.empty()
                    : Optional.of(Instant.ofEpochSecond(parts[0].longValue(), parts[1].longValue()));
        }

        @Override
        public String toString() {
            return unit + " since 1970";
        }
    }
}
