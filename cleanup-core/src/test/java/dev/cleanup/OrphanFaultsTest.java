package dev.cleanup;

import static dev.cleanup.Sweep.TASK;
import static dev.cleanup.Sweep.with;
import static dev.cleanup.policy.Policies.within;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.outcome.Outcome;
import dev.cleanup.report.CleanupListener;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.ItemReport;
import dev.cleanup.report.OutcomeCounts;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.report.TaskReport;
import dev.cleanup.testkit.fake.InMemoryReferences;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class OrphanFaultsTest {

    private final Sweep sweep = new Sweep();

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void nothingIsLostWhereverAReadOfTheReferencesFails(int read) {
        for (int row = 1; row <= 6; row++) {
            Sweep world = new Sweep().old("a", "b", "c", "d", "orphan").named("a", "b", "c", "d");
            world.database.failRead(read, row);

            CleanupReport report = world.run();

            assertThat(world.storage.mutations())
                    .as("read %d, row %d", read, row)
                    .isZero();
            assertThat(report.task(TASK).outcome()).isInstanceOf(TaskOutcome.Failed.class);
        }
    }

    @Test
    void aFailedReadStopsEveryTask() {
        sweep.old("a", "orphan").named("a").database.failRead(2, 1);
        Cleanup cleanup = sweep.builder()
                .task(CleanupTask.orphans("second").olderThan(Duration.ofDays(30)))
                .build();
        sweep.storage.put("ancient", 1, sweep.ago(Duration.ofDays(99)));

        CleanupReport report = cleanup.run();

        assertThat(sweep.storage.mutations()).isZero();
        assertThat(report.files().notReached())
                .isEqualTo(report.files().total())
                .isEqualTo(2);
    }

    @Test
    void aReadThatFailedOnceStopsLaterTasksThoughTheSourceIsBack() {
        sweep.old("used", "a/orphan", "b/orphan").named("used").database.failRead(2, 1);
        CleanupReport report = Cleanup.of("media", sweep.storage)
                .referencedBy(sweep.database)
                .task(CleanupTask.orphans("a").where(within("a")))
                .task(CleanupTask.orphans("b").where(within("b")))
                .clock(sweep.clock)
                .build()
                .run();

        assertThat(sweep.storage.keys()).as(report.toText()).containsExactly("used", "a/orphan", "b/orphan");
        assertThat(report.tasks())
                .extracting(TaskReport::outcome)
                .hasSize(2)
                .hasOnlyElementsOfType(TaskOutcome.Failed.class);
        assertThat(report.files().notReached()).isEqualTo(2);
    }

    @Test
    void aReferenceCommittedAfterTheListingSavesItsFile() {
        sweep.old("used", "attached").named("used");
        sweep.storage.afterList(() -> sweep.named("attached"));

        CleanupReport report = sweep.run();

        assertThat(sweep.storage.contains("attached")).isTrue();
        assertThat(with(Outcome.Kept.class, report)).containsExactly("attached");
        assertThat(report.toText()).contains("kept, referenced by database#2 since it was judged");
    }

    @Test
    void theReferencesAreReadAgainOnceTheLastReadIsAMinuteOld() {
        sweep.healthy(300);
        for (int i = 0; i < 250; i++) {
            sweep.old("orphan-" + i);
        }
        sweep.storage.afterRemoval(() -> sweep.clock.step(Duration.ofSeconds(61)));

        sweep.run();

        assertThat(sweep.database.reads()).isEqualTo(3);
    }

    /** It counts from its begin: by its end, what it read first is more than a minute old. */
    @Test
    void aReadThatTakesMoreThanAMinuteIsNotFreshForTheNextBatch() {
        sweep.healthy(300);
        IntStream.range(0, 250).forEach(i -> sweep.old("orphan-" + i));
        for (int read = 2; read <= 3; read++) {
            sweep.database.afterRow(read, 1, () -> sweep.clock.step(Duration.ofSeconds(61)));
        }
        sweep.storage.afterRemoval(() -> sweep.named("orphan-150", "orphan-249"));

        CleanupReport report = sweep.run();

        assertThat(sweep.database.reads()).as(report.toText()).isEqualTo(4);
        assertThat(sweep.storage.contains("orphan-150")).isTrue();
        assertThat(sweep.storage.contains("orphan-249")).isTrue();
    }

    @Test
    void aFileReplacedSinceTheLookUpStays() {
        sweep.old("used", "orphan").named("used");
        sweep.storage.beforeRemoval(() -> sweep.storage.replace("orphan"));

        CleanupReport report = sweep.run();

        assertThat(sweep.storage.contains("orphan")).isTrue();
        assertThat(report.files().kept()).isEqualTo(1);
        assertThat(report.files().bytes()).isZero();
    }

    @Test
    void oneFailedFileDoesNotStopTheOthers() {
        sweep.old("used", "a", "b", "c").named("used").storage.failRemoval("b");

        CleanupReport report = sweep.run();

        assertThat(sweep.storage.keys()).containsExactlyInAnyOrder("used", "b");
        assertThat(with(Outcome.Failed.class, report)).containsExactly("b");
        assertThat(report.task(TASK).outcome()).isEqualTo(new TaskOutcome.CompletedWithFailures());
    }

    @Test
    void aLostAnswerIsUnknownAndNeverCountedAsDeleted() {
        sweep.old("used", "a").named("used").storage.losesAnswerFor("a");

        OutcomeCounts files = sweep.run().files();

        assertThat(files.unknown()).isEqualTo(1);
        assertThat(files.deleted()).isZero();
        assertThat(files.bytes()).isZero();
    }

    @Test
    void aFileThatSomebodyElseRemovedIsAlreadyGone() {
        sweep.old("used", "a").named("used");
        sweep.storage.beforeRemoval(() -> sweep.storage.delete("a"));

        assertThat(sweep.run().files().alreadyGone()).isEqualTo(1);
    }

    @Test
    void aFileThatSomebodyElseRemovedFreesNoBytes() {
        sweep.old("used", "a", "b").named("used");
        sweep.storage.beforeRemoval(() -> sweep.storage.delete("a"));

        CleanupReport report = sweep.run();

        assertThat(report.files().bytes()).as(report.toText()).isEqualTo(10);
    }

    @Test
    void anUnreadableFolderIsAFailedItemAndNothingInItACandidate() {
        sweep.old("used", "dark/orphan", "orphan").named("used").storage.failFolder("dark");

        CleanupReport report = sweep.run();

        assertThat(sweep.storage.contains("dark/orphan")).isTrue();
        assertThat(sweep.storage.contains("orphan")).isFalse();
        assertThat(report.files().failed()).isEqualTo(1);
        assertThat(report.task(TASK).seen().failed()).isEqualTo(1);
        assertThat(report.task(TASK).outcome()).isEqualTo(new TaskOutcome.CompletedWithFailures());
    }

    @Test
    void aListingThatBreaksOffRemovesNothing() {
        sweep.old("used", "orphan").named("used").storage.failListing(1);

        assertThat(sweep.run().task(TASK).outcome()).isInstanceOf(TaskOutcome.Failed.class);
        assertThat(sweep.storage.mutations()).isZero();
    }

    @Test
    void aFileThatCannotBeLookedUpStaysAndIsReported() {
        sweep.old("used", "dim", "orphan").named("used").storage.failLookUp("dim");

        CleanupReport report = sweep.run();

        assertThat(sweep.storage.keys()).containsExactlyInAnyOrder("used", "dim");
        assertThat(with(Outcome.Failed.class, report)).containsExactly("dim");
    }

    @Test
    void aStorageThatIsNotThereIsRefusedBeforeAnythingIsRead() {
        sweep.old("orphan").storage.failVerify();

        CleanupReport report = sweep.run();

        assertThat(Sweep.refusal(report.task(TASK).outcome()).guard()).isEqualTo("storage-unavailable");
        assertThat(sweep.storage.listings()).isZero();
        assertThat(sweep.database.reads()).isZero();
    }

    @Test
    void aStorageThatVanishesDuringTheRunLeavesTheRestOver() {
        sweep.healthy(300);
        for (int i = 0; i < 250; i++) {
            sweep.old("orphan-" + i);
        }
        sweep.storage.afterRemoval(sweep.storage::failVerify);

        CleanupReport report = sweep.run();

        assertThat(report.files().deleted()).isEqualTo(100);
        assertThat(report.files().notReached()).isEqualTo(150);
        assertThat(report.task(TASK).outcome()).isInstanceOf(TaskOutcome.Failed.class);
    }

    @Test
    void aSourceThatThrowsAnythingCountsAsAFailedRead() {
        sweep.old("used", "orphan").named("used");
        sweep.database.beforeRead(2, () -> {
            throw new IllegalStateException("pool exhausted");
        });

        CleanupReport report = sweep.run();

        assertThat(sweep.storage.mutations()).isZero();
        assertThat(report.toText()).contains("pool exhausted");
    }

    @Test
    void aReferenceThatOneOfTwoSourcesNamesProtects() {
        sweep.old("used", "drafted").named("used");
        InMemoryReferences drafts = InMemoryReferences.named("drafts").add("drafted");

        sweep.builder().referencedBy(drafts).build().run();

        assertThat(sweep.storage.contains("drafted")).isTrue();
    }

    @Test
    void theDeadlineEndsTheRunBetweenTwoBatches() {
        sweep.healthy(300);
        for (int i = 0; i < 250; i++) {
            sweep.old("orphan-" + i);
        }
        sweep.storage.afterRemoval(() -> sweep.clock.step(Duration.ofSeconds(60)));

        CleanupReport report =
                sweep.cleanup().deadline(sweep.clock.instant().plusSeconds(60)).run();

        assertThat(report.files().deleted()).isEqualTo(100);
        assertThat(report.files().notReached()).isEqualTo(150);
        assertThat(report.task(TASK).outcome()).isInstanceOf(TaskOutcome.Stopped.class);
        assertThat(report.toText()).contains("stopped, deadline 2026-03-01T12:01:00Z reached", "150 left over");
    }

    @Test
    void aDeadlineInThePastRemovesNothing() {
        sweep.old("used", "orphan").named("used");

        CleanupReport report = sweep.cleanup().deadline(sweep.clock.instant()).run();

        assertThat(report.task(TASK).outcome()).isInstanceOf(TaskOutcome.Stopped.class);
        assertThat(sweep.storage.keys()).hasSize(2);
    }

    @Test
    void anInterruptionEndsTheRunAndStaysSet() {
        sweep.healthy(300);
        for (int i = 0; i < 250; i++) {
            sweep.old("orphan-" + i);
        }
        sweep.storage.afterRemoval(() -> Thread.currentThread().interrupt());

        CleanupReport report = sweep.run();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(report.files().deleted()).isEqualTo(100);
        assertThat(report.task(TASK).outcome()).isEqualTo(new TaskOutcome.Stopped("interrupted"));
    }

    @Test
    void aValueThatCannotBeMappedAtTheSecondLookStopsTheSweep() {
        sweep.old("used", "orphan").named("used");
        sweep.storage.afterList(() -> sweep.database.addUnmappable("../orphan", "it would climb"));

        CleanupReport report = sweep.run();

        assertThat(sweep.storage.keys()).hasSize(2);
        assertThat(report.files().notReached()).isEqualTo(1);
        assertThat(report.toText()).contains("REFUSED by guard unmappable-references", "../orphan");
    }

    @Test
    void aListenerThatFailsAnAssertionBreaksNothing() {
        sweep.old("used", "orphan").named("used");
        CleanupListener broken = new CleanupListener() {
            @Override
            public void onItem(String task, ItemReport item) {
                throw new AssertionError("listener");
            }
        };

        assertThat(sweep.builder().listener(broken).build().run().isSuccess()).isTrue();
    }

    @Test
    void manyNearMatchesHideNoFailure() {
        sweep.healthy(10);
        for (int i = 0; i < 1200; i++) {
            sweep.old("FILE-" + i).named("file-" + i);
        }
        sweep.old("zone/dark").storage.failFolder("zone");

        CleanupReport report = sweep.run();

        assertThat(report.task(TASK).samples().get(0).outcome()).isInstanceOf(Outcome.Failed.class);
    }
}
