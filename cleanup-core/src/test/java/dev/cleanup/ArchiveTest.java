package dev.cleanup;

import static dev.cleanup.CleanupTask.orphans;
import static dev.cleanup.CleanupTask.records;
import static dev.cleanup.Sweep.TASK;
import static dev.cleanup.Sweep.with;
import static dev.cleanup.policy.Policies.status;
import static dev.cleanup.testkit.TestFacts.aRecord;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.cleanup.archive.StorageArchive;
import dev.cleanup.fact.Fact;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.record.RecordSource;
import dev.cleanup.record.SettlementRequest;
import dev.cleanup.reference.ReferenceSource;
import dev.cleanup.report.CleanupPlan;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.storage.Archive;
import dev.cleanup.storage.ArchiveRequest;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.OutcomeSink;
import dev.cleanup.storage.ReadableStorage;
import dev.cleanup.storage.WritableStorage;
import dev.cleanup.testkit.fake.InMemoryRecords;
import dev.cleanup.testkit.fake.InMemoryStorage;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** No verified copy, no deletion. */
@Tag("fast")
class ArchiveTest {

    private final Sweep sweep = new Sweep().old("used", "orphan").named("used");
    private final InMemoryStorage archive = InMemoryStorage.named("archive", sweep.clock);

    ArchiveTest() {
        sweep.task = sweep.task.archivingTo(StorageArchive.in(archive));
    }

    private void assertKept(CleanupReport report, Class<? extends Outcome> outcome) {
        assertThat(sweep.storage.contains("orphan")).as(report.toText()).isTrue();
        assertThat(with(outcome, report)).containsExactly("orphan");
        assertThat(report.files().removed()).isZero();
        assertThat(report.files().bytes()).isZero();
    }

    @Test
    void aFileIsDeletedOnceItsCopyLiesInTheArchive() {
        CleanupReport report = sweep.run();

        String copy = "2026-03-01/" + report.id() + "/orphan";
        assertThat(archive.keys()).containsExactly(copy);
        assertThat(archive.file(copy).size()).isEqualTo(10);
        assertThat(sweep.storage.keys()).containsExactly("used");
        assertThat(report.files().archived()).isEqualTo(1);
        assertThat(report.files().bytes()).isEqualTo(10);
        assertThat(report.task(TASK).samples().get(0).outcome())
                .isEqualTo(new Outcome.Archived("memory:///archive/" + copy));
    }

    @Test
    void aPlanCopiesNothingAndSaysWhereItWould() {
        CleanupPlan plan = sweep.cleanup().plan();

        assertThat(plan.toText()).contains("files are deleted once a copy of each lies in memory:///archive/");
        assertThat(archive.mutations()).isZero();
    }

    @Test
    void aFileThatCannotBeCopiedStays() {
        sweep.storage.failCopy("orphan");

        assertKept(sweep.run(), Outcome.Failed.class);
        assertThat(archive.keys()).isEmpty();
    }

    @Test
    void aFileStaysIfTheArchiveTakesNothing() {
        archive.failWrites();

        assertKept(sweep.run(), Outcome.Failed.class);
    }

    @Test
    void aFileStaysIfItsCopyReadsBackAsSomethingElse() {
        archive.duringCopy(() -> archive.keys().forEach(archive::damage));

        CleanupReport report = sweep.run();

        assertKept(report, Outcome.Failed.class);
        assertThat(report.toText()).contains("does not read back as it was written, so the file was not deleted");
    }

    @Test
    void aFileThatChangesWhileItIsCopiedStays() {
        sweep.storage.duringCopy(() -> sweep.storage.replace("orphan"));

        assertKept(sweep.run(), Outcome.Kept.class);
        assertThat(archive.keys()).isEmpty();
    }

    @Test
    void aFileThatChangesBetweenCopyAndRemovalStays() {
        sweep.storage.beforeRemoval(() -> sweep.storage.replace("orphan"));

        assertKept(sweep.run(), Outcome.Kept.class);
        assertThat(archive.keys()).hasSize(1);
    }

    @Test
    void aFileThatIsGoneMeanwhileIsNotCountedAsArchived() {
        sweep.storage.duringCopy(() -> sweep.storage.delete("orphan"));

        CleanupReport report = sweep.run();

        assertThat(report.files().alreadyGone()).isEqualTo(1);
        assertThat(report.files().archived()).isZero();
    }

    @Test
    void aFileThatCannotBeDeletedIsNotCountedAsArchived() {
        sweep.storage.failRemoval("orphan");

        assertKept(sweep.run(), Outcome.Failed.class);
    }

    @Test
    void aReferenceThatAppearsDuringALongCopySavesItsFile() {
        sweep.storage.duringCopy(() -> {
            sweep.clock.step(Duration.ofMinutes(10));
            sweep.named("orphan");
        });

        assertKept(sweep.run(), Outcome.Kept.class);
    }

    @Test
    void aDeadlineThatPassesDuringALongCopyEndsTheRunBeforeTheRemoval() {
        sweep.storage.duringCopy(() -> sweep.clock.step(Duration.ofMinutes(10)));

        CleanupReport report =
                sweep.cleanup().deadline(sweep.clock.instant().plusSeconds(60)).run();

        assertKept(report, Outcome.NotReached.class);
        assertThat(report.task(TASK).outcome()).isInstanceOf(TaskOutcome.Stopped.class);
    }

    @Test
    void aDeadlineThatHasPassedCopiesNothing() {
        sweep.storage.afterList(() -> sweep.clock.step(Duration.ofMinutes(10)));

        sweep.cleanup().deadline(sweep.clock.instant().plusSeconds(60)).run();

        assertThat(archive.mutations()).isZero();
    }

    @Test
    void anArchiveThatThrowsOrSaysNothingDeletesNothing() {
        sweep.task = orphans(TASK).olderThan(Sweep.DAY).archivingTo(new Rogue((batch, sink) -> {}));
        assertKept(sweep.run(), Outcome.Failed.class);

        sweep.task = orphans(TASK).olderThan(Sweep.DAY).archivingTo(new Rogue((batch, sink) -> {
            throw new IllegalStateException("no archive today");
        }));
        assertKept(sweep.run(), Outcome.Failed.class);
    }

    @Test
    void anArchiveThatClaimsToHaveDeletedIsNotBelieved() {
        sweep.task = orphans(TASK)
                .olderThan(Sweep.DAY)
                .archivingTo(
                        new Rogue((batch, sink) -> batch.forEach(item -> sink.outcome(item, new Outcome.Deleted()))));

        assertKept(sweep.run(), Outcome.Failed.class);
    }

    private record Rogue(java.util.function.BiConsumer<List<ArchiveRequest>, OutcomeSink<ArchiveRequest>> work)
            implements Archive {
        @Override
        public String id() {
            return "memory:///rogue/";
        }

        @Override
        public void store(List<ArchiveRequest> batch, ReadableStorage from, OutcomeSink<ArchiveRequest> sink) {
            work.accept(batch, sink);
        }
    }

    // ---- records ----

    private final InMemoryRecords sessions = InMemoryRecords.named("sessions").providing(Fact.STATUS);

    private Cleanup ofRecords(FailingOnce faults) {
        return ofRecords(faults, sessions);
    }

    private Cleanup ofRecords(FailingOnce faults, RecordSource sessions) {
        WritableStorage place = faults.counted(archive, WritableStorage.class);
        return Cleanup.of("media", faults.counted(sweep.storage, ReadableStorage.class))
                .referencedBy(faults.counted(sweep.database, ReferenceSource.class))
                .task(records("failed", faults.counted(sessions, RecordSource.class))
                        .where(status("failed"))
                        .removingFiles()
                        .archivingTo(StorageArchive.in(place))
                        .deletingRecords())
                .clock(sweep.clock)
                .build();
    }

    private Cleanup ofRecords() {
        return ofRecords(FailingOnce.before(Integer.MAX_VALUE));
    }

    @Test
    void aRecordIsSettledOnceItsFilesAreArchived() {
        sweep.old("1.m4a");
        sessions.add(aRecord().id("1").status("failed").files("1.m4a"));

        CleanupReport report = ofRecords().run();

        assertThat(report.files().archived()).isEqualTo(1);
        assertThat(sessions.ids()).isEmpty();
        assertThat(archive.keys()).containsExactly("2026-03-01/" + report.id() + "/1.m4a");
    }

    @Test
    void aRecordLearnsWhereItsFileWentWhenItIsSettled() {
        sweep.old("1.m4a");
        sessions.add(aRecord().id("1").status("failed").files("1.m4a"));
        Map<FileKey, Outcome> learned = new HashMap<>();

        CleanupReport report = ofRecords(FailingOnce.before(Integer.MAX_VALUE), learningBy(learned))
                .run();

        assertThat(learned)
                .containsExactly(entry(
                        FileKey.of("1.m4a"),
                        new Outcome.Archived("memory:///archive/2026-03-01/" + report.id() + "/1.m4a")));
    }

    private RecordSource learningBy(Map<FileKey, Outcome> learned) {
        return (RecordSource) Proxy.newProxyInstance(
                RecordSource.class.getClassLoader(),
                sessions.getClass().getInterfaces(),
                (proxy, method, arguments) -> {
                    if (method.getName().equals("settle")) {
                        ((List<?>) arguments[0])
                                .forEach(removal -> learned.putAll(((SettlementRequest) removal).files()));
                    }
                    return method.invoke(sessions, arguments);
                });
    }

    @Test
    void aRecordWhoseFileCannotBeArchivedStaysAsItIs() {
        sweep.old("1.m4a");
        sessions.add(aRecord().id("1").status("failed").files("1.m4a"));
        archive.failWrites();

        CleanupReport report = ofRecords().run();

        assertThat(sweep.storage.contains("1.m4a")).isTrue();
        assertThat(sessions.ids()).containsExactly("1");
        assertThat(sessions.claimed()).isEmpty();
        assertThat(report.records().failed()).isEqualTo(1);
    }

    @Test
    void whicheverCallFailsOnceEachFileThatIsGoneHasACopy() {
        failEach(FailingOnce::before);
    }

    @Test
    void whicheverAnswerIsLostOnceEachFileThatIsGoneHasACopy() {
        failEach(FailingOnce::after);
    }

    private static void failEach(IntFunction<FailingOnce> faults) {
        FailingOnce fault;
        int call = 0;
        do {
            ArchiveTest world = new ArchiveTest();
            world.sweep.old("1.m4a", "2.m4a");
            world.sessions.add(aRecord().id("1").status("failed").files("1.m4a"));
            world.sessions.add(aRecord().id("2").status("failed").files("2.m4a"));
            fault = faults.apply(++call);

            world.ofRecords(fault).run();
            world.assertNothingLost(call);

            world.sessions.crash();
            world.ofRecords().run();
            world.assertNothingLost(call);
            assertThat(world.sessions.ids()).as("call %d", call).isEmpty();
            assertThat(world.sweep.storage.keys()).as("call %d", call).containsExactlyInAnyOrder("used", "orphan");
        } while (fault.hasFailed());
        assertThat(call).isGreaterThan(15);
    }

    private void assertNothingLost(int call) {
        for (String key : List.of("1.m4a", "2.m4a")) {
            boolean copied = archive.keys().stream().anyMatch(copy -> copy.endsWith("/" + key));
            assertThat(copied || sweep.storage.contains(key))
                    .as("%s, call %d", key, call)
                    .isTrue();
        }
    }

    // ---- composition ----

    @Test
    void aStorageThatCannotBeReadIsRefusedWhenItIsComposed() {
        sweep.sight = PassingStorage::new;

        assertThatThrownBy(sweep::cleanup)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(
                        "task (orphaned-files) wants its files archived, and memory:///uploads/ cannot show")
                .hasMessageContaining("Give a storage that implements ReadableStorage, or leave archivingTo(..) out");
    }

    @Test
    void anArchiveInsideTheStorageIsRefusedWhenItIsComposed() {
        sweep.task = orphans(TASK).archivingTo(StorageArchive.in(InMemoryStorage.named("uploads/archive")));

        assertThatThrownBy(sweep::cleanup)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("wants its files archived in memory:///uploads/archive/")
                .hasMessageContaining("Give it a place outside");
    }

    @Test
    void filesAreEitherArchivedOrRecoverable() {
        assertThatThrownBy(() -> sweep.task.quarantineFor(Sweep.DAY))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("what becomes of the files was already set to files are deleted once a copy");
    }

    @Test
    void theBuildersQuarantineLeavesTasksThatArchiveAlone() {
        assertThat(sweep.builder()
                        .quarantineFor(Sweep.DAY)
                        .build()
                        .run()
                        .files()
                        .archived())
                .isEqualTo(1);
    }
}
