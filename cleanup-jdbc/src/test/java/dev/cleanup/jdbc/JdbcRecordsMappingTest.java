package dev.cleanup.jdbc;

import static dev.cleanup.policy.Policies.created;
import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleanup.fact.Fact;
import dev.cleanup.fact.FactValue;
import dev.cleanup.outcome.Failure;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.record.RecordFacts;
import dev.cleanup.record.RecordsUnavailableException;
import dev.cleanup.reference.KeyMapping;
import dev.cleanup.storage.FileKey;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of rows when they are read as records. */
class JdbcRecordsMappingTest {

    private static final Instant NOW = Instant.parse("2026-01-09T00:00:00Z");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @EnumSource
    void readsTimesHoweverTheyAreHeld(Database database) throws SQLException {
        boolean mariaDb = database == Database.MARIADB;
        HostWorld host = new HostWorld(
                database,
                "CREATE TABLE t (id INT PRIMARY KEY, plain " + (mariaDb ? "DATETIME(6)" : "TIMESTAMP(6)")
                        + ", some_day DATE, seconds DECIMAL(20, 6), millis BIGINT, iso VARCHAR(40))",
                "INSERT INTO t VALUES (1, '2026-01-01 12:00:00.123456', '2026-01-01', 1767268800.5, 1767268800500,"
                        + " '2026-01-01T12:00:00+02:00'),"
                        + " (2, NULL, NULL, NULL, NULL, ' ')");
        JdbcRecords records = JdbcRecords.table(host.database, "t")
                .id("id")
                .created("plain", BERLIN)
                .completed("some_day", BERLIN)
                .lastUsed("seconds", TimeFormat.epochSeconds())
                .time("millis", TimeFormat.epochMillis())
                .expires("iso", TimeFormat.isoText(BERLIN));

        List<RecordFacts> found = Found.by(records, NOW);

        assertThat(times(found.get(0)))
                .containsExactly(
                        "2026-01-01T11:00:00.123456Z",
                        "2026-01-01T23:00:00Z",
                        "2026-01-01T12:00:00.500Z",
                        "2026-01-01T12:00:00.500Z",
                        "2026-01-01T10:00:00Z");
        assertThat(times(found.get(1))).containsOnly("Absent[]");
    }

    @ParameterizedTest
    @EnumSource
    void readsWhatPythonWritesAsText(Database database) throws SQLException {
        assertThat(iso(database, "2026-01-01T12:00:00")).isEqualTo("2026-01-01T11:00:00Z");
        assertThat(iso(database, "2026-01-01 12:00:00.000001")).isEqualTo("2026-01-01T11:00:00.000001Z");
        assertThat(iso(database, "2026-01-01 12:00:00+00:00")).isEqualTo("2026-01-01T12:00:00Z");
        assertThat(iso(database, "2026-01-01T12:00:00Z")).isEqualTo("2026-01-01T12:00:00Z");
        assertThat(iso(database, "2026-01-01")).as("the end of the day").isEqualTo("2026-01-01T23:00:00Z");
        assertThat(iso(database, "2025-10-26T02:30:00")).as("the later of two").isEqualTo("2025-10-26T01:30:00Z");
    }

    @ParameterizedTest
    @EnumSource
    void aValueThatIsNoTimeIsAnErrorOfItsRow(Database database) throws SQLException {
        HostWorld host = new HostWorld(
                database,
                "CREATE TABLE t (id INT PRIMARY KEY, iso VARCHAR(40), millis BIGINT)",
                "INSERT INTO t VALUES (1, '31.12.2025', 1), (2, '2025-12-31', 0), (3, '2025-12-31', 1),"
                        + " (4, '2026-02-30', 1)");
        JdbcRecords records = JdbcRecords.table(host.database, "t")
                .id("id")
                .created("iso", TimeFormat.isoText(UTC))
                .time("millis", TimeFormat.epochMillis());

        Found found = Found.in(records, created().olderThan(Duration.ofDays(1)), NOW);

        assertThat(found.records).extracting(record -> record.owner().id()).containsExactly("3");
        assertThat(found.failures)
                .extracting(Failure::message)
                .satisfiesExactly(
                        text -> assertThat(text)
                                .contains(
                                        "of a row of t cannot be read as time created in column iso: Text '31.12.2025'"),
                        zero -> assertThat(zero).contains("0 is no time, but what stands where nobody set one"),
                        february ->
                                assertThat(february).contains("2026-02-30").endsWith("it stays. Correct the value"));
    }

    @ParameterizedTest
    @EnumSource
    void aZoneIsNeverGuessed(Database database) throws SQLException {
        HostWorld host = new HostWorld(
                database,
                "CREATE TABLE t (id INT PRIMARY KEY, made " + (database == Database.MARIADB ? "DATETIME" : "TIMESTAMP")
                        + ", noted VARCHAR(40))");
        JdbcRecords table = JdbcRecords.table(host.database, "t").id("id");

        assertThatThrownBy(() -> Found.by(table.created("made", TimeFormat.withZone()), NOW))
                .isInstanceOf(RecordsUnavailableException.class)
                .hasMessageContainingAll("column ", "has no zone", "such as TimeFormat.in(ZoneOffset.UTC)")
                .hasMessageMatching("(?is).*column made .*");
        assertThatThrownBy(() -> Found.by(table.created("noted", UTC), NOW))
                .hasMessageContainingAll("column ", "is no timestamp", "TimeFormat.isoText(..)")
                .hasMessageMatching("(?is).*column noted .*");
    }

    @ParameterizedTest
    @EnumSource
    void walksThousandsOfRowsByACompositeKey(Database database) throws SQLException {
        HostWorld host = new HostWorld(
                database, "CREATE TABLE t (a VARCHAR(20), b BIGINT, path VARCHAR(20), PRIMARY KEY (a, b))");
        List<String> rows = IntStream.range(0, 2_500)
                .mapToObj(i -> "('" + (i % 3 == 0 ? "x,y" : i % 3 == 1 ? "x\\y" : "") + "', " + i + ", 'f" + i + "')")
                .toList();
        host.execute("INSERT INTO t VALUES " + String.join(", ", database == Database.MARIADB ? escaped(rows) : rows));
        JdbcRecords records = JdbcRecords.table(host.database, "t").id("a", "b").file("path");

        List<RecordFacts> found = Found.by(records, NOW);

        assertThat(found).hasSize(2_500).extracting(RecordFacts::owner).doesNotHaveDuplicates();
        assertThat(found).extracting(record -> record.owner().id()).contains("x\\,y,0", "x\\\\y,1", ",2");
        assertThat(Delivered.by(records)).contains("reference f0 of t#x\\,y,0", "reference f2 of t#,2");
        assertThat(Delivered.by(JdbcReferences.of(host.database).column("t", "path")))
                .as("claims must match the owners of references")
                .containsExactlyInAnyOrderElementsOf(Delivered.by(records));
    }

    @ParameterizedTest
    @EnumSource
    void takesKeysOfAnyType(Database database) throws SQLException {
        String bytes = database == Database.POSTGRESQL ? "BYTEA" : "BINARY(2)";
        String value = database == Database.POSTGRESQL ? "'\\xcafe'" : "x'cafe'";
        for (String[] key : new String[][] {
            {bytes, value, "cafe"},
            {"UUID", "'00000000-0000-0000-0000-00000000cafe'", "00000000-0000-0000-0000-00000000cafe"},
            {"DECIMAL(8, 2)", "4.20", "4.20"},
            {"CHAR(4)", "'abcd'", "abcd"},
        }) {
            HostWorld host = new HostWorld(
                    database,
                    "CREATE TABLE t (id " + key[0] + " PRIMARY KEY, path VARCHAR(20))",
                    "INSERT INTO t VALUES (" + key[1] + ", 'a')");
            JdbcRecords records = JdbcRecords.table(host.database, "t").id("id").file("path");

            assertThat(new Claimer(records).claimAll())
                    .extracting(claim -> claim.record().owner())
                    .containsExactly(host.owner("t", key[2]));
            assertThat(Delivered.by(JdbcReferences.of(host.database).column("t", "path")))
                    .containsExactly("reference a of t#" + key[2]);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTruthValueWithinAKeyNamesItsRow(Database database) throws SQLException {
        HostWorld host = new HostWorld(
                database,
                "CREATE TABLE t (id INT, thumb BOOLEAN, path VARCHAR(20), PRIMARY KEY (id, thumb))",
                "INSERT INTO t VALUES (1, TRUE, 'a'), (1, FALSE, 'b')");
        Claimer claimer = new Claimer(
                JdbcRecords.table(host.database, "t").id("id", "thumb").file("path"));
        List<RecordFacts> found = claimer.find();
        RecordFacts thumb = found.stream()
                .filter(record -> record.files().contains(FileKey.of("a")))
                .findFirst()
                .orElseThrow();

        assertThat(claimer.settle(Claimer.claims(claimer.confirm(Claimer.claims(claimer.claim(List.of(thumb)))))))
                .containsExactly(new Outcome.Settled());

        assertThat(host.rows("SELECT path FROM t")).containsExactly("b");
    }

    @ParameterizedTest
    @EnumSource
    void aKeyThatIsPaddedStillNamesItsRow(Database database) throws SQLException {
        HostWorld host = new HostWorld(
                database,
                "CREATE TABLE t (id CHAR(6) PRIMARY KEY, path VARCHAR(20))",
                "INSERT INTO t VALUES ('ab', 'a'), ('cd', 'b')");
        Claimer claimer =
                new Claimer(JdbcRecords.table(host.database, "t").id("id").file("path"));

        claimer.settle(Claimer.claims(claimer.confirm(claimer.claimAll())));

        assertThat(host.rows("SELECT id FROM t")).isEmpty();
        assertThat(host.rows("SELECT token FROM cleanup_claims")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void takesSeveralFilesAndAttributes(Database database) throws SQLException {
        HostWorld host = new HostWorld(
                database,
                "CREATE TABLE t (id INT PRIMARY KEY, used BOOLEAN, note VARCHAR(9), photo VARCHAR(20), mask VARCHAR(20))",
                "INSERT INTO t VALUES (1, TRUE, NULL, 'a.png', '/m/a.png'), (2, FALSE, 'x', NULL, ' ')");
        JdbcRecords records = JdbcRecords.table(host.database, "t")
                .id("id")
                .attributes("used", "note")
                .file("photo", key -> key.sibling(key.stem() + ".txt"))
                .file("mask", KeyMapping.strippingPrefix("/m/"));

        List<RecordFacts> found = Found.by(records, NOW);

        assertThat(found.get(0).files()).containsExactly(FileKey.of("a.png"), FileKey.of("a.txt"));
        assertThat(found.get(0).read(Fact.attribute("used")))
                .isEqualTo(FactValue.known(database == Database.MARIADB ? "1" : "true"));
        assertThat(found.get(0).read(Fact.attribute("note"))).isEqualTo(FactValue.absent());
        assertThat(found.get(1).files()).isEmpty();
        assertThat(Delivered.by(records)).hasSize(5).contains("derived a.txt of t#1", "none of t#2");
    }

    @ParameterizedTest
    @EnumSource
    void aFileThatCannotBeMappedIsAnErrorOfItsRow(Database database) throws SQLException {
        HostWorld host = new HostWorld(
                database,
                "CREATE TABLE t (id INT PRIMARY KEY, path VARCHAR(40))",
                "INSERT INTO t VALUES (1, '../../etc/passwd'), (2, 'b')");
        JdbcRecords records = JdbcRecords.table(host.database, "t").id("id").file("path");

        Found found = Found.in(records, Found.ANYTHING, NOW);

        assertThat(found.records).hasSize(1);
        assertThat(found.failures)
                .singleElement()
                .satisfies(failure ->
                        assertThat(failure.message()).contains("'../../etc/passwd' names no file of the storage"));
        assertThat(Delivered.by(records)).contains("unmappable ../../etc/passwd of t#1");
    }

    @ParameterizedTest
    @EnumSource
    void namesAreQuotedAsTheDatabaseWants(Database database) throws SQLException {
        String quote = database == Database.MARIADB ? "`" : "\"";
        String column = quote + "a" + quote + quote + "b" + quote;
        HostWorld host = new HostWorld(
                database,
                database.quoting("CREATE TABLE \"Order\" (\"Key\" INT PRIMARY KEY, ") + column + " VARCHAR(9))",
                database.quoting("INSERT INTO \"Order\" VALUES (1, 'x')"));
        JdbcRecords records =
                JdbcRecords.table(host.database, "Order").id("Key").file("a" + quote + "b");

        assertThat(new Claimer(records).claimAll()).hasSize(1);
    }

    private static List<String> escaped(List<String> rows) {
        return rows.stream().map(row -> row.replace("\\", "\\\\")).toList();
    }

    private static String iso(Database database, String text) throws SQLException {
        HostWorld host = new HostWorld(
                database,
                "CREATE TABLE t (id INT PRIMARY KEY, iso VARCHAR(40))",
                "INSERT INTO t VALUES (1, '" + text + "')");
        JdbcRecords records = JdbcRecords.table(host.database, "t").id("id").expires("iso", TimeFormat.isoText(BERLIN));
        return text(Found.by(records, NOW).get(0).read(Fact.time("expires")));
    }

    private static List<String> times(RecordFacts record) {
        List<String> times = new ArrayList<>();
        for (String name : List.of("created", "completed", "last-used", "millis", "expires")) {
            times.add(text(record.read(Fact.time(name))));
        }
        return times;
    }

    private static String text(FactValue<Instant> reading) {
        return reading instanceof FactValue.Known<Instant> known ? known.value().toString() : reading.toString();
    }
}
