package dev.cleanup.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.record.RecordSource;
import dev.cleanup.reference.KeyMapping;
import dev.cleanup.reference.ReferenceSource;
import java.time.ZoneId;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A plan is bound to all that a source over SQL declares. */
@Tag("fast")
class JdbcConfigurationTest {

    private static final KeyMapping PATHS = KeyMapping.relativePaths();

    private final DataSource database = new JdbcDataSource();
    private final JdbcReferences.Start references = JdbcReferences.of(database);
    private final JdbcRecords records = JdbcRecords.table(database, "jobs").id("id");

    private static void assertAllDiffer(ReferenceSource... sources) {
        assertThat(Stream.of(sources).map(ReferenceSource::configuration).distinct())
                .hasSize(sources.length);
    }

    @Test
    void eachSettingOfReferencesShows() {
        assertAllDiffer(
                references.column("images", "path"),
                references.column("images", "other"),
                references.column("films", "path"),
                references.column("images", "path", KeyMapping.baseNames()),
                references.column("images", "path").column("images", "other"),
                references.column("images", "path").withSecretIds(),
                references.query("q", "SELECT a FROM b", PATHS),
                references.query("q", "SELECT a FROM c", PATHS),
                references.query("r", "SELECT a FROM b", PATHS),
                references.query("q", "SELECT a FROM b", KeyMapping.baseNames()),
                references.queryOfRows("q", "id", "SELECT a FROM b", PATHS),
                references.queryOfRows("q", "key", "SELECT a FROM b", PATHS));
    }

    @Test
    void eachSettingOfRecordsShows() {
        ZoneId utc = ZoneId.of("UTC");
        RecordSource[] sources = {
            records,
            JdbcRecords.table(database, "others").id("id"),
            JdbcRecords.table(database, "jobs").id("code"),
            JdbcRecords.query(database, "jobs", "SELECT * FROM jobs").id("id"),
            JdbcRecords.query(database, "jobs", "SELECT * FROM old").id("id"),
            records.ledger("ledger"),
            records.status("status"),
            records.status("state"),
            records.created("made", utc),
            records.completed("made", utc),
            records.created("at", utc),
            records.created("made", ZoneId.of("Europe/Paris")),
            records.created("made", TimeFormat.withZone()),
            records.attributes("kind"),
            records.file("path"),
            records.file("other"),
            records.file("path", KeyMapping.baseNames()),
            records.file("path", key -> key),
            records.inUseQuery("SELECT 1"),
            records.inUseQuery("SELECT 2"),
            records.markedIn("mark"),
            records.withSecretIds(),
            records.endingWith(JdbcRecords.table(database, "images").id("id"), "image"),
            records.endingWith(JdbcRecords.table(database, "images").id("code"), "image"),
            records.endingWith(JdbcRecords.table(database, "images").id("id").inUseQuery("SELECT 1"), "image"),
        };

        assertAllDiffer(sources);
    }

    @Test
    void equalDeclarationsShowTheSame() {
        assertThat(records.status("status").created("made", ZoneId.of("UTC")).configuration())
                .isEqualTo(JdbcRecords.table(new JdbcDataSource(), "jobs")
                        .id("id")
                        .created("made", ZoneId.of("UTC"))
                        .status("status")
                        .configuration());
    }

    @Test
    void neitherUrlNorPasswordShows() {
        JdbcDataSource secret = new JdbcDataSource();
        secret.setURL("jdbc:h2:mem:hidden-url");
        secret.setPassword("hidden-password");

        assertThat(JdbcReferences.of(secret)
                                .column("images", "path")
                                .configuration()
                                .toString()
                        + JdbcRecords.table(secret, "jobs").id("id").configuration())
                .doesNotContain("hidden");
    }
}
