package dev.cleanup.jdbc.internal.claim;

import static dev.cleanup.CleanupTask.records;
import static dev.cleanup.policy.Policies.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.RecordTask;
import dev.cleanup.jdbc.Database;
import dev.cleanup.jdbc.HostWorld;
import dev.cleanup.jdbc.JdbcRecords;
import dev.cleanup.report.CleanupReport;
import java.sql.SQLException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Databases that take a change for themselves and give no error. A file whose record would not be settled stays. */
class EndStateReaderTest {

    private static final UnaryOperator<RecordTask> STATUS = task -> task.settingStatus("gone");
    private static final UnaryOperator<RecordTask> CLEARED = RecordTask::clearingFileColumns;
    private static final UnaryOperator<RecordTask> DELETED = RecordTask::deletingRecords;

    @Test
    void aTriggerThatSetsTheStatusBack() throws SQLException {
        HostWorld host = host(Database.POSTGRESQL);
        trigger(host, "NEW.status = OLD.status; RETURN NEW;", "BEFORE UPDATE");

        assertKept(host, STATUS, "status is 'failed' instead of 'gone'");
    }

    @Test
    void aTriggerThatSetsTheStatusBackOnMariaDb() throws SQLException {
        HostWorld host = host(Database.MARIADB);
        host.execute("CREATE TRIGGER back BEFORE UPDATE ON sessions FOR EACH ROW SET NEW.status = OLD.status");

        assertKept(host, STATUS, "status is 'failed' instead of 'gone'");
    }

    @Test
    void aTriggerThatGivesTheStatusAnotherName() throws SQLException {
        HostWorld host = host(Database.MARIADB);
        host.execute("CREATE TRIGGER other BEFORE UPDATE ON sessions FOR EACH ROW SET NEW.status = UPPER(NEW.status)");

        assertKept(host, STATUS, "status is 'GONE' instead of 'gone'");
    }

    @Test
    void aTriggerThatFillsTheClearedColumnAgain() throws SQLException {
        HostWorld host = host(Database.MARIADB);
        host.execute("CREATE TRIGGER again BEFORE UPDATE ON sessions FOR EACH ROW SET NEW.cover = OLD.cover");

        assertKept(host, CLEARED, "cover is 'b' instead of NULL");
    }

    @Test
    void aTriggerThatKeepsTheRow() throws SQLException {
        HostWorld host = host(Database.POSTGRESQL);
        trigger(host, "RETURN NULL;", "BEFORE DELETE");

        assertKept(host, DELETED, "it is still there");
    }

    @Test
    void aTriggerThatInsertsTheRowAgain() throws SQLException {
        HostWorld host = host(Database.POSTGRESQL);
        trigger(host, "INSERT INTO sessions SELECT OLD.*; RETURN OLD;", "AFTER DELETE");

        assertKept(host, DELETED, "it is still there");
    }

    @Test
    void aTriggerThatDeletesTheRowInstead() throws SQLException {
        HostWorld host = host(Database.POSTGRESQL);
        trigger(host, "DELETE FROM sessions WHERE id = OLD.id; RETURN NULL;", "AFTER UPDATE");

        assertKept(host, STATUS, "it is gone");
    }

    @Test
    void aRuleThatDropsTheChange() throws SQLException {
        HostWorld host = host(Database.POSTGRESQL);
        host.execute("CREATE RULE none AS ON UPDATE TO sessions DO INSTEAD NOTHING");

        assertKept(host, STATUS, "status is 'failed' instead of 'gone'");
    }

    @Test
    void aRuleThatChangesSomethingElse() throws SQLException {
        HostWorld host = host(Database.POSTGRESQL);
        host.execute(
                "CREATE TABLE audit (id INT)",
                "INSERT INTO audit VALUES (1)",
                "CREATE RULE other AS ON DELETE TO sessions DO INSTEAD UPDATE audit SET id = OLD.id");

        assertKept(host, DELETED, "it is still there");
    }

    @Test
    void aViewThatDoesSomethingElseInstead() throws SQLException {
        HostWorld host = host(Database.POSTGRESQL);
        host.execute("ALTER TABLE sessions RENAME TO base", "CREATE VIEW sessions AS SELECT * FROM base");
        trigger(host, "RETURN NEW;", "INSTEAD OF UPDATE");

        assertKept(host, STATUS, "status is 'failed' instead of 'gone'");
    }

    @ParameterizedTest
    @EnumSource
    void aDatabaseThatDoesWhatItIsToldSettles(Database database) throws SQLException {
        for (UnaryOperator<RecordTask> settled : List.of(STATUS, CLEARED, DELETED)) {
            HostWorld host = host(database);

            host.assertThatRunning(task(host, settled)).deleted("a", "b").settled("sessions#1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStatusThatReadsOtherwiseThanItWasWrittenIsSettled(Database database) throws SQLException {
        HostWorld host = host(database);
        host.execute(
                "ALTER TABLE sessions ADD state INT",
                "UPDATE sessions SET state = 1",
                "ALTER TABLE sessions ADD padded CHAR(9)",
                "UPDATE sessions SET padded = 'x'");

        host.assertThatRunning(
                        records("one", source(host, "state")).where(status("1")).settingStatus("02"))
                .settled("sessions#1");
        host.assertThatRunning(records("two", source(host, "padded"))
                        .where(status("x"))
                        .settingStatus("y"))
                .settled("sessions#1");
    }

    private static void assertKept(HostWorld host, UnaryOperator<RecordTask> settled, String why) throws SQLException {
        List<String> before = host.rows("SELECT * FROM sessions");

        CleanupReport report = host.run(task(host, settled));

        assertThat(host.storage.keys()).as(report.toText()).containsExactlyInAnyOrder("a", "b");
        assertThat(host.rows("SELECT * FROM sessions")).isEqualTo(before);
        assertThat(report.toText()).contains("sessions#1 was changed without an error, and " + why);
        assertThat(report.task("sessions").records().settled()).isZero();
    }

    private static RecordTask task(HostWorld host, UnaryOperator<RecordTask> settled) {
        return settled.apply(records("sessions", source(host, "status"))
                .where(status("failed"))
                .removingFiles());
    }

    private static JdbcRecords source(HostWorld host, String status) {
        return JdbcRecords.table(host.database, "sessions")
                .id("id")
                .status(status)
                .file("audio")
                .file("cover");
    }

    private static HostWorld host(Database database) throws SQLException {
        return new HostWorld(
                        database,
                        "CREATE TABLE sessions (id INT PRIMARY KEY, status VARCHAR(9), audio VARCHAR(9), cover VARCHAR(9))",
                        "INSERT INTO sessions VALUES (1, 'failed', 'a', 'b')")
                .storing("a", "b");
    }

    private static void trigger(HostWorld host, String body, String event) {
        host.execute(
                "CREATE FUNCTION act() RETURNS TRIGGER LANGUAGE plpgsql AS 'BEGIN " + body + " END'",
                "CREATE TRIGGER act " + event + " ON sessions FOR EACH ROW EXECUTE FUNCTION act()");
    }
}
