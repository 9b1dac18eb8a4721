package dev.cleanup.jsonstore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.fact.FactValue;
import dev.cleanup.jsonstore.internal.document.FieldValue;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class JsonTimeTest {

    private static final JsonTime PARIS = JsonTime.isoIn(ZoneId.of("Europe/Paris"));

    private static FieldValue text(String text) {
        return new FieldValue.Text(text);
    }

    private static FieldValue number(String digits) {
        return new FieldValue.Num(digits);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-09T00:00:00Z, 2026-01-09T00:00:00Z",
        "2026-01-09T00:00:00.123456+02:00, 2026-01-08T22:00:00.123456Z",
        "2026-01-09 00:00:00+00:00, 2026-01-09T00:00:00Z",
        "2026-01-09T00:00:00+01:00[Europe/Paris], 2026-01-08T23:00:00Z"
    })
    void isoTextWithAZoneIsThatInstant(String text, Instant instant) {
        assertThat(JsonTime.iso().read(text(text))).isEqualTo(FactValue.known(instant));
        assertThat(PARIS.read(text(text))).isEqualTo(FactValue.known(instant));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-28T23:59:59Z",
                "2028-02-29T00:00:00Z",
                "2026-02-29T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-00-01T00:00:00Z",
                "2026-01-01T24:00:00Z",
                "2026-01-01T23:60:00Z",
                "2026-01-01T23:59:60Z",
                "1979-12-31T23:59:59Z",
                "0000-01-01T00:00:00Z",
                "2026-01-0１T00:00:00Z",
                "2026-01-01t00:00:00z"
            })
    void aTimeIsTheSameHoweverPlainItIsWritten(String text) {
        String withFraction = text.replaceFirst("[Zz]$", ".0Z");

        FactValue<Instant> read = JsonTime.iso().read(text(text));
        FactValue<Instant> other = JsonTime.iso().read(text(withFraction));

        assertThat(read)
                .isEqualTo(
                        other instanceof FactValue.Known
                                ? other
                                : FactValue.unreadable(whyNot(other, withFraction, text)));
    }

    private static String whyNot(FactValue<Instant> read, String text, String shown) {
        return ((FactValue.Unreadable<?>) read).why().replace(length(text), length(shown));
    }

    private static String length(String text) {
        return "a text of " + text.length() + " characters";
    }

    @Test
    void isoTextWithoutAZoneNeedsOneThatIsDeclared() {
        assertThat(PARIS.read(text("2026-07-01T12:00:00")))
                .isEqualTo(FactValue.known(Instant.parse("2026-07-01T10:00:00Z")));
        assertThat(JsonTime.iso().read(text("2026-07-01T12:00:00")))
                .isEqualTo(FactValue.unreadable(
                        "a text of 19 characters, which names no zone: declare it with isoIn(..)"));
    }

    @Test
    void aLocalTimeThatComesTwiceIsTheLaterOneAndOneThatNeverComesIsAfterTheGap() {
        assertThat(PARIS.read(text("2026-10-25T02:30:00")))
                .isEqualTo(FactValue.known(Instant.parse("2026-10-25T01:30:00Z")));
        assertThat(PARIS.read(text("2026-03-29T02:30:00")))
                .isEqualTo(FactValue.known(Instant.parse("2026-03-29T01:30:00Z")));
    }

    @ParameterizedTest
    @CsvSource({
        "1767225600, 2026-01-01T00:00:00Z",
        "1767225600.25, 2026-01-01T00:00:00.250Z",
        "1.7672256e9, 2026-01-01T00:00:00Z",
        "1767225600.0000000001, 2026-01-01T00:00:00.000000001Z"
    })
    void secondsMayHaveAFraction(String digits, Instant instant) {
        assertThat(JsonTime.epochSeconds().read(number(digits))).isEqualTo(FactValue.known(instant));
    }

    @Test
    void millisecondsAreAThousandthOfThat() {
        assertThat(JsonTime.epochMillis().read(number("1767225600123")))
                .isEqualTo(FactValue.known(Instant.parse("2026-01-01T00:00:00.123Z")));
    }

    @Test
    void anotherUnitThanDeclaredIsUnreadableRatherThanLongAgo() {
        assertThat(JsonTime.epochMillis().read(number("1767225600"))).isInstanceOf(FactValue.Unreadable.class);
        assertThat(JsonTime.epochSeconds().read(number("1767225600123")))
                .isEqualTo(FactValue.unreadable(
                        "a number, which is no time as seconds since 1970: a time from 1980 to 9999 is expected"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "-0.0",
                "1e400",
                "1e999999999",
                "1e-999999999",
                "9999999999999999999999999999999999999999999"
            })
    void numbersThatAreNoTimesAreUnreadable(String digits) {
        assertThat(JsonTime.epochSeconds().read(number(digits))).isInstanceOf(FactValue.Unreadable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "2026-01-09", "2026-13-01T00:00:00Z", "1767225600", "+12026-01-09T00:00:00Z"})
    void textThatIsNoTimeIsUnreadable(String text) {
        assertThat(JsonTime.iso().read(text(text))).isInstanceOf(FactValue.Unreadable.class);
        assertThat(JsonTime.epochSeconds().read(text(text))).isInstanceOf(FactValue.Unreadable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "1979-12-31T23:59:59.999Z"})
    void aTimeThatWasNeverSetIsUnreadableRatherThanLongAgo(String text) {
        assertThat(JsonTime.iso().read(text(text)))
                .isEqualTo(FactValue.unreadable(length(text) + ", where a time from 1980 to 9999 is expected"));
    }

    @Test
    void nullAndBlankMeanThatThereIsNone() {
        for (JsonTime form : new JsonTime[] {JsonTime.iso(), PARIS, JsonTime.epochSeconds(), JsonTime.epochMillis()}) {
            assertThat(form.read(new FieldValue.Nothing())).isEqualTo(FactValue.absent());
            assertThat(form.read(text(" "))).isEqualTo(FactValue.absent());
            assertThat(form.read(new FieldValue.Flag(false))).isInstanceOf(FactValue.Unreadable.class);
        }
    }
}
