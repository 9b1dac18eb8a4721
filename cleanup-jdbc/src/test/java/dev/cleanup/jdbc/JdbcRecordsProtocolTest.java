package dev.cleanup.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleanup.outcome.Outcome;
import dev.cleanup.outcome.Reason;
import dev.cleanup.record.Claim;
import dev.cleanup.record.RecordFacts;
import dev.cleanup.record.Settlement;
import dev.cleanup.reference.Owner;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The way of a record from its claim to its end state, step by step. */
class JdbcRecordsProtocolTest {

    @ParameterizedTest
    @EnumSource
    void rowsAreLockedBeforeAnythingElseIsRead(Database database) throws SQLException {
        HostWorld host = host(database);
        List<RecordFacts> found = new Claimer(records(host)).find();
        Interposed between = new Interposed(host.database);

        new Claimer(JdbcRecords.table(between.source(), "things").id("id").file("path")).claim(found);

        Stream<String> prepared = between.calls().stream().filter(call -> call.startsWith("prepareStatement"));
        assertThat(prepared)
                .filteredOn(call -> !call.contains("lock_timeout") && !call.contains("pg_catalog"))
                .satisfiesExactly(
                        lock -> assertThat(lock).contains("ORDER BY").contains(" FOR UPDATE"),
                        rows -> assertThat(rows).contains("SELECT cleanup_record."),
                        ledger -> assertThat(ledger).contains("FROM cleanup_claims"),
                        mark -> assertThat(mark).contains("INSERT INTO cleanup_claims"));
        assertThat(between.calls().indexOf("commit")).isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void marksAreReadUnderTheirLocks(Database database) throws SQLException {
        HostWorld host = host(database);
        List<Claim> claims = new Claimer(records(host)).claimAll();
        Interposed between = new Interposed(host.database);
        Claimer confirming = new Claimer(
                JdbcRecords.table(between.source(), "things").id("id").file("path"));

        confirming.confirm(claims);

        assertThat(between.calls())
                .filteredOn(call -> call.contains("SELECT token FROM cleanup_claims"))
                .isNotEmpty()
                .allSatisfy(call -> assertThat(call).contains(" FOR UPDATE"));
    }

    /** Another run has released the claims, and made its own. */
    @ParameterizedTest
    @EnumSource
    void aClaimThatAnotherRunTookOverIsNotConfirmed(Database database) throws SQLException {
        HostWorld host = host(database);
        Claimer ours = new Claimer(records(host));
        List<Claim> claims = ours.claimAll();
        records(host).release(claims, (claim, outcome) -> assertThat(outcome).isEqualTo(new Outcome.Settled()));
        List<Claim> theirs = new Claimer(records(host), "run-2", new Settlement.Delete()).claimAll();

        assertThat(ours.confirm(claims))
                .hasSize(2)
                .allSatisfy((owner, answer) -> assertThat(answer)
                        .isEqualTo(Outcome.kept(
                                Reason.Kind.CHANGED, "its mark is gone: another run has ended its claim")));
        assertThat(ours.unsettled())
                .extracting(Claim::token)
                .containsExactlyInAnyOrderElementsOf(
                        theirs.stream().map(Claim::token).toList());
    }

    @ParameterizedTest
    @EnumSource
    void anEndStateThatTheDatabaseForbidsForOneRecordSpoilsNoOther(Database database) throws SQLException {
        HostWorld host = host(database);
        host.execute("ALTER TABLE things ADD CONSTRAINT known CHECK (id <> 2 OR note <> 'gone')");
        Claimer claimer = new Claimer(records(host).status("note"), "run-1", new Settlement.SetStatus("gone"));

        Map<Owner, Object> answers = claimer.confirm(claimer.claimAll());

        assertThat(Claimer.claims(answers))
                .extracting(claim -> claim.record().owner())
                .containsExactly(host.owner("things", "1"));
        assertThat(answers.get(host.owner("things", "2"))).isInstanceOf(Outcome.Failed.class);
        assertThat(claimer.settle(Claimer.claims(answers))).containsExactly(new Outcome.Settled());
    }

    @ParameterizedTest
    @EnumSource
    void theLedgerKeepsWhatADeadRunNeeds(Database database) throws SQLException {
        HostWorld host = host(database);
        Settlement own = new Settlement.Execute(List.of("DELETE FROM others WHERE note = 'a\nb' AND id = :note"));
        JdbcRecords records = records(host).attributes("note");
        List<Claim> claims = new Claimer(records, "run-1", own).claimAll();
        host.execute("DELETE FROM things WHERE id = 1");

        List<Claim> later = new Claimer(records).unsettled();

        assertThat(later)
                .extracting(Claim::token)
                .containsExactlyInAnyOrderElementsOf(
                        claims.stream().map(Claim::token).toList());
        assertThat(later).extracting(Claim::settlement).containsOnly(own);
        assertThat(later.stream().map(claim -> claim.record().files()).toList())
                .containsExactlyInAnyOrderElementsOf(
                        claims.stream().map(claim -> claim.record().files()).toList());
    }

    @ParameterizedTest
    @EnumSource
    void theHostsStatementsAreExecutedThoughTheRowIsGone(Database database) throws SQLException {
        HostWorld host = host(database);
        host.execute("CREATE TABLE others (id VARCHAR(9))", "INSERT INTO others VALUES ('n1'), ('n2')");
        JdbcRecords records = records(host).attributes("note");
        Settlement own = new Settlement.Execute(List.of("DELETE FROM others WHERE id = :note"));
        new Claimer(records, "run-1", own).claimAll();
        host.execute("DELETE FROM things WHERE id = 1");

        assertThat(new Claimer(records).settle(new Claimer(records).unsettled()))
                .containsOnly(new Outcome.Settled());

        assertThat(host.rows("SELECT id FROM others")).isEmpty();
        assertThat(host.rows("SELECT token FROM cleanup_claims")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsClaimedOrKeptIsFoundByNobody(Database database) throws SQLException {
        HostWorld host = host(database);
        Claimer keeper = new Claimer(records(host), "run-1", new Settlement.Keep());
        keeper.settle(keeper.claimAll().subList(0, 1));

        assertThat(keeper.find()).isEmpty();

        JdbcRecords purge = records(host).named("purge");
        assertThat(new Claimer(purge).find()).extracting(RecordFacts::owner).containsExactly(host.owner("things", "1"));
        assertThat(purge.name()).isEqualTo("purge");
    }

    @ParameterizedTest
    @EnumSource
    void deletingARecordForgetsThatItWasKept(Database database) throws SQLException {
        HostWorld host = host(database);
        Claimer keeper = new Claimer(records(host), "run-1", new Settlement.Keep());
        keeper.settle(keeper.claimAll());
        Claimer purge = new Claimer(records(host).named("purge"));
        purge.settle(purge.claimAll());

        assertThat(host.rows("SELECT id FROM things")).isEmpty();
        assertThat(host.rows("SELECT token FROM cleanup_claims")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aRecordIsConfirmedOnlyWhileItNamesTheFilesThatWereClaimed(Database database) throws SQLException {
        HostWorld host = host(database);
        Claimer claimer = new Claimer(records(host));
        List<Claim> claims = claimer.claimAll();
        host.execute("UPDATE things SET path = 'new.bin' WHERE id = 1", "DELETE FROM things WHERE id = 2");

        assertThat(claimer.confirm(claims))
                .containsEntry(
                        host.owner("things", "1"),
                        Outcome.kept(Reason.Kind.CHANGED, "it names other files than when it was claimed"))
                .containsEntry(host.owner("things", "2"), new Outcome.AlreadyGone());
        assertThat(claimer.unsettled()).as("what is not confirmed is released").isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aMarkThatTheHostHonoursStandsInItsColumn(Database database) throws SQLException {
        HostWorld host = host(database);
        Claimer claimer = new Claimer(records(host).markedIn("mark"), "run-1", new Settlement.Keep());
        List<Claim> claims = claimer.claimAll();
        assertThat(host.rows("SELECT mark FROM things ORDER BY id"))
                .containsExactly(claims.get(0).token(), claims.get(1).token());
        host.execute(
                "UPDATE things SET path = 'nobody looks' WHERE id = 1", "UPDATE things SET mark = NULL WHERE id = 2");

        assertThat(claimer.confirm(claims))
                .containsEntry(host.owner("things", "1"), claims.get(0))
                .containsEntry(
                        host.owner("things", "2"), Outcome.kept(Reason.Kind.CHANGED, "the host took its mark off"));
        host.execute("UPDATE things SET path = 'a.bin' WHERE id = 1");
        claimer.settle(claims.subList(0, 1));

        assertThat(host.rows("SELECT mark FROM things")).containsExactly("null", "null");
    }

    @ParameterizedTest
    @EnumSource
    void aMarkOfSomebodyElseIsNotOverwritten(Database database) throws SQLException {
        HostWorld host = host(database);
        host.execute("UPDATE things SET mark = 'mine' WHERE id = 1");
        Claimer claimer = new Claimer(records(host).markedIn("mark"));

        assertThat(claimer.claim(claimer.find()))
                .containsEntry(
                        host.owner("things", "1"),
                        Outcome.kept(Reason.Kind.IN_USE, "marked with mine, which the ledger does not know"));

        assertThat(host.rows("SELECT mark FROM things WHERE id = 1")).containsExactly("mine");
    }

    @ParameterizedTest
    @EnumSource(names = "H2", mode = EnumSource.Mode.EXCLUDE)
    void aForeignKeyThatLooksAtTheMarkKeepsARecord(Database database) throws SQLException {
        HostWorld host = new HostWorld(
                database,
                "CREATE TABLE images (id INT PRIMARY KEY, path VARCHAR(20), removing VARCHAR(36))",
                "CREATE TABLE uses (image_id INT)",
                "ALTER TABLE images ADD live BOOLEAN GENERATED ALWAYS AS (removing IS NULL) STORED, ADD UNIQUE (id, live)",
                "ALTER TABLE uses ADD image_live BOOLEAN DEFAULT TRUE CHECK (image_live),"
                        + " ADD FOREIGN KEY (image_id, image_live) REFERENCES images (id, live)",
                "INSERT INTO images (id, path) VALUES (1, 'a'), (2, 'b')",
                "INSERT INTO uses (image_id) VALUES (1)");
        Claimer claimer = new Claimer(
                JdbcRecords.table(host.database, "images").id("id").file("path").markedIn("removing"));

        Map<Owner, Object> answers = claimer.claim(claimer.find());

        assertThat(answers.get(host.owner("images", "1")))
                .isInstanceOfSatisfying(
                        Outcome.Kept.class,
                        kept -> assertThat(kept.reason().text())
                                .startsWith("a foreign key keeps images#1 from being marked: "));
        assertThat(Claimer.claims(answers)).hasSize(1);
        assertThatThrownBy(() -> host.execute("INSERT INTO uses (image_id) VALUES (2)"))
                .as("a marked row takes no reference")
                .hasMessageContaining("oreign key");
    }

    @ParameterizedTest
    @EnumSource
    void releasingTakesTheMarkOutOfTheColumn(Database database) throws SQLException {
        HostWorld host = host(database);
        JdbcRecords records = records(host).markedIn("mark");
        List<Claim> claims = new Claimer(records).claimAll();

        records.release(claims, (claim, outcome) -> assertThat(outcome).isEqualTo(new Outcome.Settled()));

        assertThat(host.rows("SELECT mark FROM things")).containsExactly("null", "null");
        assertThat(new Claimer(records).find()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void anEndStateThatTheDatabaseForbidsIsMetBeforeTheFilesGo(Database database) throws SQLException {
        HostWorld host = host(database);
        host.execute("ALTER TABLE things ADD CONSTRAINT known CHECK (note <> 'gone')");
        JdbcRecords records = records(host).status("note");
        Claimer claimer = new Claimer(records, "run-1", new Settlement.SetStatus("gone"));

        assertThat(claimer.confirm(claimer.claimAll()).values())
                .hasSize(2)
                .allSatisfy(answer -> assertThat(answer).isInstanceOf(Outcome.Failed.class));

        assertThat(host.rows("SELECT note FROM things ORDER BY id")).containsExactly("n1", "n2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE", "UPDATE"})
    void aChangeThatTheDatabaseSwallowsIsMetBeforeTheFilesGo(String change) throws SQLException {
        HostWorld host = host(Database.POSTGRESQL);
        host.execute("CREATE RULE swallowing AS ON " + change + " TO things WHERE old.id = 2 DO INSTEAD NOTHING");
        Settlement end = change.equals("DELETE") ? new Settlement.Delete() : new Settlement.ClearFiles();
        Claimer claimer = new Claimer(records(host), "run-1", end);

        Map<Owner, Object> answers = claimer.confirm(claimer.claimAll());

        assertThat(Claimer.claims(answers))
                .extracting(claim -> claim.record().owner())
                .containsExactly(host.owner("things", "1"));
        assertThat(answers.get(host.owner("things", "2")).toString())
                .contains("things#2 is not confirmed: things#2 was changed without an error")
                .contains("Settle such records with statements of your own");
    }

    @ParameterizedTest
    @EnumSource
    void whatEndsWithAMarkedRecordIsJudgedOnceMore(Database database) throws SQLException {
        HostWorld host = host(database);
        host.execute("CREATE TABLE parts (id VARCHAR(9) PRIMARY KEY, busy INT)", "INSERT INTO parts VALUES ('n1', 0)");
        JdbcRecords parts = JdbcRecords.table(host.database, "parts")
                .id("id")
                .inUseQuery("SELECT 1 FROM parts p WHERE p.id = :id AND p.busy = 1");
        Claimer claimer = new Claimer(records(host).markedIn("mark").endingWith(parts, "note"));
        List<Claim> claims = claimer.claimAll();
        host.execute("UPDATE parts SET busy = 1");

        assertThat(Claimer.claims(claimer.confirm(claims)))
                .extracting(claim -> claim.record().owner())
                .containsExactly(host.owner("things", "2"));

        assertThat(host.rows("SELECT mark FROM things WHERE id = 1")).containsExactly("null");
    }

    @ParameterizedTest
    @EnumSource
    void aRowThatItsQueryDoesNotFindAnyMoreIsNotSettled(Database database) throws SQLException {
        HostWorld host = host(database);
        JdbcRecords records = JdbcRecords.query(
                        host.database, "things", "SELECT id, path FROM things WHERE note = 'n1'")
                .id("id")
                .file("path");
        Claimer claimer = new Claimer(records);
        List<Claim> claims = claimer.claimAll();
        host.execute("UPDATE things SET note = 'other'");

        assertThat(claimer.settle(claims))
                .containsExactly(Outcome.kept(Reason.Kind.CHANGED, "its query does not find it any more"));

        assertThat(host.rows("SELECT id FROM things")).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void clearingLeavesTheRowAndEmptiesItsFileColumns(Database database) throws SQLException {
        HostWorld host = host(database);
        Claimer claimer = new Claimer(records(host).file("note"), "run-1", new Settlement.ClearFiles());
        List<Claim> first = Claimer.claims(claimer.claim(claimer.find().subList(0, 1)));

        assertThat(claimer.settle(Claimer.claims(claimer.confirm(first)))).containsExactly(new Outcome.Settled());

        assertThat(host.rows("SELECT id, path, note FROM things ORDER BY id"))
                .containsExactly("1 null null", "2 b.bin n2");
    }

    @ParameterizedTest
    @EnumSource
    void aRehearsedEndStateLeavesNoTrace(Database database) throws SQLException {
        HostWorld host = host(database);
        Claimer claimer = new Claimer(records(host));

        assertThat(Claimer.claims(claimer.confirm(claimer.claimAll()))).hasSize(2);

        assertThat(host.rows("SELECT id FROM things")).hasSize(2);
        assertThat(claimer.unsettled()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void aLedgerOfAnotherNameServesAsWell(Database database) throws SQLException {
        HostWorld host = host(database);
        JdbcClaimLedger ledger = JdbcClaimLedger.in(host.database).named("marks");
        ledger.create();
        ledger.create();

        assertThat(new Claimer(records(host).ledger("marks")).claimAll()).hasSize(2);

        assertThat(host.rows("SELECT owner_id FROM marks")).hasSize(2);
        assertThat(ledger.ddl()).contains("CREATE TABLE IF NOT EXISTS marks (").doesNotContain("cleanup_claims");
        assertThatThrownBy(() -> ledger.named("others")).hasMessageContaining("conflicts with marks");
    }

    private static HostWorld host(Database database) throws SQLException {
        return new HostWorld(
                database,
                "CREATE TABLE things (id INT PRIMARY KEY, path VARCHAR(20), note VARCHAR(9), mark VARCHAR(36))",
                "INSERT INTO things VALUES (1, 'a.bin', 'n1', NULL), (2, 'b.bin', 'n2', NULL)");
    }

    private static JdbcRecords records(HostWorld host) {
        return JdbcRecords.table(host.database, "things").id("id").file("path").waitingForLocks(Duration.ofSeconds(1));
    }
}
