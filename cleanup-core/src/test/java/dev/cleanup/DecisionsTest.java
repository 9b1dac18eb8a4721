package dev.cleanup;

import static dev.cleanup.Sweep.TASK;
import static dev.cleanup.Sweep.refusal;
import static dev.cleanup.testkit.TestFacts.aRecord;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.outcome.Failure;
import dev.cleanup.outcome.Reason;
import dev.cleanup.policy.Policies;
import dev.cleanup.reference.Owner;
import dev.cleanup.report.CleanupListener;
import dev.cleanup.report.CleanupPlan;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.Phase;
import dev.cleanup.report.Progress;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.report.TaskPlan;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.ListableStorage;
import dev.cleanup.storage.ListingSink;
import dev.cleanup.testkit.fake.InMemoryRecords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where the engine decides what goes and when it ends, and no other test would notice a decision that is turned round. */
@Tag("fast")
class DecisionsTest {

    private final Sweep sweep = new Sweep();

    // ---- applying a plan ----

    @Test
    void aRefusalThatCanOnlyBeMendedIsNotApprovedByAFaultThatWentAway() {
        sweep.healthy(3).old("orphan").database.addUnmappable("?", "no name");
        CleanupPlan plan = sweep.cleanup().plan().approvedBy("operator");
        sweep.database.remove(new Owner("database", "4"));

        CleanupReport report = sweep.cleanup().apply(plan);

        assertThat(refusal(report.task(TASK).outcome()).guard()).isEqualTo("unmappable-references");
        assertThat(sweep.storage.mutations()).isZero();
    }

    @Test
    void aRefusedPlanStaysRefusedAfterItsFaultWentAway() {
        sweep.old("used", "orphan");
        CleanupPlan plan = sweep.cleanup().plan();
        sweep.named("used");

        CleanupReport report = sweep.cleanup().apply(plan);

        assertThat(refusal(report.task(TASK).outcome()).guard()).isEqualTo("no-references");
        assertThat(sweep.storage.mutations()).isZero();
    }

    @Test
    void aPlanThatFailedStaysFailedAfterItsFaultWentAway() {
        sweep.old("used", "orphan").named("used").database.failAtRow(1);
        CleanupPlan plan = sweep.cleanup().plan();
        sweep.database.heal();

        CleanupReport report = sweep.cleanup().apply(plan);

        assertThat(report.task(TASK).outcome())
                .isEqualTo(plan.task(TASK).outcome())
                .isInstanceOf(TaskOutcome.Failed.class);
        assertThat(sweep.storage.mutations()).isZero();
    }

    @Test
    void aPlanWithFailuresIsAppliedToTheRest() {
        sweep.old("used", "orphan", "folder/file").named("used").storage.failFolder("folder");
        CleanupPlan plan = sweep.cleanup().plan();

        CleanupReport report = sweep.cleanup().apply(plan);

        assertThat(plan.task(TASK).outcome()).isEqualTo(new TaskOutcome.CompletedWithFailures());
        assertThat(report.files().deleted()).isEqualTo(1);
        assertThat(sweep.storage.keys()).containsExactlyInAnyOrder("used", "folder/file");
    }

    @Test
    void eachTaskOfAPlanIsAppliedWithItsOwnItems() {
        sweep.old("used", "a.tmp", "b.log").named("used");
        sweep.task = sweep.task.where(Policies.named("*.tmp"));
        CleanupBuilder both = sweep.builder().task(CleanupTask.orphans("logs").where(Policies.named("*.log")));

        CleanupReport report = both.build().apply(both.build().plan());

        assertThat(report.task(TASK).files().deleted()).isEqualTo(1);
        assertThat(report.task("logs").files().deleted()).isEqualTo(1);
    }

    @Test
    void whatAPlanCountsAndDoesNotListIsLeftOver() {
        sweep.old("used", "a", "b", "c").named("used");
        CleanupPlan plan = sweep.cleanup().plan();

        CleanupReport report = sweep.cleanup().apply(listing(1, plan));

        assertThat(report.files().deleted()).isEqualTo(1);
        assertThat(report.files().notReached()).isEqualTo(2);
        assertThat(sweep.storage.keys()).hasSize(3);
    }

    @Test
    void aDeadlineBeforeItIsSaidWhyAnItemStaysStopsTheTask() {
        sweep.old("used", "gone").young("young").named("used");
        CleanupPlan plan = sweep.cleanup().plan();
        sweep.storage.delete("gone");
        sweep.storage.beforeLookUp(() -> sweep.clock.step(Duration.ofHours(1)));

        CleanupReport report =
                sweep.cleanup().deadline(sweep.clock.instant().plusSeconds(1)).apply(plan);

        assertThat(report.task(TASK).outcome()).isInstanceOf(TaskOutcome.Stopped.class);
    }

    @Test
    void aPlanOfWhichNobodyCanSayWhyAnItemStaysRemovesNothing() {
        sweep.old("used", "gone", "orphan").named("used");
        CleanupPlan plan = sweep.cleanup().plan();
        sweep.storage.delete("gone");
        sweep.storage.beforeLookUp(() -> sweep.storage.beforeLookUp(sweep.storage::failLookUps));

        CleanupReport report = sweep.cleanup().apply(plan);

        assertThat(report.task(TASK).outcome()).isInstanceOf(TaskOutcome.Failed.class);
        assertThat(sweep.storage.contains("orphan")).isTrue();
    }

    private static CleanupPlan listing(int items, CleanupPlan plan) {
        TaskPlan whole = plan.task(TASK);
        TaskPlan less = new TaskPlan(
                whole.task(),
                whole.policy(),
                whole.outcome(),
                whole.seen(),
                whole.keptByReason(),
                whole.totals(),
                whole.items().subList(0, items),
                whole.findings(),
                whole.remarks());
        return new CleanupPlan(
                plan.id(),
                plan.cleanup(),
                plan.storage(),
                plan.actor(),
                plan.at(),
                plan.expires(),
                plan.fingerprint(),
                plan.approvedBy(),
                plan.references(),
                List.of(less),
                plan.quarantine(),
                plan.notes());
    }

    // ---- the two looks at the references ----

    @Test
    void aReadThatFailedIsNamedInTheOutcome() {
        sweep.old("used", "orphan").named("used").database.failAtRow(1);

        TaskOutcome.Failed failed = (TaskOutcome.Failed) sweep.run().task(TASK).outcome();

        assertThat(failed.toString())
                .contains("ReferencesUnavailableException", "references (database) failed in read 1");
    }

    @Test
    void aDeadlineDuringTheFirstReadStopsEverySweep() {
        sweep.old("used", "orphan").named("used");
        sweep.database.beforeRead(1, () -> sweep.clock.step(Duration.ofHours(1)));
        Cleanup cleanup = sweep.builder().task(CleanupTask.orphans("second")).build();

        CleanupReport report =
                cleanup.deadline(sweep.clock.instant().plusSeconds(1)).run();

        assertThat(report.task(TASK).outcome()).isInstanceOf(TaskOutcome.Stopped.class);
        assertThat(report.task("second").outcome()).isInstanceOf(TaskOutcome.Stopped.class);
        assertThat(sweep.storage.listings()).isZero();
    }

    @Test
    void aDeadlineThatHasPassedAsksNobodyForAnything() {
        sweep.old("used", "orphan").named("used");

        CleanupReport report = sweep.cleanup().deadline(sweep.clock.instant()).run();

        assertThat(report.task(TASK).outcome()).isInstanceOf(TaskOutcome.Stopped.class);
        assertThat(sweep.storage.calls()).isEmpty();
        assertThat(sweep.database.reads()).isZero();
    }

    @Test
    void aValueThatIsNoKeyAndAppearsBeforeTheRemovalIsShown() {
        sweep.healthy(3).old("orphan");
        sweep.storage.afterList(() -> sweep.database.addUnmappable("?", "no name"));

        var refusal = refusal(sweep.run().task(TASK).outcome());

        assertThat(refusal.guard()).isEqualTo("unmappable-references");
        assertThat(refusal.samples()).containsExactly("? (database#4): no name");
        assertThat(sweep.storage.mutations()).isZero();
    }

    @Test
    void aReadOfAMinuteAgoIsFresh() {
        sweep.healthy(300);
        for (int i = 0; i < 150; i++) {
            sweep.old("orphan-" + i);
        }
        sweep.storage.afterRemoval(() -> sweep.clock.step(Duration.ofSeconds(60)));

        assertThat(sweep.run().files().deleted()).isEqualTo(150);

        assertThat(sweep.database.reads()).isEqualTo(2);
    }

    @Test
    void referencesThatAreReadForRecordsAreNoDuplicates() {
        sweep.old("1.m4a").named("1.m4a");
        InMemoryRecords sessions = InMemoryRecords.named("sessions")
                .add(aRecord().id("1").status("failed").files("1.m4a"));
        RecordTask task = CleanupTask.records(TASK, sessions)
                .where(Policies.status("failed"))
                .removingFiles()
                .deletingRecords();

        CleanupReport report = Cleanup.of("media", sweep.storage)
                .referencedBy(sweep.database)
                .task(task)
                .clock(sweep.clock)
                .build()
                .run();

        assertThat(report.references()).allMatch(source -> source.duplicates() == 0);
    }

    @Test
    void aRefusalShowsTwentyValuesThatAreNoKeys() {
        sweep.healthy(3).old("orphan");
        for (int i = 0; i < 21; i++) {
            sweep.database.addUnmappable("?" + i, "no name");
        }

        assertThat(refusal(sweep.run().task(TASK).outcome()).samples()).hasSize(20);
    }

    @Test
    void aRefusalCountsAllNamesThatTheStorageLacksTheLettersOfAndShowsTwenty() {
        sweep.healthy(3).old("orphan");
        sweep.sight = PlainStorage::new;
        for (int i = 0; i < 21; i++) {
            sweep.named("caf\u00e9-" + i);
        }

        var refusal = refusal(sweep.run().task(TASK).outcome());

        assertThat(refusal.guard()).isEqualTo("encoding");
        assertThat(refusal.message()).startsWith("21 references");
        assertThat(refusal.samples()).hasSize(20).contains("caf\u00e9-0 (database#4)");
    }

    // ---- listing and looking up ----

    @Test
    void aFileThatGoesBetweenListingAndLookUpIsCounted() {
        sweep.old("used", "orphan").named("used");
        sweep.storage.afterList(() -> sweep.storage.delete("orphan"));

        assertThat(sweep.run().task(TASK).keptByReason()).containsEntry(Reason.Kind.CHANGED, 1L);
    }

    @Test
    void aFileThatBecomesALinkBetweenListingAndLookUpIsReported() {
        sweep.old("used", "orphan").named("used");
        sweep.storage.afterList(() -> {
            sweep.storage.delete("orphan");
            sweep.storage.putUnusable("orphan", "symbolic link");
        });

        CleanupReport report = sweep.run();

        assertThat(report.task(TASK).seen().unusable()).isEqualTo(1);
        assertThat(report.task(TASK).seen().listed()).isEqualTo(1);
        assertThat(report.toText()).contains("orphan  kept, symbolic link");
    }

    @Test
    void anEntryThatIsNoFileIsReported() {
        sweep.old("used").named("used").storage.putUnusable("link", "symbolic link");

        CleanupReport report = sweep.run();

        assertThat(report.task(TASK).seen().unusable()).isEqualTo(1);
        assertThat(report.toText()).contains("link  kept, symbolic link");
    }

    static Stream<BiConsumer<ListingSink, Integer>> entries() {
        return Stream.of(
                (sink, i) -> sink.key(FileKey.of("file-" + i)),
                (sink, i) -> sink.unusable("link-" + i, "symbolic link"),
                (sink, i) -> sink.unreadable("folder-" + i, new Failure("Denied", "not readable")));
    }

    @ParameterizedTest
    @MethodSource("entries")
    void aListingOfAnyKindIsLeftSoonAfterASignal(BiConsumer<ListingSink, Integer> entry) {
        List<Integer> delivered = new ArrayList<>();
        AtomicBoolean signal = new AtomicBoolean();
        sweep.named("used").sight = stored -> new LongListing(stored, sink -> {
            signal.set(true);
            for (int i = 0; i < 100_000; i++) {
                entry.accept(sink, i);
                delivered.add(i);
            }
        });

        CleanupReport report = sweep.cleanup().stopWhen(signal::get).run();

        assertThat(report.task(TASK).outcome()).isInstanceOf(TaskOutcome.Stopped.class);
        assertThat(delivered).hasSizeBetween(100, 2000);
    }

    @ParameterizedTest
    @MethodSource("entries")
    void aListingOfAnyKindIsLeftSoonAfterTheDeadlineHoweverSlowItIs(BiConsumer<ListingSink, Integer> entry) {
        List<Integer> delivered = new ArrayList<>();
        sweep.named("used").sight = stored -> new LongListing(stored, sink -> {
            for (int i = 0; i < 100; i++) {
                sweep.clock.step(Duration.ofMinutes(1));
                entry.accept(sink, i);
                delivered.add(i);
            }
        });

        CleanupReport report = sweep.cleanup()
                .deadline(sweep.clock.instant().plus(Duration.ofMinutes(10)))
                .run();

        assertThat(report.task(TASK).outcome()).isInstanceOf(TaskOutcome.Stopped.class);
        assertThat(delivered).hasSize(15);
    }

    @Test
    void aListingThatOutlastsTheDeadlineIsNotTakenForComplete() {
        sweep.old("used").named("used").sight = stored -> new LongListing(stored, sink -> {
            sweep.clock.step(Duration.ofHours(1));
            stored.list(sink);
        });

        CleanupReport report =
                sweep.cleanup().deadline(sweep.clock.instant().plusSeconds(1)).run();

        assertThat(report.task(TASK).outcome()).isInstanceOf(TaskOutcome.Stopped.class);
    }

    @Test
    void aLongListingSaysHowFarItHasCome() {
        List<Long> listed = new ArrayList<>();
        sweep.healthy(1025);
        CleanupListener listener = new CleanupListener() {
            @Override
            public void onProgress(Progress progress) {
                if (progress.phase() == Phase.LISTING) {
                    listed.add(progress.done());
                }
            }
        };

        assertThat(sweep.builder().listener(listener).build().plan().task(TASK).items())
                .isEmpty();

        assertThat(listed).containsExactly(0L, 1025L);
    }

    /** A limit that docs/incidents.md names: nobody knows how many files, or orphans, a folder holds that cannot be read. */
    @Test
    void theShareOfOrphansIsOneOfWhatCouldBeListed() {
        sweep.healthy(9).old("orphan");
        for (int i = 0; i < 10; i++) {
            sweep.old("folder/orphan-" + i);
        }
        assertThat(sweep.run().task(TASK).outcome()).isInstanceOf(TaskOutcome.Refused.class);
        sweep.storage.failFolder("folder");

        assertThat(sweep.run().task(TASK).outcome()).isEqualTo(new TaskOutcome.CompletedWithFailures());

        assertThat(sweep.storage.keys()).hasSize(19).doesNotContain("orphan");
    }

    /** Lists what a test says. */
    private static final class LongListing extends PassingStorage {

        private final Consumer<ListingSink> listing;

        LongListing(ListableStorage stored, Consumer<ListingSink> listing) {
            super(stored);
            this.listing = listing;
        }

        @Override
        public void list(ListingSink sink) {
            listing.accept(sink);
        }
    }

    /** Lacks all letters but those of ASCII. */
    private static final class PlainStorage extends PassingStorage {

        PlainStorage(ListableStorage stored) {
            super(stored);
        }

        @Override
        public boolean supportsKey(FileKey key) {
            return key.path().chars().allMatch(c -> c < 0x7f);
        }
    }
}
