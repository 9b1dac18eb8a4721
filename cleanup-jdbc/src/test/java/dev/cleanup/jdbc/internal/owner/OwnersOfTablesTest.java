package dev.cleanup.jdbc.internal.owner;

import static dev.cleanup.CleanupTask.records;
import static dev.cleanup.jdbc.Database.execute;
import static dev.cleanup.policy.Policies.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleanup.Cleanup;
import dev.cleanup.jdbc.Claimer;
import dev.cleanup.jdbc.Database;
import dev.cleanup.jdbc.Delivered;
import dev.cleanup.jdbc.HostWorld;
import dev.cleanup.jdbc.JdbcRecords;
import dev.cleanup.jdbc.JdbcReferences;
import dev.cleanup.record.Claim;
import dev.cleanup.reference.KeyMapping;
import dev.cleanup.reference.ReferenceSource;
import dev.cleanup.reference.ReferencesUnavailableException;
import dev.cleanup.storage.FileKey;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A row that is due takes its own reference along, and never that of another row which is called like it. */
class OwnersOfTablesTest {

    private static final KeyMapping KEYS = KeyMapping.relativePaths();
    private static final String TABLE = "CREATE TABLE s (id INT PRIMARY KEY, status VARCHAR(9), audio VARCHAR(20))";
    private static final String DUE = "INSERT INTO s VALUES (1, 'failed', 'shared')";
    private static final String LIVE = "INSERT INTO s VALUES (1, 'ok', 'shared')";

    private static JdbcRecords sessions(DataSource source, String table) {
        return JdbcRecords.table(source, table).id("id").status("status").file("audio");
    }

    private static boolean staysAfter(HostWorld host, JdbcRecords records, ReferenceSource references) {
        host.storing("shared");
        var unused = Cleanup.of("host", host.storage)
                .clock(host.clock)
                .referencedBy(references)
                .task(records("failed", records)
                        .where(status("failed"))
                        .removingFiles()
                        .deletingRecords())
                .build()
                .run();
        return host.storage.contains("shared");
    }

    @ParameterizedTest
    @EnumSource
    void aRowThatAnotherKeyNamesProtectsItsFile(Database database) throws SQLException {
        HostWorld host = new HostWorld(
                database,
                "CREATE TABLE s (n INT PRIMARY KEY, code INT UNIQUE, status VARCHAR(9), audio VARCHAR(20), cover VARCHAR(20))",
                "INSERT INTO s VALUES (1, 2, 'failed', 'shared', NULL)",
                "INSERT INTO s VALUES (2, 1, 'ok', 'live1', 'shared')");
        JdbcRecords byCode = JdbcRecords.table(host.database, "s")
                .id("code")
                .status("status")
                .file("audio");

        assertThat(staysAfter(host, byCode, JdbcReferences.of(host.database).column("s", "cover")))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aTableOfThatNameInAnotherDatabaseProtectsItsFile(Database database) throws SQLException {
        HostWorld host = new HostWorld(database, TABLE, DUE);
        DataSource tenant = database.fresh();
        execute(tenant, TABLE, LIVE);

        assertThat(staysAfter(
                        host,
                        sessions(host.database, "s"),
                        JdbcReferences.of(tenant).column("s", "audio")))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aTableOfThatNameInAnotherSchemaProtectsItsFile(Database database) throws SQLException {
        HostWorld host = new HostWorld(database, TABLE, DUE);
        String schema = Database.newName();
        execute(
                host.database,
                "CREATE SCHEMA " + schema,
                TABLE.replace("TABLE s", "TABLE " + schema + ".s"),
                LIVE.replace("INTO s", "INTO " + schema + ".s"));

        assertThat(staysAfter(
                        host,
                        sessions(host.database, "s"),
                        JdbcReferences.of(host.database).column(schema + ".s", "audio")))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void theRowItselfDoesNotProtectItsFileHoweverItsTableIsWritten(Database database) throws SQLException {
        HostWorld host = new HostWorld(database, TABLE, DUE);
        String place =
                database == Database.MARIADB ? host.rows("SELECT database()").get(0) : "public";

        assertThat(staysAfter(
                        host,
                        sessions(host.database, "s"),
                        JdbcReferences.of(host.database).column(place + ".s", "audio")))
                .isFalse();
    }

    @Test
    void theOwnersOfAQueryAreNoRecordsWhateverItIsCalled() throws SQLException {
        HostWorld host = new HostWorld(Database.H2, TABLE, DUE);

        assertThat(staysAfter(
                        host,
                        sessions(host.database, "s"),
                        JdbcReferences.of(host.database).query("s", "SELECT audio, id FROM s", KEYS)))
                .isTrue();
    }

    @Test
    void theOwnersOfAQueryAreTheRowsThatTheHostSaysTheyAre() throws SQLException {
        HostWorld host = new HostWorld(Database.H2, TABLE, DUE);

        assertThat(staysAfter(
                        host,
                        sessions(host.database, "s"),
                        JdbcReferences.of(host.database).queryOfRows("s", "id", "SELECT audio, id FROM s", KEYS)))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void aRowWithoutAKeyProtectsItsFileFromTheRecordWhoseKeyIsADash(Database database) throws SQLException {
        HostWorld host = new HostWorld(
                database,
                "CREATE TABLE s (id VARCHAR(9) UNIQUE, status VARCHAR(9), audio VARCHAR(20))",
                "INSERT INTO s VALUES ('-', 'failed', 'shared')",
                "INSERT INTO s VALUES (NULL, 'ok', 'shared')");

        assertThat(staysAfter(
                        host,
                        sessions(host.database, "s"),
                        JdbcReferences.of(host.database).column("s", "audio")))
                .isTrue();
    }

    @Test
    void aSecondOwnerOfAnotherSchemaIsNotTakenForTheImageThatEndsWithTheTask() throws SQLException {
        HostWorld host = new HostWorld(
                Database.H2,
                "CREATE TABLE images (id INT PRIMARY KEY, path VARCHAR(20))",
                "INSERT INTO images VALUES (7, 'shared')",
                "CREATE TABLE tasks (id INT PRIMARY KEY, status VARCHAR(9), image INT, audio VARCHAR(20))",
                "INSERT INTO tasks VALUES (1, 'failed', 7, 'shared')",
                "CREATE SCHEMA tenant",
                "CREATE TABLE tenant.images (id INT PRIMARY KEY, path VARCHAR(20))",
                "INSERT INTO tenant.images VALUES (7, 'shared')");
        JdbcRecords images = JdbcRecords.table(host.database, "images").id("id").file("path");
        JdbcRecords tasks = sessions(host.database, "tasks").endingWith(images, "image");

        assertThat(staysAfter(host, tasks, JdbcReferences.of(host.database).column("tenant.images", "path")))
                .isTrue();
    }

    @Test
    void aSecondOwnerThatEndsWithTheTaskDoesNotProtectTheirFile() throws SQLException {
        HostWorld host = new HostWorld(
                Database.H2,
                "CREATE TABLE images (id INT PRIMARY KEY, path VARCHAR(20))",
                "INSERT INTO images VALUES (7, 'shared')",
                "CREATE TABLE tasks (id INT PRIMARY KEY, status VARCHAR(9), image INT, audio VARCHAR(20))",
                "INSERT INTO tasks VALUES (1, 'failed', 7, 'shared')");
        JdbcRecords images = JdbcRecords.table(host.database, "images").id("id").file("path");
        JdbcRecords tasks = sessions(host.database, "tasks").endingWith(images, "image");

        assertThat(staysAfter(host, tasks, JdbcReferences.of(host.database).column("images", "path")))
                .isFalse();
    }

    @Test
    void oneLedgerKeepsTheClaimsOfTwoSchemasApart() throws SQLException {
        HostWorld host = new HostWorld(
                Database.H2,
                TABLE,
                DUE,
                "CREATE SCHEMA tenant",
                TABLE.replace("TABLE s", "TABLE tenant.s"),
                DUE.replace("INTO s", "INTO tenant.s"));
        JdbcRecords one = sessions(host.database, "s").ledger("public.cleanup_claims");
        DataSource inTenant = Database.inSchema(host.database, "TENANT");
        JdbcRecords other = sessions(inTenant, "s").ledger("public.cleanup_claims");

        List<Claim> claims = new Claimer(one).claimAll();

        assertThat(claims).hasSize(1);
        assertThat(new Claimer(other).find()).hasSize(1);
        other.openClaims(claim -> assertThat(claim).as("of another schema").isNull());
        one.openClaims(claim -> assertThat(claim.record().files()).containsExactly(FileKey.of("shared")));
    }

    @Test
    void aDatabaseWithoutANameIsRefusedAsItsRowsCouldBeThoseOfAnother() {
        JdbcDataSource unnamed = new JdbcDataSource();
        unnamed.setURL("jdbc:h2:mem:;INIT=" + TABLE + "\\;" + LIVE);

        assertThatThrownBy(() -> JdbcReferences.of(unnamed).column("s", "audio").read(new Delivered()))
                .isInstanceOf(ReferencesUnavailableException.class)
                .hasMessageContaining("names no database");
    }

    @Test
    void anIdentityHoldsNeitherOptionsNorCredentials() {
        assertThat(DatabasePlace.withoutSecrets("jdbc:postgresql://u:secret@db:5432/app?user=u&password=secret"))
                .isEqualTo("jdbc:postgresql://db:5432/app");
        assertThat(DatabasePlace.withoutSecrets("jdbc:h2:mem:app;USER=sa;PASSWORD=secret"))
                .isEqualTo("jdbc:h2:mem:app");
        assertThat(DatabasePlace.withoutSecrets("jdbc:oracle:thin:u/secret@//db:1521/app"))
                .isEqualTo("jdbc:oracle:thin://db:1521/app");
        assertThat(DatabasePlace.withoutSecrets("jdbc:mysql://(host=db,user=u,password=secret)/app"))
                .isEqualTo("jdbc:mysql://(host=db,,)/app");
    }
}
