package dev.cleanup.testkit.contract;

import static dev.cleanup.policy.Policies.status;
import static dev.cleanup.testkit.TestFacts.aRecord;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleanup.fact.Fact;
import dev.cleanup.fact.FactValue;
import dev.cleanup.outcome.Failure;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.policy.ItemPolicy;
import dev.cleanup.record.Claim;
import dev.cleanup.record.ClaimRequest;
import dev.cleanup.record.RecordFacts;
import dev.cleanup.record.RecordSink;
import dev.cleanup.record.RecordsUnavailableException;
import dev.cleanup.record.Settlement;
import dev.cleanup.record.SettlementRequest;
import dev.cleanup.reference.Owner;
import dev.cleanup.reference.ReferencesUnavailableException;
import dev.cleanup.storage.FileKey;
import dev.cleanup.testkit.TestRecord;
import dev.cleanup.testkit.fake.InMemoryRecords;
import dev.cleanup.testkit.fake.RecordCall;
import dev.cleanup.testkit.fake.RecordCall.Operation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class InMemoryRecordsTest {

    private static final Instant NOW = Instant.parse("2026-01-09T00:00:00Z");
    private static final ItemPolicy DUE = status("failed");

    private final InMemoryRecords records = InMemoryRecords.named("sessions");

    @Test
    void providesWhatIsDeclaredAndWhatItsRecordsHave() {
        records.providing(Fact.IN_USE_BY).add(failed("1"), aRecord().id("2"));

        assertThat(records.provides()).containsOnly(Fact.FILES, Fact.IN_USE_BY, Fact.STATUS);
        RecordFacts second = found(status("failed"), 1);
        assertThat(second.read(Fact.IN_USE_BY)).isEqualTo(FactValue.absent());
    }

    @Test
    void supportsAllButTheHostsOwnStatements() {
        assertThat(records.supports(new Settlement.Delete())).isTrue();
        assertThat(records.supports(new Settlement.Execute(List.of("DELETE")))).isFalse();
    }

    @Test
    void refusesWhatTheHostCouldNotHaveDone() {
        records.add(failed("1"));

        assertThatThrownBy(() -> records.add(failed("1"))).hasMessageStartingWith("id (1) is taken");
        assertThatThrownBy(() -> records.delete("2")).hasMessage("id (2) is no record of sessions: it has [1]");
    }

    @Test
    void refusesToClaimWhatWasNeverFound() {
        records.add(failed("1"));
        RecordFacts found = find().get(0);
        records.crash();

        assertThatThrownBy(() -> claim(new Settlement.Delete(), found))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("record (sessions#1) was never found in this run");
        assertThat(records.claimed()).isEmpty();
    }

    @Test
    void refusesToClaimForWhatItDoesNotSupport() {
        records.add(failed("1"));

        assertThatThrownBy(() -> claim(new Settlement.Execute(List.of("DELETE")), find().get(0)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("is not supported");
    }

    @Test
    void refusesToSettleTwice() {
        Claim claim = claimed("1");
        settle(claim, new Outcome.Deleted());

        assertThatThrownBy(() -> settle(claim, new Outcome.Deleted()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("of sessions#1 is not open");
        assertThatThrownBy(() -> BatchOutcomes.of(List.of(claim), records::release))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void refusesToSettleWhileAFileIsThere() {
        Claim claim = claimed("1");
        Failure fault = new Failure("IOException", "disk");

        assertThatThrownBy(() -> settle(claim, new Outcome.Failed(fault)))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("file (1.mp3) of sessions#1 is not known to be gone");
        assertThatThrownBy(() -> settle(claim, new Outcome.Unknown(fault))).isInstanceOf(AssertionError.class);
        assertThat(records.claimed()).containsExactly("1");
    }

    @Test
    void settlesARecordWhoseFilesStayOnPurpose() {
        Claim claim = claimed("1");

        assertThat(BatchOutcomes.of(List.of(new SettlementRequest(claim, Map.of())), records::settle))
                .containsExactly(new Outcome.Settled());
    }

    @Test
    void aClaimOutlivesItsRunAndMustBeTakenOver() {
        Claim claim = claimed("1");
        records.crash();

        assertThatThrownBy(() -> settle(claim, new Outcome.Deleted()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Take over what unsettled(..) delivers");
        List<Claim> open = new ArrayList<>();
        records.openClaims(open::add);
        assertThat(settle(open.get(0), new Outcome.AlreadyGone())).containsExactly(new Outcome.Settled());
    }

    @Test
    void aRecordThatIsNoLongerDueIsReleasedWhenItIsConfirmed() {
        Claim claim = claimed("1");
        records.update("1", row -> row.status("processing"));

        assertThat(confirm(claim).refused().get(new Owner("sessions", "1"))).isInstanceOf(Outcome.Kept.class);
        assertThat(records.claimed()).isEmpty();
    }

    @Test
    void aRecordThatIsGoneIsReleasedWhenItIsConfirmed() {
        Claim claim = claimed("1");
        records.delete("1");

        assertThat(confirm(claim).refused()).containsValue(new Outcome.AlreadyGone());
        assertThat(records.claimed()).isEmpty();
    }

    @Test
    void aKeptRecordIsFoundAgainOnceItNamesAnotherFile() {
        records.add(failed("1"));
        settle(claim(new Settlement.Keep(), find().get(0)).claims().get(0), new Outcome.Deleted());
        assertThat(find()).isEmpty();

        records.update("1", row -> row.files("retried.mp3"));
        assertThat(find()).hasSize(1);
    }

    @Test
    void aCommitInDoubtHappened() {
        records.add(failed("1"));
        records.commitInDoubt("1");

        ClaimResults claimed = claim(new Settlement.Delete(), find().get(0));

        assertThat(claimed.claims()).isEmpty();
        assertThat(claimed.refused().values()).hasOnlyElementsOfType(Outcome.Unknown.class);
        assertThat(records.claimed()).containsExactly("1");
        records.openClaims(
                claim -> assertThat(settle(claim, new Outcome.Deleted())).hasOnlyElementsOfType(Outcome.Unknown.class));
        assertThat(records.ids()).isEmpty();
    }

    @Test
    void playsFaultsOfSingleRecords() {
        records.add(failed("1"), failed("2"));
        records.failClaim("2");
        ClaimResults claimed = claim(new Settlement.Delete(), find().toArray(RecordFacts[]::new));
        Claim first = claimed.claims().get(0);

        assertThat(claimed.refused().values()).hasOnlyElementsOfType(Outcome.Failed.class);
        records.forbidSettle("1");
        assertThat(settle(first, new Outcome.Deleted())).hasOnlyElementsOfType(Outcome.Kept.class);
        records.failSettle("1");
        assertThat(settle(first, new Outcome.Deleted())).hasOnlyElementsOfType(Outcome.Failed.class);
        records.failRelease("1");
        assertThat(BatchOutcomes.of(List.of(first), records::release)).hasOnlyElementsOfType(Outcome.Failed.class);
        records.heal();
        assertThat(settle(first, new Outcome.Deleted())).containsExactly(new Outcome.Settled());
    }

    @Test
    void theWholeSourceCanFail() {
        records.add(failed("1"));
        records.failRead();
        records.failUnsettled();
        records.failFind(2);

        assertThatThrownBy(() -> ReferenceResult.of(records)).isInstanceOf(ReferencesUnavailableException.class);
        assertThatThrownBy(() -> records.openClaims(claim -> {})).isInstanceOf(RecordsUnavailableException.class);
        assertThatThrownBy(this::find)
                .isInstanceOf(RecordsUnavailableException.class)
                .hasMessageContaining("records (sessions): records could not all be found")
                .hasMessageContaining("heal()");
    }

    @Test
    void anUnreadableRecordProtectsNobodyKnowsWhat() {
        records.add(failed("1"), failed("2"));
        records.failRow("1");

        assertThat(find()).extracting(row -> row.owner().id()).containsExactly("2");
        assertThat(ReferenceResult.of(records).unmappable()).containsExactly(new Owner("sessions", "1"));
    }

    @Test
    void letsTheHostActInBetween() {
        records.add(failed("1"));
        records.before(Operation.CLAIM, () -> records.update("1", row -> row.status("processing")));

        assertThat(claim(new Settlement.Delete(), find().get(0)).claims()).isEmpty();
    }

    @Test
    void recordsWhatWasAskedFor() {
        records.add(failed("1"));
        find();
        assertThat(records.mutations()).isZero();

        settle(claim(new Settlement.Delete(), find().get(0)).claims().get(0), new Outcome.Deleted());

        assertThat(records.mutations()).isEqualTo(2);
        assertThat(records.calls())
                .contains(new RecordCall(Operation.FIND, List.of()), new RecordCall(Operation.SETTLE, List.of("1")));
    }

    private static TestRecord failed(String id) {
        return aRecord().id(id).status("failed").files(id + ".mp3");
    }

    private List<RecordFacts> find() {
        return FoundRecords.in(records, DUE, NOW).records();
    }

    private RecordFacts found(ItemPolicy due, int index) {
        List<RecordFacts> all = new ArrayList<>();
        records.find(due, NOW, new RecordSink() {
            @Override
            public void found(RecordFacts record) {
                all.add(record);
            }

            @Override
            public void unreadable(Owner owner, Failure failure) {}
        });
        return all.get(index);
    }

    private Claim claimed(String id) {
        records.add(failed(id));
        return claim(new Settlement.Delete(), find().get(0)).claims().get(0);
    }

    private ClaimResults claim(Settlement settlement, RecordFacts... found) {
        List<Owner> owners = List.of(found).stream().map(RecordFacts::owner).toList();
        return ClaimResults.of(owners, sink -> records.claim(List.of(found), order(settlement), sink));
    }

    private ClaimResults confirm(Claim claim) {
        ClaimRequest order = order(claim.settlement());
        return ClaimResults.of(List.of(claim.record().owner()), sink -> records.confirm(List.of(claim), order, sink));
    }

    private static ClaimRequest order(Settlement settlement) {
        return new ClaimRequest("run-1", "failed-sessions", settlement, NOW, row -> DUE.judge(row, NOW));
    }

    private List<Outcome> settle(Claim claim, Outcome outcome) {
        FileKey file = claim.record().files().get(0);
        return BatchOutcomes.of(List.of(new SettlementRequest(claim, Map.of(file, outcome))), records::settle);
    }
}
