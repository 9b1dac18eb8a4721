package dev.cleanup.jdbc.internal.record;

import static dev.cleanup.policy.Policies.allOf;
import static dev.cleanup.policy.Policies.anyOf;
import static dev.cleanup.policy.Policies.attribute;
import static dev.cleanup.policy.Policies.created;
import static dev.cleanup.policy.Policies.expired;
import static dev.cleanup.policy.Policies.hasFiles;
import static dev.cleanup.policy.Policies.inUse;
import static dev.cleanup.policy.Policies.not;
import static dev.cleanup.policy.Policies.status;
import static dev.cleanup.policy.Policies.time;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.fact.Fact;
import dev.cleanup.fact.FactValue;
import dev.cleanup.jdbc.Database;
import dev.cleanup.jdbc.Found;
import dev.cleanup.jdbc.HostWorld;
import dev.cleanup.jdbc.JdbcRecords;
import dev.cleanup.jdbc.TimeFormat;
import dev.cleanup.jdbc.internal.sql.CellText;
import dev.cleanup.policy.ItemPolicy;
import dev.cleanup.record.RecordFacts;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What SQL leaves out, Java would not have removed: on random rows, for random policies. */
class PredicatePushDownTest {

    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    /** The hour that comes twice is not far. */
    private static final Instant NOW = Instant.parse("2025-10-26T03:00:00Z");

    private static final List<String> TEXTS = List.of(
            "failed", "FAILED", "failed ", "failed  ", " failed", "fäiled", "faıled", "ready", "", "straße", "strasse");

    private final Random random = new Random(20260109);

    /** What a truth value reads as. */
    private List<String> flags = List.of();

    @ParameterizedTest
    @EnumSource
    void findsWhatJavaRemoves(Database database) throws SQLException {
        HostWorld host = randomRows(database);
        JdbcRecords records = records(host);
        List<RecordFacts> all = find(records, Found.ANYTHING);
        assertThat(all).hasSize(300);
        int narrower = 0;
        for (int i = 0; i < 150; i++) {
            ItemPolicy policy = policy(3);
            List<RecordFacts> found = find(records, policy);

            assertThat(idsRemoved(found, policy)).as(policy.description()).isEqualTo(idsRemoved(all, policy));
            narrower += found.size() < all.size() ? 1 : 0;
        }
        assertThat(narrower).as("policies that saved reading").isGreaterThan(60);
    }

    @ParameterizedTest
    @EnumSource
    void readsTheSameFactsAsWereWritten(Database database) throws SQLException {
        HostWorld host = randomRows(database);

        for (RecordFacts record : find(records(host), Found.ANYTHING)) {
            assertThat(record.read(Fact.time("epoch")))
                    .as("%s: the same instant as number and as zoned timestamp", record.owner())
                    .isEqualTo(record.read(Fact.time("zoned")));
            FactValue<String> status = record.read(Fact.STATUS);
            assertThat(status instanceof FactValue.Known<String> known ? TEXTS.contains(known.value()) : true)
                    .isTrue();
        }
    }

    private static Set<String> idsRemoved(List<RecordFacts> records, ItemPolicy policy) {
        Set<String> ids = new TreeSet<>();
        records.stream()
                .filter(record -> policy.judge(record, NOW).removes())
                .forEach(record -> ids.add(record.owner().id()));
        return ids;
    }

    private static List<RecordFacts> find(JdbcRecords records, ItemPolicy policy) {
        return Found.in(records, policy, NOW).records;
    }

    private ItemPolicy policy(int depth) {
        List<Supplier<ItemPolicy>> leaves = List.of(
                () -> status(text(), text()),
                () -> attribute("kind", CellText.unpadded(text())),
                () -> attribute("flag", flags.get(random.nextInt(flags.size()))),
                () -> created().olderThan(age()),
                () -> time("zoned").olderThan(age()),
                () -> time("day").olderThan(age()),
                () -> time("epoch").before(NOW.minus(age())),
                () -> time("zoned").before(NOW.minus(age())),
                () -> created().between(NOW.minus(age()).minusSeconds(7_200), NOW.plusSeconds(60)),
                () -> time("day").between(NOW.minus(Duration.ofDays(2)), NOW),
                () -> expired(),
                () -> hasFiles(),
                () -> inUse(),
                () -> Found.ANYTHING);
        if (depth == 0 || random.nextInt(4) == 0) {
            return leaves.get(random.nextInt(leaves.size())).get();
        }
        return switch (random.nextInt(3)) {
            case 0 -> not(policy(depth - 1));
            case 1 -> allOf(policy(depth - 1), policy(depth - 1));
            default -> anyOf(policy(depth - 1), policy(depth - 1));
        };
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private Duration age() {
        return Duration.ofMinutes(1 + random.nextInt(random.nextBoolean() ? 180 : 6_000));
    }

    private JdbcRecords records(HostWorld host) {
        return JdbcRecords.table(host.database, "things")
                .id("id")
                .status("status")
                .attributes("kind", "flag")
                .created("created_at", ZONE)
                .time("zoned", "zoned_at", TimeFormat.withZone())
                .time("day", "some_day", TimeFormat.in(ZONE))
                .time("epoch", "epoch_at", TimeFormat.epochMillis())
                .expires("expires_at", TimeFormat.isoText(ZONE))
                .file("path")
                .inUseQuery("SELECT u.thing FROM users u WHERE u.thing = :id");
    }

    private HostWorld randomRows(Database database) throws SQLException {
        flags = database == Database.MARIADB ? List.of("1", "0") : List.of("true", "false");
        String zoned = database == Database.MARIADB ? "TIMESTAMP(3) NULL" : "TIMESTAMP(3) WITH TIME ZONE";
        HostWorld host = new HostWorld(
                database,
                "CREATE TABLE things (id INT PRIMARY KEY, status VARCHAR(20), kind CHAR(8), flag BOOLEAN, created_at "
                        + (database == Database.MARIADB ? "DATETIME(3)" : "TIMESTAMP(3)") + ", zoned_at " + zoned
                        + ", some_day DATE, epoch_at BIGINT, expires_at VARCHAR(40), path VARCHAR(20))",
                "CREATE TABLE users (thing INT)");
        try (Connection connection = host.database.getConnection();
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO things VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (int id = 1; id <= 300; id++) {
                insert(insert, id, database);
            }
        }
        host.execute("INSERT INTO users SELECT id FROM things WHERE id % 3 = 0");
        return host;
    }

    private void insert(PreparedStatement insert, int id, Database database) throws SQLException {
        Instant zoned = orNull(instant());
        insert.setInt(1, id);
        insert.setString(2, orNull(text()));
        insert.setString(3, orNull(text()));
        insert.setObject(4, orNull(random.nextBoolean()));
        insert.setObject(5, orNull(LocalDateTime.ofInstant(instant(), ZONE)));
        insert.setObject(
                6, zoned == null ? null : zoned.atZone(ZoneId.systemDefault()).toOffsetDateTime());
        insert.setObject(7, orNull(LocalDateTime.ofInstant(instant(), ZONE).toLocalDate()));
        insert.setObject(8, zoned == null ? null : zoned.toEpochMilli());
        insert.setString(9, orNull(LocalDateTime.ofInstant(instant(), ZONE).toString()));
        insert.setString(10, orNull(random.nextBoolean() ? "a.bin" : " "));
        insert.executeUpdate();
    }

    private <T> T orNull(T value) {
        return random.nextInt(8) == 0 ? null : value;
    }

    private Instant instant() {
        return NOW.minus(age()).plusSeconds(3_600).truncatedTo(ChronoUnit.MILLIS);
    }
}
