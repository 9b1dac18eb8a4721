package dev.cleanup.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.jdbc.DatabaseFault.Kind;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.testkit.fake.InMemoryStorage;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whole runs in which one call of the database fails, or after which the database or the whole process is gone. Whatever
 * it is, no record that is neither settled nor marked has lost a file, the report is true, and the next run finishes.
 */
class RecordFaultsTest {

    private static final Predicate<Tapped.Call> DECISIVE = call -> call.executes()
            || call.commits()
            || call.name().equals("rollback")
            || call.name().equals("getConnection")
            || (call.name().equals("close") && call.target() instanceof Connection);

    @ParameterizedTest
    @EnumSource
    void everyStatementCommitAndConnectionFailsOnce(Kind kind) throws SQLException {
        assertThat(everyCallFails(Database.H2, Ending.DELETED, kind, DECISIVE)).isGreaterThan(5);
    }

    @ParameterizedTest
    @EnumSource
    void everyChangeFailsOnceWhateverBecomesOfTheRecords(Ending ending) throws SQLException {
        for (Kind kind : List.of(Kind.FAILS_AFTERWARDS, Kind.LOST_AFTERWARDS, Kind.DEAD_AFTERWARDS)) {
            assertThat(everyCallFails(Database.H2, ending, kind, Tapped.Call::changes))
                    .isGreaterThan(5);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "POSTGRESQL")
    void everyChangeFailsOnceOnARealServer(Database database) throws SQLException {
        for (Kind kind : List.of(Kind.FAILS, Kind.FAILS_AFTERWARDS, Kind.LOST, Kind.DEAD_AFTERWARDS)) {
            assertThat(everyCallFails(database, Ending.DELETED, kind, Tapped.Call::changes))
                    .isGreaterThan(5);
        }
    }

    /** Of a row that stays, and goes on naming a file that it shares, the other row's run has to leave that file. */
    @Tag("thorough")
    @ParameterizedTest
    @EnumSource(names = "DELETED")
    void everyCallWhatsoeverFailsOnce(Ending ending) throws SQLException {
        assertThat(everyCallFails(Database.H2, ending, Kind.FAILS, call -> true))
                .isGreaterThan(1_000);
        assertThat(everyCallFails(Database.H2, ending, Kind.DEAD, call -> true)).isGreaterThan(1_000);
    }

    /** How many calls there were to fail. */
    private static int everyCallFails(Database database, Ending ending, Kind kind, Predicate<Tapped.Call> counts)
            throws SQLException {
        DataSource real = database.fresh();
        try (Pool pool = new Pool(real)) {
            Sessions sessions = new Sessions(pool.source(), ending);
            sessions.create();
            int n = 1;
            while (failsAndRecovers(real, sessions, DatabaseFault.at(n, kind, counts))) {
                n++;
            }
            return n;
        }
    }

    private static boolean failsAndRecovers(DataSource real, Sessions sessions, DatabaseFault fault) {
        sessions.reset();
        InMemoryStorage storage = storage();
        CleanupReport report =
                sessions.clean(fault.on(real), new SharedStorage(storage, " until the fault", fault::goOn));

        assertThat(sessions.lost(storage::contains)).as("%s", fault).isEmpty();
        assertTrue(report, sessions, storage, fault);

        CleanupReport recovery = sessions.clean(storage);

        assertThat(recovery.isSuccess()).as("%s %s", fault, recovery.toText()).isTrue();
        assertThat(sessions.lost(storage::contains)).as("%s", fault).isEmpty();
        assertThat(sessions.undone(storage::contains)).as("%s", fault).isEmpty();
        return fault.hasHappened();
    }

    /** Of files, what happened counts; of records, what is confirmed, which is all of it where the database came back. */
    private static void assertTrue(
            CleanupReport report, Sessions sessions, InMemoryStorage storage, DatabaseFault fault) {
        assertThat(report.files().deleted())
                .as("%s %s", fault, report.toText())
                .isEqualTo(Sessions.FILES.size() - storage.keys().size());
        assertThat(report.records().settled())
                .as("%s %s", fault, report.toText())
                .isLessThanOrEqualTo(sessions.settled())
                .isGreaterThanOrEqualTo(fault.hasCut() ? 0 : sessions.settled());
        assertThat(fault.open()).as("%s: connections left open", fault).isZero();
    }

    private static InMemoryStorage storage() {
        InMemoryStorage storage = InMemoryStorage.named(Database.newName());
        Sessions.FILES.forEach(file -> storage.put(file, 1, Instant.parse("2025-01-01T00:00:00Z")));
        return storage;
    }
}
