package dev.cleanup.jdbc;

import static dev.cleanup.jdbc.Interposed.Script.PASS;
import static dev.cleanup.jdbc.Interposed.Script.failing;
import static dev.cleanup.jdbc.Interposed.Script.losingAnswer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleanup.outcome.Outcome;
import dev.cleanup.outcome.Reason;
import dev.cleanup.policy.Decision;
import dev.cleanup.record.Claim;
import dev.cleanup.record.ClaimRequest;
import dev.cleanup.record.RecordFacts;
import dev.cleanup.record.RecordsUnavailableException;
import dev.cleanup.record.Settlement;
import dev.cleanup.reference.Owner;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of records when the database is in the way. */
class JdbcRecordsTroubleTest {

    private static final SQLException LOST = new SQLException("connection lost", "08006");
    private static final SQLException DEADLOCK = new SQLException("deadlock", "40001");

    private final List<Duration> pauses = new ArrayList<>();

    @ParameterizedTest
    @EnumSource
    void aCommitWhoseAnswerGotLostIsLookedUp(Database database) throws SQLException {
        HostWorld host = host(database);
        Interposed between = new Interposed(host.database).at("commit", losingAnswer(LOST));

        Map<Owner, Object> claimed = claim(records(between.source()), find(records(host.database)));

        assertThat(claimed.values())
                .hasSize(3)
                .allSatisfy(answer -> assertThat(answer).isInstanceOf(Claim.class));
        assertThat(marks(host)).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource
    void aCommitThatDidNotTakePlaceMarksNothing(Database database) throws SQLException {
        HostWorld host = host(database);
        Interposed between = new Interposed(host.database).at("commit", failing(LOST));

        Map<Owner, Object> claimed = claim(records(between.source()), find(records(host.database)));

        assertThat(claimed.values())
                .hasSize(3)
                .allSatisfy(
                        answer -> assertThat(answer)
                                .isInstanceOfSatisfying(
                                        Outcome.Failed.class,
                                        failed -> assertThat(failed.failure().message())
                                                .contains(
                                                        "is not claimed: connection lost. It stays, and so do its files. Check that the")));
        assertThat(marks(host)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aCommitThatNobodyCanLookUpIsUnknown(Database database) throws SQLException {
        HostWorld host = host(database);
        Interposed between = new Interposed(host.database)
                .at("getConnection", PASS)
                .at("getConnection", failing(LOST))
                .at("commit", losingAnswer(LOST));

        Map<Owner, Object> claimed = claim(records(between.source()), find(records(host.database)));

        assertThat(claimed.values())
                .hasSize(3)
                .allSatisfy(answer -> assertThat(answer).isInstanceOf(Outcome.Unknown.class));
        assertThat(marks(host)).as("the next run finds them").hasSize(3);
    }

    @ParameterizedTest
    @EnumSource
    void aSettlementWhoseAnswerGotLostIsLookedUp(Database database) throws SQLException {
        HostWorld host = host(database);
        List<Claim> claims = claimed(host);
        Interposed between = new Interposed(host.database).at("commit", losingAnswer(LOST));

        assertThat(settle(records(between.source()), claims)).containsOnly(new Outcome.Settled());

        assertThat(host.rows("SELECT id FROM things")).isEmpty();
        assertThat(marks(host)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aSettlementThatDidNotTakePlaceKeepsItsMark(Database database) throws SQLException {
        HostWorld host = host(database);
        List<Claim> claims = claimed(host);
        Interposed between = new Interposed(host.database).at("commit", failing(LOST));

        assertThat(settle(records(between.source()), claims))
                .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Outcome.Failed.class));

        assertThat(host.rows("SELECT id FROM things")).hasSize(3);
        assertThat(marks(host)).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource
    void aRunThatLostItsConnectionClaimsNothingMore(Database database) throws SQLException {
        HostWorld host = host(database);
        Interposed between = new Interposed(host.database).at("getConnection", failing(LOST));
        JdbcRecords records = records(between.source());
        List<RecordFacts> found = find(records(host.database));

        claim(records, found.subList(0, 1));
        Map<Owner, Object> later = claim(records, found.subList(1, 3));

        assertThat(later.values()).allSatisfy(answer -> assertThat(answer).isInstanceOf(Outcome.Failed.class));
        assertThat(marks(host)).isEmpty();
        assertThat(new Claimer(records, "run-2", new Settlement.Delete())
                        .claim(found)
                        .values())
                .allSatisfy(answer -> assertThat(answer).isInstanceOf(Claim.class));
    }

    @Test
    void whatOthersWereInTheWayOfIsTriedAgainAfterAWhile() throws SQLException {
        HostWorld host = host(Database.H2);
        Interposed between = new Interposed(host.database)
                .at("setAutoCommit", failing(DEADLOCK))
                .at("setAutoCommit", failing(DEADLOCK));

        Map<Owner, Object> claimed = claim(records(between.source()), find(records(host.database)));

        assertThat(claimed.values()).allSatisfy(answer -> assertThat(answer).isInstanceOf(Claim.class));
        assertThat(pauses).containsExactly(Duration.ofMillis(50), Duration.ofMillis(200));
    }

    @Test
    void anInterruptedWaitEndsTheAttempts() throws SQLException {
        HostWorld host = host(Database.H2);
        Interposed between = new Interposed(host.database).at("setAutoCommit", failing(DEADLOCK));
        JdbcRecords records = records(between.source()).pausing(time -> {
            throw new InterruptedException();
        });

        claim(records, find(records(host.database)).subList(0, 1));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(marks(host)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aRowThatSomebodyElseHoldsDoesNotSpoilItsNeighbours(Database database) throws SQLException {
        HostWorld host = host(database);
        List<RecordFacts> found = find(records(host.database));
        try (Connection other = host.database.getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SELECT id FROM things WHERE id = 2 FOR UPDATE");

            Map<Owner, Object> claimed = claim(records(host.database), found);

            assertThat(claimed.get(host.owner("things", "2")))
                    .isInstanceOfSatisfying(
                            Outcome.Failed.class,
                            failed -> assertThat(failed.failure().message())
                                    .startsWith("things#2 is not claimed: ")
                                    .contains("Somebody else holds the row"));
            assertThat(marks(host)).containsExactlyInAnyOrder("1", "3");
            other.rollback();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aJudgeThatThrowsConcernsItsRecordAlone(Database database) throws SQLException {
        HostWorld host = host(database);
        JdbcRecords records = records(host.database);
        ClaimRequest order = new ClaimRequest("run-1", "task", new Settlement.Delete(), Claimer.NOW, record -> {
            if (record.owner().id().equals("2")) {
                throw new IllegalStateException("no idea");
            }
            return Decision.remove(Reason.Kind.CUSTOM, "any");
        });

        Map<Owner, Object> claimed = new Claimer(records).claim(find(records), order);

        assertThat(claimed.get(host.owner("things", "2"))).isInstanceOf(Outcome.Failed.class);
        assertThat(marks(host)).containsExactlyInAnyOrder("1", "3");
    }

    @ParameterizedTest
    @EnumSource
    void refusesTheConnectionOfATransactionUnderWay(Database database) throws SQLException {
        HostWorld host = host(database);
        try (Connection bound = host.database.getConnection()) {
            bound.setAutoCommit(false);
            JdbcRecords records = records(OneConnection.of(bound));

            assertThatThrownBy(() -> find(records))
                    .isInstanceOf(RecordsUnavailableException.class)
                    .hasMessageContaining("hands out the connection of a transaction that is under way")
                    .hasMessageContaining("Give the records a data source that opens connections of their own");
            try (Statement statement = bound.createStatement()) {
                statement.execute("UPDATE things SET path = 'mine' WHERE id = 1");
            }
            assertThatThrownBy(() -> find(records)).hasMessageContaining("transaction that is under way");
            bound.rollback();
        }
    }

    @ParameterizedTest
    @EnumSource
    void takesConnectionsThatComeWithAutoCommitOff(Database database) throws SQLException {
        HostWorld host = host(database);
        Interposed between = new Interposed(host.database);
        for (int i = 0; i < 20; i++) {
            between.at("getConnection", call -> {
                Connection connection = (Connection) call.proceed();
                connection.setAutoCommit(false);
                return connection;
            });
        }

        assertThat(claim(records(between.source()), find(records(between.source())))
                        .values())
                .allSatisfy(answer -> assertThat(answer).isInstanceOf(Claim.class));
        assertThat(marks(host)).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource
    void refusesALevelThatIsNotTaken(Database database) throws SQLException {
        HostWorld host = host(database);
        DataSource other = FaultyDataSource.answering(
                        host.database, "getTransactionIsolation", Connection.TRANSACTION_REPEATABLE_READ)
                .source();

        assertThatThrownBy(() -> find(records(other)))
                .hasMessageContaining("READ COMMITTED (2) was asked for, 4 was taken, at which");
    }

    @ParameterizedTest
    @EnumSource
    void refusesAutoCommitThatStaysOn(Database database) throws SQLException {
        HostWorld host = host(database);

        assertThatThrownBy(() -> find(records(FaultyDataSource.ignoring(host.database, "setAutoCommit")
                        .source())))
                .hasMessageContaining("auto-commit stayed on, so that each lock would be let go at once");
    }

    @ParameterizedTest
    @EnumSource
    void saysThatTheLedgerIsMissingAndHowToCreateIt(Database database) throws SQLException {
        HostWorld host = host(database);
        host.execute("DROP TABLE cleanup_claims");

        assertThatThrownBy(() -> find(records(host.database)))
                .isInstanceOf(RecordsUnavailableException.class)
                .hasMessageContaining("things: the records cannot be read: ")
                .hasMessageContaining("so none is touched")
                .hasMessageContaining("JdbcClaimLedger.in(dataSource).create()");
    }

    @ParameterizedTest
    @EnumSource
    void aRowThatNamesOtherFilesByNowIsNotSettled(Database database) throws SQLException {
        HostWorld host = host(database);
        List<Claim> claims = claimed(host);
        host.execute("UPDATE things SET path = 'new.bin' WHERE id = 2");

        assertThat(settle(records(host.database), claims))
                .contains(Outcome.kept(Reason.Kind.CHANGED, "it names other files than when it was claimed"));

        assertThat(host.rows("SELECT id FROM things")).containsExactly("2");
        assertThat(marks(host)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aMarkThatAnotherRunTookOffSettlesNothing(Database database) throws SQLException {
        HostWorld host = host(database);
        List<Claim> claims = claimed(host);
        host.execute("DELETE FROM cleanup_claims WHERE owner_id = '2'");

        assertThat(settle(records(host.database), claims))
                .contains(Outcome.kept(Reason.Kind.CHANGED, "its mark is gone: another run has ended its claim"));

        assertThat(host.rows("SELECT id FROM things")).containsExactly("2");
    }

    private static HostWorld host(Database database) throws SQLException {
        return new HostWorld(
                database,
                "CREATE TABLE things (id INT PRIMARY KEY, path VARCHAR(20))",
                "INSERT INTO things VALUES (1, 'a.bin'), (2, 'b.bin'), (3, 'c.bin')");
    }

    private JdbcRecords records(DataSource source) {
        return JdbcRecords.table(source, "things")
                .id("id")
                .file("path")
                .waitingForLocks(Duration.ofSeconds(1))
                .pausing(pauses::add);
    }

    private static List<RecordFacts> find(JdbcRecords records) {
        return new Claimer(records).find();
    }

    private List<Claim> claimed(HostWorld host) {
        return new Claimer(records(host.database)).claimAll();
    }

    private static Map<Owner, Object> claim(JdbcRecords records, List<RecordFacts> batch) {
        return new Claimer(records).claim(batch);
    }

    private static List<Outcome> settle(JdbcRecords records, List<Claim> claims) {
        return new Claimer(records).settle(claims);
    }

    private static List<String> marks(HostWorld host) throws SQLException {
        return host.rows("SELECT owner_id FROM cleanup_claims");
    }
}
