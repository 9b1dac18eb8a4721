package dev.cleanup;

import static dev.cleanup.Sweep.TASK;
import static dev.cleanup.policy.Policies.created;
import static dev.cleanup.policy.Policies.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.cleanup.fact.Fact;
import dev.cleanup.guard.Guards;
import dev.cleanup.policy.Decision;
import dev.cleanup.policy.Policies;
import dev.cleanup.report.CleanupListener;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.ItemReport;
import dev.cleanup.report.Progress;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.FileTimes;
import dev.cleanup.storage.LookupSink;
import dev.cleanup.storage.OutcomeSink;
import dev.cleanup.storage.StorageLimit;
import dev.cleanup.storage.StorageTarget;
import dev.cleanup.storage.StoredFile;
import dev.cleanup.testkit.fake.InMemoryRecords;
import dev.cleanup.testkit.fake.InMemoryReferences;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class CleanupConfigTest {

    private final Sweep sweep = new Sweep();

    @Test
    void aCleanupWithoutTaskIsRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Cleanup.of("media", sweep.storage).build())
                .withMessage("cleanup (media) has no task, so it would never do anything: add one with"
                        + " task(orphans(..))");
    }

    @Test
    void anOrphanTaskWithoutReferenceSourceIsRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        Cleanup.of("media", sweep.storage).task(sweep.task).build())
                .withMessage(
                        "task (orphaned-files) of cleanup (media) has no reference source: without one every file is"
                                + " an orphan. Add one with referencedBy(..)");
    }

    @Test
    void twoTasksOfOneNameAreRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> sweep.builder().task(CleanupTask.orphans(TASK)))
                .withMessage("task (orphaned-files) was already added to cleanup media: reports could not tell the two"
                        + " apart, so give each a name of its own");
    }

    @Test
    void twoSourcesOfOneNameAreRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> sweep.builder().referencedBy(InMemoryReferences.named("database")))
                .withMessageContaining("reference source (database) was already added to cleanup media");
    }

    @Test
    void theSameSettingTwiceIsAConflict() {
        assertThatIllegalStateException()
                .isThrownBy(() -> sweep.task.olderThan(Duration.ofHours(1)))
                .withMessageContaining("olderThan was already set to");
        assertThatIllegalStateException()
                .isThrownBy(() -> sweep.builder().clock(sweep.clock))
                .withMessageContaining("clock was already set to");
        assertThatIllegalStateException()
                .isThrownBy(() -> sweep.task.allowOrphanShare(60).allowOrphanShare(70))
                .withMessageContaining("guard orphan-share was already set");
        assertThatIllegalStateException()
                .isThrownBy(() -> sweep.cleanup().requestedBy("a").requestedBy("b"))
                .withMessageContaining("requestedBy was already set to a");
    }

    @Test
    void anAgeOfZeroOrLessIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CleanupTask.orphans("x").olderThan(Duration.ZERO))
                .withMessageContaining("age (PT0S) must be positive")
                .withMessageContaining("Duration.ofHours(24)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CleanupTask.orphans("x").olderThan(Duration.ofDays(-1)))
                .withMessageContaining("age (PT-24H) must be positive");
    }

    @Test
    void anImpossibleShareIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sweep.task.allowOrphanShare(0))
                .withMessageContaining("percent (0) of the orphan share must be from 1 to 100");
        assertThatIllegalArgumentException().isThrownBy(() -> sweep.task.allowOrphanShare(101));
    }

    @Test
    void blankNamesAndNullsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CleanupTask.orphans(" "))
                .withMessageContaining("task name ( ) must not be blank");
        assertThatIllegalArgumentException().isThrownBy(() -> Cleanup.of("", sweep.storage));
        assertThatNullPointerException().isThrownBy(() -> sweep.builder().referencedBy(null));
        assertThatNullPointerException().isThrownBy(() -> sweep.builder().task(null));
    }

    @Test
    void aPolicyThatNeedsAFactOfRecordsIsRefused() {
        var task = sweep.task.where(
                Policies.custom("failed", Set.of(Fact.STATUS), (facts, now) -> Decision.unknown("never asked")));

        assertThatIllegalStateException()
                .isThrownBy(() -> Cleanup.of("media", sweep.storage)
                        .referencedBy(sweep.database)
                        .task(task)
                        .build())
                .withMessageContaining("task (orphaned-files) has a policy")
                .withMessageContaining("failed")
                .withMessageContaining("[status]")
                .withMessageContaining("memory:///uploads/ does not provide it");
    }

    @Test
    void aPolicyThatNeedsAFactThatTheSourceOfRecordsDoesNotProvideIsRefused() {
        InMemoryRecords sessions = InMemoryRecords.named("sessions").providing(Fact.STATUS);
        RecordTask task = CleanupTask.records("failed-sessions", sessions)
                .where(status("failed").and(created().olderThan(Duration.ofDays(7))))
                .deletingRecords();

        assertThatIllegalStateException()
                .isThrownBy(() -> sweep.builder().task(task).build())
                .withMessage("task (failed-sessions) has a policy (with status failed and created at least 7 days ago)"
                        + " that needs [time created], and source sessions does not provide it: it could never decide");
        assertThat(sweep.builder()
                        .task(CleanupTask.records(
                                        "failed-sessions", sessions.providing(Fact.STATUS, Fact.time("created")))
                                .where(status("failed").and(created().olderThan(Duration.ofDays(7))))
                                .deletingRecords())
                        .build())
                .isNotNull();
    }

    @Test
    void aSelectionByATimeThatTheSourceOfRecordsDoesNotProvideIsRefused() {
        RecordTask task = CleanupTask.records(
                        "surplus", InMemoryRecords.named("tokens").providing(Fact.STATUS))
                .where(status("active"))
                .selecting(Policies.keepNewest(3).by("created"))
                .deletingRecords();

        assertThatIllegalStateException()
                .isThrownBy(() -> sweep.builder().task(task).build())
                .withMessageContaining("task (surplus) has a policy (not among the newest 3 by created)")
                .withMessageContaining("needs [time created], and source tokens over memory:///uploads/ does not");
    }

    @Test
    void aQuotaOverAStorageThatCannotSayWhatItHoldsIsRefused() {
        CleanupTask task = emergency(Policies.megabytes(1));

        assertThatIllegalStateException()
                .isThrownBy(() ->
                        Cleanup.of("media", new Bare(sweep.storage)).task(task).build())
                .withMessageContaining(
                        "task (emergency) has a policy (oldest by created, once the storage holds more" + " than 1 MB")
                .withMessageContaining("needs [storage.used], and source tokens over memory:///uploads/ does not");
        assertThat(sweep.builder().task(task).build()).isNotNull();
    }

    @Test
    void aQuotaOverAFileStoreThatNobodyMeasuresIsRefused() {
        CleanupTask task = emergency(Policies.percentOfFileStore(90));

        assertThatIllegalStateException()
                .isThrownBy(() ->
                        Cleanup.of("media", new Bare(sweep.storage)).task(task).build())
                .withMessageContaining("task (emergency) has a policy (oldest by created, once more than 90% of the")
                .withMessageContaining("needs [store.capacity], and source tokens over memory:///uploads/ does not");
        assertThat(sweep.builder().task(task).build()).isNotNull();
    }

    private static CleanupTask emergency(StorageLimit limit) {
        Fact<Instant> time = Fact.time("created");
        return CleanupTask.records("emergency", InMemoryRecords.named("tokens").providing(time))
                .where(created().olderThan(Duration.ofHours(1)))
                .selecting(
                        Policies.quotaAbove(limit).downTo(Policies.percent(80)).oldestFirst("created"))
                .removingFiles()
                .deletingRecords();
    }

    @Test
    void aTaskThatDoesNotExistCannotBeAskedFor() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sweep.cleanup().only("orphans"))
                .withMessage("only ([orphans]) must name tasks of cleanup media, which has [orphaned-files]");
        assertThatIllegalArgumentException().isThrownBy(() -> sweep.cleanup().only());
    }

    @Test
    void aGuardThatNobodyCanLiftCannotBeReplaced() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sweep.task.guard(
                        Guards.guard("unmappable-references", "anything", evidence -> Optional.empty())))
                .withMessageContaining("guard (unmappable-references) has the name of one that nobody can lift");
    }

    @Test
    void buildLeavesTheBuilderAsItIs() {
        CleanupBuilder builder = sweep.builder();
        Cleanup first = builder.build();
        Cleanup second = builder.task(CleanupTask.orphans("more")).build();

        assertThat(first.plan().tasks()).hasSize(1);
        assertThat(second.plan().tasks()).hasSize(2);
    }

    @Test
    void aListenerHearsProgressItemsAndTheEnd() {
        sweep.old("used", "a", "b").named("used");
        List<String> heard = new ArrayList<>();

        CleanupReport report =
                sweep.builder().listener(recording(heard)).build().run();

        assertThat(heard)
                .contains("READING_REFERENCES 1", "LISTING 3", "LOOKING_UP 2", "SECOND_LOOK 1", "REMOVING 2")
                .contains("a", "b")
                .endsWith(report.id());
    }

    private static CleanupListener recording(List<String> heard) {
        return new CleanupListener() {
            @Override
            public void onProgress(Progress progress) {
                heard.add(progress.phase() + " " + progress.done());
            }

            @Override
            public void onItem(String task, ItemReport item) {
                heard.add(item.subject().toString());
            }

            @Override
            public void onFinished(CleanupReport report) {
                heard.add(report.id());
            }
        };
    }

    @Test
    void aListenerThatThrowsBreaksNothing() {
        sweep.old("used", "a").named("used");
        CleanupListener broken = new CleanupListener() {
            @Override
            public void onItem(String task, ItemReport item) {
                throw new IllegalStateException("listener");
            }
        };

        CleanupReport report = sweep.builder().listener(broken).build().run();

        assertThat(report.isSuccess()).isTrue();
        assertThat(sweep.storage.contains("a")).isFalse();
    }

    @Test
    void theRunnableNeverThrows() {
        sweep.old("used", "a").named("used");
        Cleanup cleanup = Cleanup.of("media", sweep.storage)
                .referencedBy(sweep.database)
                .task(sweep.task)
                .clock(() -> {
                    throw new IllegalStateException("no time");
                })
                .build();

        cleanup.asRunnable().run();

        assertThat(sweep.storage.mutations()).isZero();
    }

    @Test
    void theInstantOfTheRunIsReadOnce() {
        sweep.old("used", "a").named("used");
        sweep.storage.beforeLookUp(() -> sweep.clock.set(Instant.parse("2020-01-01T00:00:00Z")));

        assertThat(sweep.run().startedAt()).isEqualTo(Instant.parse("2026-03-01T12:00:00Z"));
    }

    /** A storage without any ability: it neither lists nor measures. */
    private record Bare(StorageTarget whole) implements StorageTarget {
        @Override
        public String id() {
            return whole.id();
        }

        @Override
        public Set<FileTimes.Kind> times() {
            return whole.times();
        }

        @Override
        public void verify() {
            whole.verify();
        }

        @Override
        public void lookUp(Collection<FileKey> keys, LookupSink sink) {
            whole.lookUp(keys, sink);
        }

        @Override
        public void remove(List<StoredFile> batch, OutcomeSink<StoredFile> sink) {
            whole.remove(batch, sink);
        }
    }
}
