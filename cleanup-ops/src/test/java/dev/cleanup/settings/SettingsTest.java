package dev.cleanup.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cleanup.report.Phase;
import dev.cleanup.storage.ByteSize;
import java.net.URI;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class SettingsTest {

    private final Map<String, String> values = new HashMap<>();
    private final Settings settings = Settings.of(SettingsSource.of("test", values::get));

    private <T> T read(Function<SettingsReader, T> function) {
        return settings.read(function).value();
    }

    private List<String> faults(Function<SettingsReader, ?> function) {
        return catchThrowableOfType(SettingsException.class, () -> settings.read(function)).faults().stream()
                .map(InvalidSetting::toString)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "7d, PT168H",
        "24h, PT24H",
        "1h30m, PT1H30M",
        "1 h 30 min, PT1H30M",
        "2 weeks, PT336H",
        "1 day, PT24H",
        "0.5h, PT30M",
        "90 seconds, PT1M30S",
        "500ms, PT0.5S",
        "PT24H, PT24H",
        "P7D, PT168H",
        "pt36h, PT36H",
        "0d, PT0S"
    })
    void readsALengthOfTimeWithItsUnit(String text, Duration expected) {
        values.put("retention", text);

        assertThatObject(read(from -> from.duration("retention").required())).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "FAILED_SESSION_RETENTION_DAYS, 7, PT168H",
        "retention_hours, 24, PT24H",
        "retentionHours, 0.25, PT15M",
        "cleanup.interval-minutes, 60, PT60M",
        "days_old, 30, PT720H",
        "TIMEOUT_MS, 250, PT0.25S",
        "RETENTION_DAYS, 12h, PT12H",
        "RETENTION_DAYS, PT12H, PT12H"
    })
    void readsANumberOfTheUnitInTheName(String name, String text, Duration expected) {
        values.put(name, text);

        assertThatObject(read(from -> from.duration(name).required())).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "seven", "-7d", "PT-7H", "7x", "7d and more", "1,5h", "d", "99999999999999999999999d"})
    void aLengthOfTimeThatCannotBeReadIsAFault(String text) {
        values.put("retention", text);

        assertThat(faults(from -> from.duration("retention").required()))
                .containsExactly(
                        "retention (" + text + ") in test: expected a time such as 7d, 1h30m or PT24H, with its unit");
    }

    @Test
    void aNameWithTwoUnitsSaysNone() {
        values.put("DAYS_OR_HOURS", "7");

        assertThat(faults(from -> from.duration("DAYS_OR_HOURS").required())).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "limit, 1024MB, 1073741824",
        "limit, 1.5 GB, 1610612736",
        "limit, 2GiB, 2147483648",
        "limit, 10k, 10240",
        "limit, 512 bytes, 512",
        "limit, 1 byte, 1",
        "max_storage_mb, 1024, 1073741824",
        "maxStorageMB, 0.5, 524288",
        "max_storage_mb, 2GB, 2147483648",
        "quota.bytes, 100, 100"
    })
    void readsASize(String name, String text, long bytes) {
        values.put(name, text);

        assertThatObject(read(from -> from.size(name).required())).isEqualTo(new ByteSize(bytes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1024", "much", "-1MB", "1 PB", "1MBit", "9999999999TB"})
    void aSizeThatCannotBeReadIsAFault(String text) {
        values.put("limit", text);

        assertThat(faults(from -> from.size("limit").required()))
                .containsExactly(
                        "limit (" + text + ") in test: expected a size such as 1024MB or 1.5GB, with its unit");
    }

    @ParameterizedTest
    @CsvSource({"true, true", "TRUE, true", "yes, true", "on, true", "1, true", "false, false", "No, false", "0, false"
    })
    void readsYesAndNo(String text, boolean expected) {
        values.put("enabled", text);

        assertThatObject(read(from -> from.flag("enabled").required())).isEqualTo(expected);
    }

    @Test
    void readsTextsNumbersTimesZonesChoicesAndWhatAHostParses() {
        values.putAll(
                Map.of("text", " as it is ", "number", "42", "hour", "3", "time", "3:30", "zone", "Europe/Berlin"));
        values.putAll(Map.of("phase", "second-look", "web", "https://example.org/hook"));

        assertThatObject(read(from -> from.text("text").required())).isEqualTo("as it is");
        assertThatObject(read(from -> from.number("number").required())).isEqualTo(42L);
        assertThatObject(read(from -> from.time("hour").required())).isEqualTo(LocalTime.of(3, 0));
        assertThatObject(read(from -> from.time("time").required())).isEqualTo(LocalTime.of(3, 30));
        assertThatObject(read(from -> from.zone("zone").required())).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThatObject(read(from -> from.enumValue("phase", Phase.class).required()))
                .isEqualTo(Phase.SECOND_LOOK);
        assertThatObject(read(
                        from -> from.value("web", "a web address", URI::create).required()))
                .isEqualTo(URI.create("https://example.org/hook"));
    }

    @Test
    void allFaultsAreReportedTogetherWithNameValueLayerAndWhatIsExpected() {
        values.putAll(Map.of("RETENTION_DAYS", "seven", "HOUR", "25", "ENABLED", "perhaps", "PHASE", "none"));

        SettingsException faults = catchThrowableOfType(
                SettingsException.class,
                () -> read(from -> List.of(
                        from.duration("RETENTION_DAYS").or(Duration.ofDays(7)),
                        from.time("HOUR").or(LocalTime.of(3, 0)),
                        from.flag("ENABLED").required(),
                        from.enumValue("PHASE", Phase.class).required(),
                        from.size("max_storage_mb").required())));

        assertThat(faults)
                .hasMessage(
                        "5 settings cannot be used, and guessing what was meant could remove what should stay:"
                                + "\n  RETENTION_DAYS (seven) in test: expected a number of days, or a time such as 7d, 1h30m or PT24H"
                                + "\n  HOUR (25) in test: expected an hour from 0 to 23, or a time such as 03:30"
                                + "\n  ENABLED (perhaps) in test: expected true or false"
                                + "\n  PHASE (none) in test: expected one of [READING_REFERENCES, LISTING, FINDING_RECORDS,"
                                + " LOOKING_UP, CLAIMING, SECOND_LOOK, REMOVING, SETTLING]"
                                + "\n  max_storage_mb is missing in all layers: expected a number of MB, or a size such as 1024MB or 1.5GB");
    }

    @Test
    void aFaultyValueNeverFallsBack() {
        Settings layered = Settings.of(
                SettingsSource.of("environment", Map.of("RETENTION_DAYS", "30 Tage")::get),
                SettingsSource.of("file", Map.of("RETENTION_DAYS", "7")::get));

        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        layered.read(from -> from.duration("RETENTION_DAYS").or(Duration.ofDays(1))))
                .withMessageContaining("RETENTION_DAYS (30 Tage) in environment");
    }

    @Test
    void theFirstLayerThatHasAValueGivesIt() {
        Properties file = new Properties();
        file.setProperty("retention", "7d");
        file.setProperty("limit", "1GB");
        Settings layered = Settings.of(
                SettingsSource.of("command line", Map.of("retention", "30d", "limit", " ")::get),
                SettingsSource.of("application.properties", file::getProperty));

        LoadedSettings<Duration> loaded = layered.read(from -> {
            assertThat(from.size("limit").optional()).contains(ByteSize.megabytes(1024));
            assertThat(from.flag("enabled").or(true)).isTrue();
            assertThat(from.text("name").optional()).isEmpty();
            return from.duration("retention").required();
        });

        assertThat(loaded.value()).isEqualTo(Duration.ofDays(30));
        assertThat(loaded.effective())
                .containsExactly(
                        new EffectiveSetting("limit", "1 GB", "application.properties"),
                        new EffectiveSetting("enabled", "true", "default"),
                        new EffectiveSetting("retention", "PT720H", "command line"));
        assertThat(loaded.toText()).startsWith("limit = 1 GB (application.properties)\nenabled = true (default)\n");
    }

    @Test
    void aSecretIsShownNowhere() {
        values.put("WEBHOOK_SECRET", "s3cret");

        LoadedSettings<String> loaded =
                settings.read(from -> from.secret("WEBHOOK_SECRET").required());

        assertThat(loaded.value()).isEqualTo("s3cret");
        assertThat(loaded.toText()).isEqualTo("WEBHOOK_SECRET = *** (test)\n");
        assertThat(faults(from -> from.secret("WEBHOOK_SECRET")
                        .where(text -> text.length() >= 32, "at least 32 characters")
                        .required()))
                .containsExactly("WEBHOOK_SECRET (***) in test: expected at least 32 characters");
    }

    @Test
    void aHostMayAllowFewerValues() {
        values.put("percent", "101");

        assertThat(faults(from -> from.number("percent")
                        .where(number -> number >= 1 && number <= 100, "a number from 1 to 100")
                        .or(90L)))
                .containsExactly("percent (101) in test: expected a number from 1 to 100");
    }

    @Test
    void aLayerThatCannotBeAskedIsAFaultAndNoEmptyAnswer() {
        Settings broken = Settings.of(
                SettingsSource.of("vault", name -> {
                    throw new IllegalStateException("sealed");
                }),
                SettingsSource.of("file", Map.of("enabled", "true")::get));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> broken.read(from -> from.flag("enabled").or(true)))
                .withMessageContaining(
                        "enabled is missing in vault: expected a layer that can be read: IllegalStateException: sealed");
    }

    @Test
    void whatTheHostThrowsOfAStandInIsNotReportedButTheFaultsAre() {
        values.put("A_DAYS", "x");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(from -> {
                    from.duration("A_DAYS").required();
                    from.value("web", "a web address", URI::create).required();
                    return "unreachable";
                }))
                .withMessageContainingAll("A_DAYS (x)", "web is missing in all layers: expected a web address");
    }

    @Test
    void whatTheHostThrowsWithoutFaultsIsTheHosts() {
        assertThatIllegalStateException()
                .isThrownBy(() -> read(from -> {
                    throw new IllegalStateException("of the host");
                }))
                .withMessage("of the host");
    }

    @Test
    void valuesAreEscapedWhereTheyAreShown() {
        values.put("enabled", "x\nCLEANUP_ENABLED = true (environment)");

        assertThat(faults(from -> from.flag("enabled").required()))
                .containsExactly("enabled (x\\nCLEANUP_ENABLED = true (environment)) in test: expected true or false");
    }

    @Test
    void theEnvironmentIsFoundByItsOwnSpelling() {
        SettingsSource layer = SettingsSource.environment(Map.of("CLEANUP_INTERVAL_MINUTES", "60", "exact", "1")::get);

        assertThat(layer.value("cleanup.interval-minutes")).contains("60");
        assertThat(layer.value("CLEANUP_INTERVAL_MINUTES")).contains("60");
        assertThat(layer.value("exact")).contains("1");
        assertThat(layer.value("none")).isEmpty();
        assertThat(SettingsSource.environment().value("no-such-variable-anywhere"))
                .isEmpty();
        assertThat(SettingsSource.systemProperties().value("user.timezone")).contains("UTC");
    }

    @Test
    void layersNeedANameAndSettingsALayer() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SettingsSource.of(" ", name -> null))
                .withMessageContaining("layer name ( ) must not be blank");
        assertThatIllegalArgumentException()
                .isThrownBy(Settings::of)
                .withMessage("layers ([]) must not be empty: no setting could have a value. Use Layer.environment()");
    }
}
