package dev.cleanup.jdbc.internal.sql;

import static dev.cleanup.CleanupTask.records;
import static dev.cleanup.policy.Policies.attribute;
import static dev.cleanup.policy.Policies.not;
import static dev.cleanup.policy.Policies.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleanup.RecordTask;
import dev.cleanup.fact.Fact;
import dev.cleanup.fact.FactValue;
import dev.cleanup.jdbc.Claimer;
import dev.cleanup.jdbc.Database;
import dev.cleanup.jdbc.Delivered;
import dev.cleanup.jdbc.Found;
import dev.cleanup.jdbc.HostWorld;
import dev.cleanup.jdbc.JdbcRecords;
import dev.cleanup.jdbc.JdbcReferences;
import dev.cleanup.jdbc.OneConnection;
import dev.cleanup.policy.ItemPolicy;
import dev.cleanup.record.RecordFacts;
import dev.cleanup.record.RecordsUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Values that read otherwise than they were written: a type pads them, or a driver takes numbers for truth values. */
class CellTextTest {

    @ParameterizedTest
    @EnumSource
    void aPaddedStatusEqualsWhatWasWritten(Database database) throws SQLException {
        HostWorld host =
                sessions(database, "CHAR(10)", "'failed'", "'ok'", "'ok'").storing("1", "2", "3");

        host.assertThatRunning(deleting(sessions(host), not(status("ok"))))
                .deleted("1")
                .settled("sessions#1");

        assertThat(host.storage.keys()).containsExactlyInAnyOrder("2", "3");
    }

    @ParameterizedTest
    @EnumSource
    void aPaddedNameOfAFileProtectsAndTakesAlongThatFile(Database database) throws SQLException {
        HostWorld host = new HostWorld(
                        database,
                        "CREATE TABLE sessions (id INT PRIMARY KEY, status VARCHAR(10), file CHAR(10))",
                        "INSERT INTO sessions VALUES (1, 'failed', 'a'), (2, 'ok', 'b')")
                .storing("a", "b");

        assertThat(Delivered.by(JdbcReferences.of(host.database).column("sessions", "file")))
                .containsExactlyInAnyOrder("reference a of sessions#1", "reference b of sessions#2");
        host.assertThatRunning(deleting(sessions(host), status("failed"))).deleted("a");
    }

    @ParameterizedTest
    @EnumSource
    void aPaddedMarkIsTheMark(Database database) throws SQLException {
        HostWorld host = sessions(database, "CHAR(10)", "'failed'").storing("1");
        host.execute("ALTER TABLE sessions ADD removing CHAR(60)");

        host.assertThatRunning(deleting(sessions(host).markedIn("removing"), status("failed")))
                .settled("sessions#1");
    }

    @ParameterizedTest
    @EnumSource
    void aPaddedKeyIsTheKeyOfItsReference(Database database) throws SQLException {
        HostWorld host = new HostWorld(
                        database,
                        "CREATE TABLE sessions (id CHAR(8) PRIMARY KEY, status CHAR(9), file VARCHAR(9))",
                        "INSERT INTO sessions VALUES ('x', 'failed', 'a')")
                .storing("a");

        assertThat(Delivered.by(JdbcReferences.of(host.database).column("sessions", "file")))
                .containsExactly("reference a of sessions#x");
        host.assertThatRunning(deleting(sessions(host), status("failed"))).settled("sessions#x");
        assertThat(host.rows("SELECT id FROM sessions")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void aTruthValueThatIsComparedWithANumberIsAnError(Database database) throws SQLException {
        HostWorld host = sessions(database, "BOOLEAN", "FALSE", "TRUE").storing("1", "2");

        assertNever(host, not(status("1")), "with '1', which it never is: its values read true and false");
        host.assertThatRunning(deleting(sessions(host), not(status("true")))).deleted("1");
    }

    @Test
    void aTinyintIsANumber() throws SQLException {
        HostWorld host = sessions(Database.MARIADB, "TINYINT(1)", "0", "1", "7").storing("1", "2", "3");

        assertThat(new Claimer(sessions(host)).find())
                .extracting(record -> record.read(Fact.STATUS))
                .containsExactly(FactValue.known("0"), FactValue.known("1"), FactValue.known("7"));
        assertNever(host, not(status("true")), "with 'true', which it never is: its values are numbers");
        host.assertThatRunning(deleting(sessions(host), not(status("1")))).deleted("1", "3");
    }

    @Test
    void aTinyintKeyNamesItsRow() throws SQLException {
        HostWorld host = new HostWorld(
                Database.MARIADB,
                "CREATE TABLE sessions (id TINYINT(1) PRIMARY KEY, status VARCHAR(9), file VARCHAR(9))",
                "INSERT INTO sessions VALUES (5, 'failed', NULL), (1, 'ok', NULL)");

        host.assertThatRunning(deleting(sessions(host), status("failed"))).settled("sessions#5");

        assertThat(host.rows("SELECT id FROM sessions")).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void aTextThatDoesNotFitIntoItsColumnIsAnError(Database database) throws SQLException {
        HostWorld host = sessions(database, "VARCHAR(6)", "'failed'", "'ok'");

        assertNever(host, not(status("complete")), "its values have at most 6 characters");
        assertNever(host, status("ok").or(not(status("complete"))), "its values have at most 6 characters");
    }

    @ParameterizedTest
    @EnumSource
    void aBlankThatAPaddedColumnNeverShowsIsAnError(Database database) throws SQLException {
        HostWorld host = sessions(database, "CHAR(6)", "'failed'", "'ok'");

        assertNever(host, not(status("ok ")), "without the blanks that its type adds");
    }

    @ParameterizedTest
    @EnumSource
    void aNumberThatIsComparedWithAWordIsAnError(Database database) throws SQLException {
        HostWorld host = sessions(database, "INT", "1", "2");

        assertNever(host, not(status("ok")), "its values are numbers");
        assertThat(find(host, status("1"))).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void aWordThatAnEnumerationDoesNotHaveIsAnError(Database database) throws SQLException {
        HostWorld host = new HostWorld(database);
        String type = "ENUM ('failed', 'it''s ok')";
        if (database == Database.POSTGRESQL) {
            host.execute("CREATE TYPE state AS " + type);
            type = "state";
        }
        host.execute(
                "CREATE TABLE sessions (id INT PRIMARY KEY, status " + type + ", file VARCHAR(9))",
                "INSERT INTO sessions VALUES (1, 'failed', NULL), (2, 'it''s ok', NULL)");

        assertNever(host, not(status("ok")), "with 'ok', which it never is: its values are failed, it's ok");
        assertThat(find(host, not(status("it's ok")))).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void aNameThatIsHeldAsBytesProtectsAndTakesAlongItsFile(Database database) throws SQLException {
        HostWorld host = bytes(database, "612e706e67", "622e706e67").storing("a.png", "b.png");

        assertThat(Delivered.by(JdbcReferences.of(host.database).column("sessions", "file")))
                .containsExactlyInAnyOrder("reference a.png of sessions#1", "reference b.png of sessions#2");
        host.assertThatRunning(deleting(sessions(host), status("1"))).deleted("a.png");
        assertThat(host.storage.keys()).containsExactly("b.png");
    }

    @ParameterizedTest
    @EnumSource
    void bytesThatAreNoTextAreUnmappableAndKeepTheirRow(Database database) throws SQLException {
        HostWorld host = bytes(database, "e42e706e67");

        assertThat(Delivered.by(JdbcReferences.of(host.database).column("sessions", "file")))
                .containsExactly("unmappable a value that is no text of sessions#1");
        assertThat(Found.in(sessions(host), status("1"), Claimer.NOW).failures)
                .singleElement()
                .satisfies(failure -> assertThat(failure.message()).contains("e42e706e67 are no text in UTF-8"));
    }

    @ParameterizedTest
    @EnumSource
    void aNumberInAnotherFormThanItsColumnShowsIsAnError(Database database) throws SQLException {
        HostWorld whole = sessions(database, "SMALLINT", "1", "2");
        HostWorld decimal = sessions(database, "DECIMAL(5, 2)", "1", "2");

        for (String never : List.of("01", "1.0", "70000")) {
            assertNever(whole, not(status(never)), "its values are whole numbers of 16 bits, without leading zeros");
        }
        assertNever(decimal, not(status("1")), "its values have 2 digits behind the point");
        assertThat(find(whole, not(status("1")))).hasSize(1);
        assertThat(find(decimal, not(status("1.00")))).hasSize(1);
    }

    @Test
    void aNumberOfAnyScaleIsComparedAsItReads() throws SQLException {
        HostWorld host = sessions(Database.POSTGRESQL, "NUMERIC", "1", "2.50");

        assertThat(find(host, not(status("2.50")))).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void digitsOfBytesInAnotherFormAreAnError(Database database) throws SQLException {
        String type = database == Database.POSTGRESQL ? "BYTEA" : "VARBINARY(9)";
        HostWorld host = sessions(database, type, literal(database, "af"));

        assertNever(host, not(status("AF")), "which read as small hexadecimal digits");
        assertThat(find(host, status("af"))).hasSize(1);
    }

    @Test
    void aSetOfWordsIsNotTakenForOneOfThem() throws SQLException {
        HostWorld host = sessions(Database.MARIADB, "SET ('a', 'b')", "'a,b'", "'a'");

        assertThat(find(host, not(status("a,b")))).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void aColumnOfAQueryIsNotTakenForOneOfTheTable(Database database) throws SQLException {
        HostWorld host = sessions(database, "CHAR(6)", "'failed'");
        if (database == Database.MARIADB) {
            host.execute("ALTER TABLE sessions MODIFY status ENUM ('x', 'failed')");
        }
        JdbcRecords query = JdbcRecords.query(host.database, "sessions", "SELECT id, 'other' AS status FROM sessions")
                .id("id")
                .status("status");

        assertThat(Found.in(query, status("other"), Claimer.NOW).records).hasSize(1);
    }

    @Test
    void anAttributeIsCheckedAsWell() throws SQLException {
        HostWorld host = sessions(Database.H2, "CHAR(6)", "'failed'");
        JdbcRecords records =
                JdbcRecords.table(host.database, "sessions").id("id").attributes("status");

        assertThatThrownBy(() -> Found.in(records, not(attribute("status", "a long word")), Claimer.NOW))
                .hasMessageContaining("with 'a long word', which it never is");
    }

    @Test
    void aSessionThatPadsToTheFullLengthChangesNothing() throws SQLException {
        HostWorld host = sessions(Database.MARIADB, "CHAR(10)", "'failed'", "'ok'");
        try (Connection connection = host.database.getConnection()) {
            DataSource session = OneConnection.of(connection);
            Database.execute(session, "SET SESSION sql_mode = 'PAD_CHAR_TO_FULL_LENGTH'");

            assertThat(Found.in(of(session), not(status("ok")), Claimer.NOW).records)
                    .extracting(RecordFacts::owner)
                    .hasToString("[sessions#1, sessions#2]");
            assertThat(new Claimer(of(session)).find())
                    .extracting(record -> record.read(Fact.STATUS))
                    .containsExactly(FactValue.known("failed"), FactValue.known("ok"));
        }
    }

    private static void assertNever(HostWorld host, ItemPolicy policy, String why) {
        assertThatThrownBy(() -> find(host, policy))
                .isInstanceOf(RecordsUnavailableException.class)
                .hasMessageContaining("the policy compares ")
                .hasMessageContaining(why);
        assertThat(host.run(deleting(sessions(host), policy)).isSuccess()).isFalse();
    }

    private static List<RecordFacts> find(HostWorld host, ItemPolicy policy) {
        return Found.in(sessions(host), policy, Claimer.NOW).records.stream()
                .filter(record -> policy.judge(record, Claimer.NOW).removes())
                .toList();
    }

    private static HostWorld sessions(Database database, String type, String... statuses) throws SQLException {
        HostWorld host = new HostWorld(
                database, "CREATE TABLE sessions (id INT PRIMARY KEY, status " + type + ", file VARCHAR(9))");
        for (int i = 1; i <= statuses.length; i++) {
            host.execute("INSERT INTO sessions VALUES (" + i + ", " + statuses[i - 1] + ", '" + i + "')");
        }
        return host;
    }

    private static HostWorld bytes(Database database, String... files) throws SQLException {
        String type = database == Database.POSTGRESQL ? "BYTEA" : "VARBINARY(20)";
        HostWorld host =
                new HostWorld(database, "CREATE TABLE sessions (id INT PRIMARY KEY, status INT, file " + type + ")");
        for (int i = 1; i <= files.length; i++) {
            host.execute("INSERT INTO sessions VALUES (" + i + ", " + i + ", " + literal(database, files[i - 1]) + ")");
        }
        return host;
    }

    private static String literal(Database database, String hex) {
        return database == Database.POSTGRESQL ? "'\\x" + hex + "'::bytea" : "X'" + hex + "'";
    }

    private static JdbcRecords sessions(HostWorld host) {
        return of(host.database);
    }

    private static JdbcRecords of(DataSource source) {
        return JdbcRecords.table(source, "sessions").id("id").status("status").file("file");
    }

    private static RecordTask deleting(JdbcRecords records, ItemPolicy policy) {
        return records("sessions", records).where(policy).removingFiles().deletingRecords();
    }
}
