package dev.cleanup.testkit.contract;

import static dev.cleanup.policy.Policies.created;
import static dev.cleanup.policy.Policies.hasFiles;
import static dev.cleanup.policy.Policies.not;
import static dev.cleanup.policy.Policies.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cleanup.outcome.Outcome;
import dev.cleanup.outcome.Reason;
import dev.cleanup.policy.ItemPolicy;
import dev.cleanup.record.Claim;
import dev.cleanup.record.ClaimRequest;
import dev.cleanup.record.RecordFacts;
import dev.cleanup.record.RecordSource;
import dev.cleanup.record.RecordsUnavailableException;
import dev.cleanup.record.Settlement;
import dev.cleanup.record.SettlementRequest;
import dev.cleanup.reference.Owner;
import dev.cleanup.storage.FileKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/**
 * What every source of records must do: a test class to extend.
 *
 * <p>The source holds no record when a test begins, and is the same during the test. Its records have a time called
 * {@code created} and name one file each. What an implementation cannot do is skipped, visibly. Subclasses play the host,
 * past the source. Like every test class, not safe for use by several threads.
 */
public abstract class RecordSourceContract {

    private static final Instant NOW = Instant.parse("2026-01-09T00:00:00Z");
    private static final Duration AGE = Duration.ofDays(7);
    private static final Instant OLD = NOW.minus(AGE).minusSeconds(60);
    private static final Instant YOUNG = NOW.minus(AGE).plusSeconds(60);

    /** For subclasses. */
    protected RecordSourceContract() {}

    /**
     * The source under test.
     *
     * @return the same one during a test
     */
    protected abstract RecordSource records();

    /**
     * Adds a record, and commits it.
     *
     * @param id its id
     * @param created when it was created
     * @param file the file that it names
     * @throws Exception if that fails
     */
    protected abstract void insert(String id, Instant created, FileKey file) throws Exception;

    /**
     * Adds many records, each with the id that is the name of its file, and commits them.
     *
     * @param files the files that they name
     * @param created when they were created
     * @throws Exception if that fails
     */
    protected void insertAll(List<FileKey> files, Instant created) throws Exception {
        for (FileKey file : files) {
            insert(file.path(), created, file);
        }
    }

    /**
     * Lets a record have been created at another time, and commits that.
     *
     * @param id the record
     * @param created when it was created
     * @throws Exception if that fails
     */
    protected abstract void recreate(String id, Instant created) throws Exception;

    /**
     * Deletes a record, and commits that.
     *
     * @param id the record
     * @throws Exception if that fails
     */
    protected abstract void delete(String id) throws Exception;

    /**
     * Whether a record is there, asked past the source.
     *
     * @param id the record
     * @return whether it is
     * @throws Exception if that cannot be found out
     */
    protected abstract boolean exists(String id) throws Exception;

    /**
     * A record's status, asked past the source.
     *
     * @param id the record
     * @return the status; empty unless overridden, which a source that can set it must do
     * @throws Exception if that cannot be found out
     */
    protected Optional<String> statusOf(String id) throws Exception {
        return Optional.empty();
    }

    /**
     * Adds a record that cannot be read, and commits it.
     *
     * @param id its id
     * @return whether that can be done here; false unless overridden, and the test is then skipped
     * @throws Exception if that fails
     */
    protected boolean insertUnreadable(String id) throws Exception {
        return false;
    }

    /**
     * Sees to it that the source as a whole cannot be read.
     *
     * @return whether that can be done here; false unless overridden, and the test is then skipped
     * @throws Exception if that fails
     */
    protected boolean breakReads() throws Exception {
        return false;
    }

    /**
     * Lets a record name another file, and commits that.
     *
     * @param id the record
     * @param file the file that it names from now on
     * @return whether that can be done here; false unless overridden, and the test is then skipped
     * @throws Exception if that fails
     */
    protected boolean pointTo(String id, FileKey file) throws Exception {
        return false;
    }

    /**
     * Returns another source of the same records, as a process that starts anew has it.
     *
     * @return the source; empty unless overridden, and the test is then skipped
     * @throws Exception if it cannot be made
     */
    protected Optional<RecordSource> reopened() throws Exception {
        return Optional.empty();
    }

    /**
     * Says whether the host leaves marked records alone, so that they are confirmed without being judged again.
     *
     * @return false unless overridden
     */
    protected boolean isMarkHonoured() {
        return false;
    }

    @Test
    final void providesWhatItsRecordsHave() throws Exception {
        insert("1", OLD, FileKey.of("1.mp3"));

        assertThat(records().provides()).containsAll(due().needs());
        assertThat(find().records()).singleElement().satisfies(record -> {
            assertThat(record.files()).containsExactly(FileKey.of("1.mp3"));
            assertThat(record.retiredOwners()).contains(record.owner());
        });
    }

    @Test
    final void findsAllThatAreDue() throws Exception {
        insertAll(StorageContract.keys("old-", 1_010), OLD);
        insert("young", YOUNG, FileKey.of("young"));

        assertThat(find().owners()).extracting(Owner::id).hasSize(1_010).doesNotHaveDuplicates();
        assertThat(find().owners()).extracting(Owner::id).doesNotContain("young");
    }

    @Test
    final void findsWhatIsDueExactlyNow() throws Exception {
        insert("due", NOW.minus(AGE), FileKey.of("due"));
        insert("not yet", NOW.minus(AGE).plusMillis(1), FileKey.of("not yet"));

        assertThat(find().owners()).extracting(Owner::id).containsExactly("due");
    }

    @Test
    final void goesOnAfterARecordThatCannotBeRead() throws Exception {
        insert("1", OLD, FileKey.of("1.mp3"));
        assumeTrue(insertUnreadable("2"), "an unreadable record cannot be made here");
        insert("3", OLD, FileKey.of("3.mp3"));

        FoundRecords found = find();

        assertThat(found.owners()).extracting(Owner::id).containsExactlyInAnyOrder("1", "3");
        assertThat(found.unreadable()).hasSize(1);
    }

    @Test
    final void failsRatherThanFindTooFew() throws Exception {
        insert("1", OLD, FileKey.of("1.mp3"));
        assumeTrue(breakReads(), "reads cannot be broken here");

        assertThatThrownBy(this::find)
                .isInstanceOfSatisfying(
                        RecordsUnavailableException.class,
                        failure ->
                                assertThat(failure.source()).isEqualTo(records().name()));
    }

    @Test
    final void claimsWhatIsStillDue() throws Exception {
        Claim claim = claimOne();

        assertThat(claim.record().owner()).isEqualTo(owner("1"));
        assertThat(claim.record().files()).containsExactly(FileKey.of("1.mp3"));
        assertThat(claim.run()).isEqualTo("run-1");
        assertThat(claim.task()).isEqualTo("contract");
        assertThat(claim.settlement()).isEqualTo(firstSupported());
    }

    @Test
    final void doesNotClaimWhatChangedSinceItWasFound() throws Exception {
        insert("1", OLD, FileKey.of("1.mp3"));
        insert("2", OLD, FileKey.of("2.mp3"));
        List<RecordFacts> found = find().records();
        recreate("1", YOUNG);

        ClaimResults claimed = claim(found, firstSupported());

        assertThat(claimed.refused().get(owner("1"))).isInstanceOf(Outcome.Kept.class);
        assertThat(claimed.claims())
                .extracting(claim -> claim.record().owner().id())
                .containsExactly("2");
        assertThat(unsettled()).extracting(claim -> claim.record().owner().id()).containsExactly("2");
    }

    @Test
    final void doesNotClaimWhatIsGone() throws Exception {
        insert("1", OLD, FileKey.of("1.mp3"));
        List<RecordFacts> found = find().records();
        delete("1");

        assertThat(claim(found, firstSupported()).refused()).containsEntry(owner("1"), new Outcome.AlreadyGone());
        assertThat(unsettled()).isEmpty();
    }

    @Test
    final void claimsARecordOnce() throws Exception {
        insert("1", OLD, FileKey.of("1.mp3"));
        List<RecordFacts> found = find().records();
        assertThat(claim(found, firstSupported()).claims()).hasSize(1);

        assertThat(claim(found, firstSupported()).claims()).isEmpty();
        assertThat(unsettled()).hasSize(1);
    }

    @Test
    final void remembersOpenClaims() throws Exception {
        assertThat(unsettled()).isEmpty();

        Claim claim = claimOne();

        assertThat(unsettled()).singleElement().satisfies(open -> {
            assertThat(open.token()).isEqualTo(claim.token());
            assertThat(open.record().owner()).isEqualTo(claim.record().owner());
            assertThat(open.record().files()).isEqualTo(claim.record().files());
            assertThat(open.run()).isEqualTo("run-1");
            assertThat(open.task()).isEqualTo("contract");
            assertThat(open.settlement()).isEqualTo(claim.settlement());
        });
    }

    @Test
    final void aClaimedRecordStillNamesItsFile() throws Exception {
        claimOne();

        assertThat(ReferenceResult.of(records()).ownersOf("1.mp3")).containsExactly(owner("1"));
    }

    @Test
    final void confirmsWhatIsStillDue() throws Exception {
        Claim claim = claimOne();

        assertThat(confirm(claim).claims())
                .extracting(confirmed -> confirmed.record().owner())
                .containsExactly(owner("1"));
        assertThat(unsettled()).hasSize(1);
    }

    @Test
    final void confirmsOrReleasesWhatChangedSinceItWasClaimed() throws Exception {
        Claim claim = claimOne();
        recreate("1", YOUNG);

        ClaimResults confirmed = confirm(claim);

        assertThat(unsettled())
                .as("what is not confirmed is released")
                .hasSize(confirmed.claims().size());
    }

    @Test
    final void whatHasLostAFileKeepsItsMarkThoughItChangedSinceItWasClaimed() throws Exception {
        Claim claim = claimOne();
        recreate("1", YOUNG);

        confirm(claim, Set.of(FileKey.of("1.mp3")));

        assertThat(unsettled())
                .as("without its mark it would be used, and its file is missing")
                .hasSize(1);
    }

    @Test
    final void confirmsNothingThatIsNoLongerDue() throws Exception {
        assumeFalse(isMarkHonoured(), "the host leaves marked records alone");
        Claim claim = claimOne();
        recreate("1", YOUNG);

        assertThat(confirm(claim).refused().get(owner("1"))).isInstanceOf(Outcome.Kept.class);

        assertThat(unsettled()).isEmpty();
    }

    @Test
    final void confirmsNothingThatNamesAnotherFileNow() throws Exception {
        assumeFalse(isMarkHonoured(), "the host leaves marked records alone");
        Claim claim = claimOne();
        assumeTrue(pointTo("1", FileKey.of("in-use.mp3")), "a record cannot be pointed to another file here");

        assertThat(confirm(claim).claims())
                .as("its old file may have been handed to another record")
                .isEmpty();
    }

    @Test
    final void confirmsNothingThatIsGone() throws Exception {
        assumeFalse(isMarkHonoured(), "the host leaves marked records alone");
        Claim claim = claimOne();
        delete("1");

        assertThat(confirm(claim).claims()).isEmpty();
    }

    @Test
    final void claimsTheFileThatARecordNamesNow() throws Exception {
        insert("1", OLD, FileKey.of("1.mp3"));
        List<RecordFacts> found = find().records();
        assumeTrue(pointTo("1", FileKey.of("2.mp3")), "a record cannot be pointed to another file here");

        assertThat(claim(found, firstSupported()).claims())
                .allSatisfy(claim -> assertThat(claim.record().files()).containsExactly(FileKey.of("2.mp3")));
    }

    @Test
    final void confirmsNoClaimThatAnotherRunHasTakenOver() throws Exception {
        Claim ours = claimOne();
        Claim theirs = takenOver(ours);

        assertThat(confirm(ours).claims()).isEmpty();

        assertThat(unsettled()).extracting(Claim::token).containsExactly(theirs.token());
        assertThat(confirm(theirs).claims()).hasSize(1);
    }

    @Test
    final void settlesNoClaimThatAnotherRunHasTakenOver() throws Exception {
        Claim ours = claimOne();
        Claim theirs = takenOver(ours);

        assertThat(BatchOutcomes.of(List.of(removed(ours)), records()::settle)).doesNotContain(new Outcome.Settled());

        assertThat(exists("1")).isTrue();
        assertThat(unsettled()).extracting(Claim::token).containsExactly(theirs.token());
    }

    @Test
    final void releasesNoClaimThatAnotherRunHasTakenOver() throws Exception {
        Claim ours = claimOne();
        Claim theirs = takenOver(ours);

        BatchOutcomes.of(List.of(ours), records()::release);

        assertThat(unsettled()).extracting(Claim::token).containsExactly(theirs.token());
    }

    @Test
    final void confirmsAndSettlesNothingWhoseMarkWasTakenOff() throws Exception {
        Claim claim = claimOne();
        BatchOutcomes.of(List.of(claim), records()::release);

        assertThat(confirm(claim).claims()).isEmpty();
        assertThat(BatchOutcomes.of(List.of(removed(claim)), records()::settle)).doesNotContain(new Outcome.Settled());

        assertThat(exists("1")).isTrue();
        assertThat(find().owners()).extracting(Owner::id).containsExactly("1");
    }

    @Test
    final void showsOpenClaimsToAProcessThatStartsAnew() throws Exception {
        Claim claim = claimOne();
        Optional<RecordSource> reopened = reopened();
        assumeTrue(reopened.isPresent(), "the records cannot be opened once more here");
        RecordSource anew = reopened.orElseThrow();
        List<Claim> open = new ArrayList<>();

        anew.openClaims(open::add);

        assertThat(open).extracting(Claim::token).containsExactly(claim.token());
    }

    @Test
    final void givesARecordToOneOfTwoThreads() throws Exception {
        insert("1", OLD, FileKey.of("1.mp3"));
        List<RecordFacts> found = find().records();
        Queue<Claim> claims = new ConcurrentLinkedQueue<>();
        TwoThreads.Check claiming =
                () -> claims.addAll(claim(found, firstSupported()).claims());

        TwoThreads.run(claiming, claiming);

        assertThat(claims).hasSizeLessThanOrEqualTo(1);
        assertThat(unsettled())
                .extracting(Claim::token)
                .containsExactlyElementsOf(claims.stream().map(Claim::token).toList());
    }

    @Test
    final void letsWhatASinkThrowsWhileFindingReachTheCaller() throws Exception {
        insert("1", OLD, FileKey.of("1.mp3"));
        IllegalStateException thrown = new IllegalStateException("thrown by the sink");

        assertThatThrownBy(() -> records().find(due(), NOW, FoundRecords.throwing(thrown)))
                .isSameAs(thrown);
    }

    @Test
    final void canClaimAgainWhatWasReleased() throws Exception {
        Claim claim = claimOne();

        assertThat(BatchOutcomes.of(List.of(claim), records()::release)).containsExactly(new Outcome.Settled());

        assertThat(unsettled()).isEmpty();
        assertThat(find().owners()).containsExactly(owner("1"));
        assertThat(claim(find().records(), firstSupported()).claims()).hasSize(1);
    }

    @Test
    final void keepsARecordAndDoesNotVisitItAgain() throws Exception {
        settleOne(new Settlement.Keep());

        assertThat(exists("1")).isTrue();
        assertThat(find().owners()).isEmpty();
    }

    @Test
    final void setsTheStatusOfARecord() throws Exception {
        settleOne(new Settlement.SetStatus("cleaned"));

        assertThat(statusOf("1")).contains("cleaned");
        assertThat(FoundRecords.in(records(), due().and(not(status("cleaned"))), NOW)
                        .owners())
                .isEmpty();
    }

    @Test
    final void clearsTheFilesOfARecord() throws Exception {
        settleOne(new Settlement.ClearFiles());

        assertThat(exists("1")).isTrue();
        assertThat(ReferenceResult.of(records()).keys()).isEmpty();
        assertThat(FoundRecords.in(records(), due().and(hasFiles()), NOW).owners())
                .isEmpty();
    }

    @Test
    final void deletesARecord() throws Exception {
        insert("2", YOUNG, FileKey.of("2.mp3"));
        settleOne(new Settlement.Delete());

        assertThat(exists("1")).isFalse();
        assertThat(exists("2")).isTrue();
        assertThat(ReferenceResult.of(records()).keys()).containsExactly(FileKey.of("2.mp3"));
    }

    @Test
    final void settlesEachRecordOfABatch() throws Exception {
        insert("1", OLD, FileKey.of("1.mp3"));
        insert("2", OLD, FileKey.of("2.mp3"));
        List<Claim> claims = claim(find().records(), firstSupported()).claims();
        List<SettlementRequest> removals =
                claims.stream().map(RecordSourceContract::removed).toList();

        assertThat(BatchOutcomes.of(removals, records()::settle))
                .containsExactly(new Outcome.Settled(), new Outcome.Settled());
        assertThat(unsettled()).isEmpty();
    }

    /** Removes what was created at least seven days ago: a rule that a source can push down. */
    private static ItemPolicy due() {
        return created().olderThan(AGE);
    }

    private FoundRecords find() {
        return FoundRecords.in(records(), due(), NOW);
    }

    private Claim claimOne() throws Exception {
        return claimOne(firstSupported());
    }

    private Claim claimOne(Settlement settlement) throws Exception {
        insert("1", OLD, FileKey.of("1.mp3"));
        List<Claim> claims = claim(find().records(), settlement).claims();
        assertThat(claims).hasSize(1);
        return claims.get(0);
    }

    private ClaimResults claim(List<RecordFacts> found, Settlement settlement) {
        List<Owner> owners = found.stream().map(RecordFacts::owner).toList();
        return ClaimResults.of(owners, sink -> records().claim(found, order(settlement), sink));
    }

    private ClaimResults confirm(Claim claim) {
        return confirm(claim, Set.of());
    }

    private ClaimResults confirm(Claim claim, Set<FileKey> lost) {
        ClaimRequest plain = order(claim.settlement());
        ClaimRequest order =
                new ClaimRequest(plain.run(), plain.task(), plain.settlement(), plain.at(), plain.judge(), lost);
        return ClaimResults.of(
                List.of(claim.record().owner()), sink -> records().confirm(List.of(claim), order, sink));
    }

    private static ClaimRequest order(Settlement settlement) {
        return new ClaimRequest("run-1", "contract", settlement, NOW, record -> due().judge(record, NOW));
    }

    private void settleOne(Settlement settlement) throws Exception {
        assumeTrue(records().supports(settlement), "the source does not support " + settlement);
        SettlementRequest removal = removed(claimOne(settlement));

        assertThat(BatchOutcomes.of(List.of(removal), records()::settle)).containsExactly(new Outcome.Settled());
        assertThat(unsettled()).isEmpty();
    }

    /** Lets another run release a claim and claim the record for itself. */
    private Claim takenOver(Claim claim) {
        BatchOutcomes.of(List.of(claim), records()::release);
        List<Claim> claims = claim(find().records(), claim.settlement()).claims();
        assertThat(claims).hasSize(1);
        assertThat(claims.get(0).token())
                .as("a token tells two marks of one record apart")
                .isNotEqualTo(claim.token());
        return claims.get(0);
    }

    private static SettlementRequest removed(Claim claim) {
        Map<FileKey, Outcome> files = new LinkedHashMap<>();
        claim.record().files().forEach(key -> files.put(key, new Outcome.Deleted()));
        return new SettlementRequest(claim, files);
    }

    private Settlement firstSupported() {
        return List.of(
                        new Settlement.Delete(),
                        new Settlement.Keep(),
                        new Settlement.ClearFiles(),
                        new Settlement.SetStatus("cleaned"))
                .stream()
                .filter(records()::supports)
                .findFirst()
                .orElseThrow(() -> new AssertionError("Expecting the source to support some settlement"));
    }

    private List<Claim> unsettled() {
        List<Claim> claims = new ArrayList<>();
        records().openClaims(claims::add);
        return claims;
    }

    /**
     * Returns the owner that a record is.
     *
     * @param id the record
     * @return the owner; of the origin that has the source's name, unless overridden
     */
    protected Owner owner(String id) {
        return new Owner(records().name(), id);
    }

    @Test
    final void aKeptRecordIsAsItWasLeftUntilItChanges() throws Exception {
        settleOne(new Settlement.Keep());
        assertThat(records().stillSettled(Set.of(owner("1")))).containsExactly(owner("1"));

        recreate("1", OLD.minusSeconds(60));

        assertThat(records().stillSettled(Set.of(owner("1"))))
                .as("it protects again")
                .isEmpty();
        assertThat(find().owners()).as("it is judged again").containsExactly(owner("1"));
    }

    @Test
    final void aKeptRecordThatIsForgottenIsFoundAgain() throws Exception {
        settleOne(new Settlement.Keep());

        records().forgetSettled(Set.of(owner("1"), new Owner("elsewhere", "1")));

        assertThat(find().owners()).containsExactly(owner("1"));
        assertThat(records().stillSettled(Set.of(owner("1")))).isEmpty();
    }

    @Test
    final void aRecordThatComesBackIsNotAsItWasLeft() throws Exception {
        settleOne(new Settlement.Delete());

        insert("1", OLD, FileKey.of("1.mp3"));

        assertThat(records().stillSettled(Set.of(owner("1")))).isEmpty();
    }

    @Test
    final void aRecordThatWasNeverSettledOrIsClaimedIsNotAsItWasLeft() throws Exception {
        insert("0", OLD, FileKey.of("0.mp3"));
        Claim unused = claim(find().records(), firstSupported()).claims().get(0);
        insert("2", OLD, FileKey.of("2.mp3"));

        assertThat(records().stillSettled(Set.of(owner("0"), owner("2")))).isEmpty();
    }

    @Test
    final void aKeptRecordWhoseFileStaysForAnotherOwnerIsFoundAgain() throws Exception {
        assumeTrue(records().supports(new Settlement.Keep()), "the source keeps no records");
        Claim claim = claimOne(new Settlement.Keep());
        Outcome shared = Outcome.kept(Reason.Kind.REFERENCE, "referenced by another");
        SettlementRequest removal = new SettlementRequest(claim, Map.of(FileKey.of("1.mp3"), shared));

        assertThat(BatchOutcomes.of(List.of(removal), records()::settle)).containsExactly(new Outcome.Settled());

        assertThat(find().owners()).containsExactly(owner("1"));
        assertThat(records().stillSettled(Set.of(owner("1")))).containsExactly(owner("1"));
    }
}
