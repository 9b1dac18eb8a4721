package dev.cleanup;

import static dev.cleanup.Sweep.TASK;
import static dev.cleanup.Sweep.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.guard.Guards;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.Refusal;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.storage.ByteSize;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class OrphanGuardsTest {

    private final Sweep sweep = new Sweep();

    private Refusal refused() {
        CleanupReport report = sweep.run();
        assertThat(sweep.storage.mutations()).isZero();
        assertThat(report.isSuccess()).isFalse();
        return refusal(report.task(TASK).outcome());
    }

    private void passes() {
        assertThat(sweep.run().task(TASK).outcome()).isEqualTo(new TaskOutcome.Completed());
    }

    @Test
    void anEmptyDatabaseStopsTheSweep() {
        sweep.old("a", "b");

        Refusal refusal = refused();

        assertThat(refusal.guard()).isEqualTo("no-references");
        assertThat(refusal.message()).contains("no source names any file", "2 files");
        assertThat(refusal.samples()).contains("a", "b");
        assertThat(refusal.remedy()).contains("allowNoReferences()");
    }

    @Test
    void blankReferencesAreNoReferences() {
        sweep.old("a").database.addBlank();

        assertThat(refused().guard()).isEqualTo("no-references");
    }

    @Test
    void anEmptyDatabaseIsAllowedOnRequest() {
        sweep.old("a", "b").task = sweep.task.allowNoReferences();

        passes();

        assertThat(sweep.storage.keys()).isEmpty();
    }

    @Test
    void anEmptyDatabaseStopsNothingWhereNothingIsOldEnough() {
        sweep.young("a");

        passes();
    }

    @Test
    void referencesThatMatchNoFileStopTheSweep() {
        sweep.old("a", "b").named("/srv/uploads/a".substring(1), "srv/uploads/b");

        Refusal refusal = refused();

        assertThat(refusal.guard()).isEqualTo("nothing-matches");
        assertThat(refusal.message()).contains("none of 2 references", "2 files");
        assertThat(refusal.remedy()).contains("KeyMapping", "allowNoMatches()");
    }

    @Test
    void referencesThatMatchNoFileAreAllowedOnRequest() {
        sweep.old("a", "b").named("x").task = sweep.task.allowNoMatches();

        passes();

        assertThat(sweep.storage.keys()).isEmpty();
    }

    @Test
    void rowsThatNameFilesLongGoneDoNotStopTheSweepWhileOneMatches() {
        sweep.old("used", "orphan").named("used", "gone-1", "gone-2", "gone-3");

        passes();

        assertThat(sweep.storage.keys()).containsExactly("used");
    }

    @Test
    void rowsThatNameOnlyFilesLongGoneStopNothingWhereNothingWouldGo() {
        sweep.young("uploading").named("gone-1", "gone-2");

        passes();
    }

    @Test
    void moreThanHalfOrphansStopTheSweep() {
        sweep.healthy(11);
        manyOrphans(12);

        Refusal refusal = refused();

        assertThat(refusal.guard()).isEqualTo("orphan-share");
        assertThat(refusal.message()).contains("12 of 23 files (52.2 %) are orphans", "50 %");
        assertThat(refusal.samples()).hasSize(12);
        assertThat(refusal.remedy()).contains("allowOrphanShare(53)");
    }

    @Test
    void halfOrphansPass() {
        sweep.healthy(12);
        manyOrphans(12);

        passes();
    }

    @Test
    void tenOrphansAreNeverTooMany() {
        sweep.healthy(1);
        manyOrphans(10);

        passes();
    }

    @Test
    void elevenOrphansCanBe() {
        sweep.healthy(1);
        manyOrphans(11);

        assertThat(refused().guard()).isEqualTo("orphan-share");
    }

    @Test
    void theRemedyOfTheOrphanShareIsExact() {
        sweep.healthy(11);
        manyOrphans(12);
        sweep.task = sweep.task.allowOrphanShare(53);

        passes();
    }

    @Test
    void youngOrphansCountForTheShare() {
        sweep.healthy(1);
        sweep.old("old");
        for (int i = 0; i < 20; i++) {
            sweep.young("young-" + i);
        }

        assertThat(refused().guard()).isEqualTo("orphan-share");
    }

    @Test
    void aValueThatCannotBeMappedStopsTheSweep() {
        sweep.healthy(3).old("orphan").database.addUnmappable("../../etc/passwd", "it would climb");

        Refusal refusal = refused();

        assertThat(refusal.guard()).isEqualTo("unmappable-references");
        assertThat(refusal.message()).contains("1 of 4 references");
        assertThat(refusal.samples().get(0)).contains("../../etc/passwd", "it would climb");
        assertThat(refusal.remedy()).contains("KeyMapping.ignoring(..)");
    }

    @Test
    void anIgnoredValueStopsNothing() {
        sweep.healthy(3).old("orphan").database.addIgnored("../../etc/passwd");

        passes();
    }

    @Test
    void aFileThatEqualsAReferenceButForItsSpellingStaysAndIsReported() {
        sweep.healthy(20).old("Caf\u00e9.M4A", "with space", "orphan").named("cafe\u0301.m4a", "with%20space");

        CleanupReport report = sweep.run();

        assertThat(sweep.storage.keys()).contains("Caf\u00e9.M4A", "with space").doesNotContain("orphan");
        assertThat(report.toText()).contains("with space  kept, it equals a reference but for its spelling");
    }

    @Test
    void manyFilesThatEqualAReferenceButForTheirSpellingStopTheSweep() {
        sweep.healthy(20).old("orphan");
        for (int i = 0; i < 11; i++) {
            sweep.old("FILE-" + i).named("file-" + i);
        }

        Refusal refusal = refused();

        assertThat(refusal.guard()).isEqualTo("near-matches");
        assertThat(refusal.message()).contains("11 files equal a reference but for case", "allowed 10");
        assertThat(refusal.remedy()).contains("allowNearMatches(11)");
        sweep.task = sweep.task.allowNearMatches(11);
        passes();
        assertThat(sweep.storage.keys()).contains("FILE-0").doesNotContain("orphan");
    }

    @Test
    void aReferenceInAnotherSpellingThatAppearsBeforeTheRemovalSavesItsFile() {
        sweep.healthy(3).old("Attached");
        sweep.storage.afterList(() -> sweep.named("attached"));

        sweep.run();

        assertThat(sweep.storage.contains("Attached")).isTrue();
    }

    @Test
    void aHostsOwnGuardIsAskedBeforeTheFirstRemoval() {
        sweep.healthy(3).old("orphan");
        sweep.task =
                sweep.task.guard(Guards.guard("weekday", "only on weekdays", evidence -> Optional.of("it is Sunday")));

        Refusal refusal = refused();

        assertThat(refusal.guard()).isEqualTo("weekday");
        assertThat(refusal.message()).isEqualTo("it is Sunday");
    }

    @Test
    void guardsAreAskedOnceForThePlanAndOnceForEachReadAfterIt() {
        sweep.healthy(300);
        manyOrphans(250);
        AtomicInteger asked = new AtomicInteger();
        sweep.task = sweep.task.guard(Guards.guard("counting", "anything", evidence -> {
            asked.incrementAndGet();
            return Optional.empty();
        }));

        passes();

        assertThat(asked).hasValue(sweep.database.reads()).hasValue(2);
    }

    @Test
    void aGuardThatThrowsFailsItsTask() {
        sweep.healthy(3).old("orphan");
        sweep.task = sweep.task.guard(Guards.guard("broken", "never", evidence -> {
            throw new IllegalStateException("broken guard");
        }));

        assertThat(sweep.run().task(TASK).outcome()).isInstanceOf(TaskOutcome.Failed.class);
        assertThat(sweep.storage.mutations()).isZero();
    }

    @Test
    void moreBytesThanAllowedAreRefused() {
        sweep.healthy(3).old("orphan");
        sweep.task = sweep.task.guard(Guards.removedBytes(new ByteSize(9)));

        Refusal refusal = refused();

        assertThat(refusal.guard()).isEqualTo("removed-bytes");
        assertThat(refusal.message()).contains("10 bytes would go");
    }

    @Test
    void aRefusedPlanStillShowsWhatItIsAbout() {
        sweep.old("a", "b");

        assertThat(sweep.cleanup().plan().task(TASK).items()).hasSize(2);
        assertThat(sweep.cleanup().plan().toText()).contains("REFUSED by guard no-references", "allowNoReferences()");
    }

    private void manyOrphans(int count) {
        for (int i = 0; i < count; i++) {
            sweep.old("orphan-" + i);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"caf\u00e9.pdf", "Caf\u00e9.pdf"})
    void aNameThatThisProcessHasNoLettersForStopsTheSweep(String referenced) {
        sweep.old("used", "caf?.pdf").named("used", referenced);

        CleanupReport report = Cleanup.of("media", new AsciiStorage(sweep.storage))
                .referencedBy(sweep.database)
                .task(sweep.task)
                .clock(sweep.clock)
                .build()
                .run();

        assertThat(refusal(report.task(TASK).outcome()).guard()).isEqualTo("encoding");
        assertThat(sweep.storage.mutations()).isZero();
    }

    @Test
    @Timeout(10)
    void aReferenceOfManySpacesIsFoldedInNoTime() {
        sweep.old("used", "orphan").named("used", "a" + " ".repeat(300_000) + "b");

        assertThat(sweep.run().files().deleted()).isEqualTo(1);
    }
}
