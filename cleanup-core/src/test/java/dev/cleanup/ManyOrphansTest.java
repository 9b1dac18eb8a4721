package dev.cleanup;

import static dev.cleanup.CleanupTask.orphans;
import static dev.cleanup.Sweep.TASK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.guard.Guards;
import dev.cleanup.outcome.Failure;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.outcome.Reason;
import dev.cleanup.report.CleanupListener;
import dev.cleanup.report.CleanupPlan;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.ItemReport;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.FileTimes;
import dev.cleanup.storage.LookupSink;
import dev.cleanup.storage.StoredFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** More orphans than a run keeps all of that it knows: of those beyond the first ten thousand it keeps a trace. */
@Tag("fast")
class ManyOrphansTest {

    private static final int KEPT = 10_000;
    private static final int ORPHANS = KEPT + 250;

    private final Sweep sweep = new Sweep();
    private final Map<String, Outcome> outcomes = new HashMap<>();
    private final AtomicBoolean stopped = new AtomicBoolean();

    @BeforeEach
    void store() {
        sweep.task = orphans(TASK).olderThan(Sweep.DAY).allowOrphanShare(100).allowNoMatches();
        sweep.old("used").named("used");
        for (int i = 0; i < ORPHANS; i++) {
            sweep.old(name(i));
        }
    }

    private static String name(int orphan) {
        return "orphan-%05d".formatted(orphan);
    }

    /** Acts before the first removal, when all was judged and nothing is gone. */
    private CleanupReport run(Runnable act) {
        AtomicBoolean acted = new AtomicBoolean();
        sweep.storage.beforeRemoval(() -> {
            if (!acted.getAndSet(true)) {
                act.run();
            }
        });
        return sweep.builder().listener(remembering()).build().run();
    }

    private CleanupListener remembering() {
        return new CleanupListener() {
            @Override
            public void onItem(String task, ItemReport item) {
                outcomes.put(item.subject().toString(), item.outcome());
            }
        };
    }

    @Test
    void eachOfThemGoesAndIsCountedOnce() {
        CleanupReport report = run(() -> {});

        assertThat(report.task(TASK).files().deleted()).isEqualTo(ORPHANS);
        assertThat(report.task(TASK).files().bytes()).isEqualTo(10L * ORPHANS);
        assertThat(outcomes)
                .hasSize(ORPHANS)
                .allSatisfy((name, outcome) -> assertThat(outcome).isInstanceOf(Outcome.Deleted.class));
        assertThat(sweep.storage.keys()).containsExactly("used");
    }

    @Test
    void anotherFileThatHasTakenANameStays() {
        run(() -> sweep.storage.replace(name(KEPT + 7)));

        assertThat(outcomes.get(name(KEPT + 7)))
                .isEqualTo(Outcome.kept(Reason.Kind.CHANGED, "another file has its name by now"));
        assertThat(sweep.storage.keys()).containsExactlyInAnyOrder(name(KEPT + 7), "used");
    }

    @Test
    void aFileThatWasTouchedSinceIsJudgedAnewAndStays() {
        sweep.sight = stored -> new PassingStorage(stored) {
            @Override
            public void lookUp(Collection<FileKey> keys, LookupSink sink) {
                super.lookUp(keys, stored.removals().isEmpty() ? sink : touching(name(KEPT + 7), sink));
            }
        };

        run(() -> {});

        assertThat(outcomes.get(name(KEPT + 7))).isInstanceOf(Outcome.Kept.class);
        assertThat(sweep.storage.keys()).containsExactlyInAnyOrder(name(KEPT + 7), "used");
    }

    /** Shows one file with a status change of now; it is the same as before. */
    private LookupSink touching(String key, LookupSink sink) {
        return new LookupSink() {
            @Override
            public void found(StoredFile file) {
                FileTimes touched = file.times().with(FileTimes.Kind.STATUS_CHANGED, sweep.clock.instant());
                boolean isTouched = file.key().path().equals(key);
                sink.found(isTouched ? new StoredFile(file.key(), file.size(), touched, file.identity()) : file);
            }

            @Override
            public void absent(FileKey absent) {
                sink.absent(absent);
            }

            @Override
            public void unusable(FileKey unusable, String why) {
                sink.unusable(unusable, why);
            }

            @Override
            public void unknown(FileKey unknown, Failure failure) {
                sink.unknown(unknown, failure);
            }
        };
    }

    @Test
    void aFileThatIsGoneMeanwhileWasNotDeletedByUs() {
        CleanupReport report = run(() -> sweep.storage.delete(name(KEPT + 7)));

        assertThat(outcomes.get(name(KEPT + 7))).isInstanceOf(Outcome.AlreadyGone.class);
        assertThat(report.task(TASK).files().deleted()).isEqualTo(ORPHANS - 1);
    }

    @Test
    void aFileThatCannotBeLookedUpAnyMoreFailsAndStays() {
        CleanupReport report = run(() -> sweep.storage.failLookUp(name(KEPT + 7)));

        assertThat(outcomes.get(name(KEPT + 7))).isInstanceOf(Outcome.Failed.class);
        assertThat(report.task(TASK).outcome()).isInstanceOf(TaskOutcome.CompletedWithFailures.class);
        assertThat(sweep.storage.keys()).containsExactlyInAnyOrder(name(KEPT + 7), "used");
    }

    @Test
    void aReferenceThatAppearsSavesAnyOfThem() {
        sweep.storage.afterList(() -> sweep.named(name(KEPT + 7)));

        CleanupReport report = run(() -> {});

        assertThat(outcomes.get(name(KEPT + 7))).isInstanceOf(Outcome.Kept.class);
        assertThat(report.task(TASK).files().deleted()).isEqualTo(ORPHANS - 1);
        assertThat(sweep.storage.keys()).containsExactlyInAnyOrder(name(KEPT + 7), "used");
    }

    @Test
    void lookUpsThatBreakOffLeaveTheRestOver() {
        CleanupReport report = run(sweep.storage::failLookUps);

        assertThat(report.task(TASK).outcome()).isInstanceOf(TaskOutcome.Failed.class);
        assertThat(report.task(TASK).files().deleted()).isEqualTo(KEPT);
        assertThat(report.task(TASK).files().notReached()).isEqualTo(ORPHANS - KEPT);
        assertThat(outcomes).hasSize(ORPHANS);
    }

    @Test
    void aSignalLeavesThemOverByName() {
        sweep.storage.afterRemoval(() -> stopped.set(true));
        CleanupReport report = sweep.builder()
                .listener(remembering())
                .build()
                .stopWhen(stopped::get)
                .run();

        assertThat(report.task(TASK).files().notReached()).isEqualTo(ORPHANS - 100);
        assertThat(outcomes.get(name(KEPT + 7))).isInstanceOf(Outcome.NotReached.class);
    }

    @Test
    void theBudgetHoldsForAllOfThemTogether() {
        CleanupReport report = sweep.builder().maxFiles(KEPT + 50).build().run();

        assertThat(report.task(TASK).files().deleted()).isEqualTo(KEPT + 50);
        assertThat(report.task(TASK).files().notReached()).isEqualTo(200);
        assertThat(report.task(TASK).outcome()).isInstanceOf(TaskOutcome.Stopped.class);
    }

    @Test
    void whatTheBudgetLeavesOverIsTheLastInTheirOrderWhateverTheOrderOfTheAnswers() {
        AtomicBoolean reversed = new AtomicBoolean();
        sweep.storage.beforeRemoval(() -> reversed.set(true));
        sweep.sight = stored -> new PassingStorage(stored) {
            @Override
            public void lookUp(Collection<FileKey> keys, LookupSink sink) {
                List<FileKey> order = new ArrayList<>(keys);
                if (reversed.get()) {
                    Collections.reverse(order);
                }
                super.lookUp(order, sink);
            }
        };

        sweep.builder().maxFiles(KEPT + 50).listener(remembering()).build().run();

        outcomes.values().removeIf(outcome -> !(outcome instanceof Outcome.NotReached));
        assertThat(outcomes)
                .containsOnlyKeys(IntStream.range(KEPT + 50, ORPHANS)
                        .mapToObj(ManyOrphansTest::name)
                        .toList());
    }

    @Test
    void aLaterTaskLeavesThemToTheEarlier() {
        CleanupReport report = sweep.builder()
                .task(orphans("again")
                        .olderThan(Sweep.DAY)
                        .allowOrphanShare(100)
                        .allowNoMatches())
                .build()
                .run();

        assertThat(report.task(TASK).files().deleted()).isEqualTo(ORPHANS);
        assertThat(report.task("again").files().deleted()).isZero();
        assertThat(report.task("again").keptByReason().values()).containsExactly((long) ORPHANS);
    }

    @Test
    void aPlanIsAppliedToTheLastOfItsItems() {
        CleanupPlan plan = sweep.cleanup().plan();

        CleanupReport report = sweep.cleanup().apply(plan);

        assertThat(plan.task(TASK).items()).hasSize(ORPHANS);
        assertThat(report.task(TASK).files().deleted()).isEqualTo(ORPHANS);
        assertThat(sweep.storage.keys()).containsExactly("used");
    }

    @Test
    void beyondAHundredThousandAPlanCountsAndListsNoMore() {
        List<String> more = new ArrayList<>();
        for (int i = ORPHANS; i < 100_300; i++) {
            more.add(name(i));
        }
        sweep.old(more.toArray(String[]::new));

        CleanupPlan plan = sweep.cleanup().plan();

        assertThat(plan.task(TASK).items()).hasSize(100_000);
        assertThat(plan.task(TASK).totals().items()).isEqualTo(100_300);
        assertThat(plan.task(TASK).totals().bytes()).isEqualTo(1_003_000);
        assertThat(plan.task(TASK).seen().unreferenced()).isEqualTo(100_300);
    }

    @Test
    void aGuardOfTheHostSeesEachOfThem() {
        sweep.task = sweep.task.guard(Guards.guard(
                "contracts",
                "no contract goes",
                evidence -> evidence.items().stream()
                        .filter(item -> item.name().equals(name(ORPHANS - 1)))
                        .findFirst()
                        .map(item -> item.name() + " is one")));

        CleanupReport report = run(() -> {});

        assertThat(report.task(TASK).outcome()).isInstanceOf(TaskOutcome.Refused.class);
        assertThat(sweep.storage.mutations()).isZero();
    }
}
