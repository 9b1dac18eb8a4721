package dev.cleanup;

import static dev.cleanup.Interleavings.BEFORE_FIRST_READ;
import static dev.cleanup.Interleavings.BEFORE_REMOVAL;
import static dev.cleanup.Interleavings.BEFORE_RUN;
import static dev.cleanup.Uploader.pass;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * An uploader and the cleaner at the same time, in every order: the real engine over a storage and references in memory,
 * the uploader's steps at each of the points that a run passes.
 *
 * <p>What a host does for its files has levels: nothing (L0); the promise that no upload takes longer than the minimum age,
 * and that no unreferenced file is used again (L1); to touch a file that it uses again, and then to look whether it is
 * there, where it commits the reference (L2). Where a level promises nothing, the test names exactly the orders that lose
 * the file, so that a change is noticed.
 *
 * <p>The storage in memory takes a touched file for another one, as {@code LocalDirectory} does by its modification time.
 * Over a storage that compares less, L2 loses where the removal comes between touch and look-up.
 */
@Tag("fast")
class InterleavingsTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final Interleavings one = Interleavings.ofOneSource();
    private final Interleavings two = Interleavings.ofTwoSources();

    @Test
    void everyOrderIsTriedOnce() {
        assertThat(one.all(2)).hasSize(45).doesNotHaveDuplicates();
        assertThat(one.all(3)).hasSize(165).doesNotHaveDuplicates();
        assertThat(one.all(8)).hasSize(12_870);
    }

    @Test
    void aNewUploadIsNeverLost() {
        assertThat(one.losing(Uploader::nothing, Uploader::create, Uploader::commit))
                .isEmpty();
    }

    @Test
    void anUploadThatEndsWithinTheMinimumAgeIsNeverLost() {
        assertThat(one.losing(Uploader::nothing, Uploader::create, pass(HOUR.multipliedBy(23)), Uploader::commit))
                .isEmpty();
    }

    @Test
    void anUploadThatTakesLongerIsLostIfItIsOldEnoughForTheRunAndCommittedAfterTheSecondRead() {
        assertThat(one.losing(Uploader::nothing, Uploader::create, pass(HOUR.multipliedBy(24)), Uploader::commit))
                .isEqualTo(one.orders(3, order -> order.get(1) == BEFORE_RUN && order.get(2) >= BEFORE_REMOVAL))
                .hasSize(3);
    }

    @Test
    void aFileInUseThatIsReplacedIsNeverLost() {
        assertThat(one.losing(Uploader::oldFileInUse, Uploader::replace, Uploader::replace))
                .isEmpty();
    }

    @Test
    void aFileThatIsReplacedWhileNothingNamesItIsNeverLost() {
        assertThat(one.losing(
                        Uploader::oldFileInUse,
                        Uploader::release,
                        Uploader::delete,
                        Uploader::create,
                        Uploader::commit))
                .isEmpty();
    }

    @Test
    void aNewFileUnderTheNameOfAnOrphanIsNeverLost() {
        assertThat(one.losing(Uploader::oldFile, Uploader::delete, Uploader::create, Uploader::commit))
                .isEmpty();
    }

    @Test
    void aHostThatDeletesOnItsOwnMeetsNoHarm() {
        assertThat(one.losing(Uploader::oldFileInUse, Uploader::release, Uploader::delete))
                .isEmpty();
    }

    @Test
    void anOrphanThatIsTouchedAndLookedForBeforeItIsUsedAgainIsNeverLost() {
        assertThat(one.losing(Uploader::oldFile, Uploader::touch, Uploader::commitIfThere))
                .isEmpty();
    }

    @Test
    void lookingWithoutTouchingLosesItIfTheRemovalFollows() {
        assertThat(one.losing(Uploader::oldFile, Uploader::commitIfThere)).isEqualTo(List.of(List.of(BEFORE_REMOVAL)));
    }

    @Test
    void anOrphanThatIsUsedAgainAfterTheSecondReadIsLost() {
        assertThat(one.losing(Uploader::oldFile, Uploader::commit))
                .isEqualTo(one.orders(1, order -> order.get(0) >= BEFORE_REMOVAL))
                .hasSize(3);
    }

    @Test
    void anOrphanThatWasLookedForEarlierAndIsUsedAgainAfterTheSecondReadIsLost() {
        assertThat(one.losing(Uploader::oldFile, Uploader::look, Uploader::commitIfSeen))
                .isEqualTo(one.orders(2, order -> order.get(0) <= BEFORE_REMOVAL && order.get(1) >= BEFORE_REMOVAL))
                .hasSize(21);
    }

    @Test
    void aReferenceThatIsTakenAwayBeforeTheFirstReadAndComesBackAfterTheSecondIsLost() {
        assertThat(one.losing(Uploader::oldFileInUse, Uploader::release, Uploader::commit))
                .isEqualTo(one.orders(2, order -> order.get(0) <= BEFORE_FIRST_READ && order.get(1) >= BEFORE_REMOVAL))
                .hasSize(6);
    }

    // ---- two sources: each is one snapshot, both together are not ----

    private static final Consumer<Uploader> TO_ARCHIVE = host -> host.commitIn(host.archive);
    private static final Consumer<Uploader> FROM_DATABASE = host -> host.move(host.world.database);
    private static final Consumer<Uploader> FROM_ARCHIVE = host -> host.move(host.archive);

    @Test
    void aReferenceThatMovesToASourceThatIsReadLaterIsNeverLost() {
        assertThat(two.losing(Uploader::oldFileInUse, TO_ARCHIVE, FROM_DATABASE))
                .isEmpty();
    }

    @Test
    void aReferenceThatMovesToASourceThatIsReadEarlierIsMissedByOneReadAndNotByBoth() {
        assertThat(two.losing(Uploader::oldFileInUse, TO_ARCHIVE, FROM_DATABASE, Uploader::commit, FROM_ARCHIVE))
                .isEmpty();
    }

    @Test
    void aReferenceThatIsInNeitherSourceForBothReadsIsLost() {
        assertThat(two.losing(Uploader::oldFileInUse, FROM_DATABASE, TO_ARCHIVE))
                .isEqualTo(two.orders(2, order -> order.get(0) <= 1 && order.get(1) >= 8))
                .hasSize(6);
    }
}
