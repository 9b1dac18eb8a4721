package dev.cleanup.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.cleanup.reference.Owner;
import dev.cleanup.reference.ReferenceSource;
import dev.cleanup.reference.ReferencesUnavailableException;
import dev.cleanup.storage.FileKey;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What every source of references must do: a test class to extend.
 *
 * <p>The source names nothing when a test begins, and is the same during the test. What an implementation cannot do is
 * skipped, visibly. Subclasses play the host, past the source. Like every test class, not safe for use by several threads.
 */
public abstract class ReferenceSourceContract {

    private static final List<String> NAMES = List.of(
            "Upper.MP3",
            "with space.mp3",
            " leading",
            "trailing ",
            "tab\tinside",
            "caf\u00e9.mp3",
            "cafe\u0301.mp3",
            "\u97f3\u58f0.mp3",
            "\ud83c\udfb5.mp3",
            "null",
            "0123456789".repeat(20) + ".mp3",
            "percent%20+plus.mp3");

    /** For subclasses. */
    protected ReferenceSourceContract() {}

    /**
     * The source under test.
     *
     * @return the same one during a test
     */
    protected abstract ReferenceSource source();

    /**
     * Adds a row that names a file, and commits it.
     *
     * @param key the file
     * @return the row, as the source is to deliver it
     * @throws Exception if that fails
     */
    protected abstract Owner commit(FileKey key) throws Exception;

    /**
     * Adds many rows, each of which names a file, and commits them.
     *
     * @param keys the files
     * @throws Exception if that fails
     */
    protected void commitAll(List<FileKey> keys) throws Exception {
        for (FileKey key : keys) {
            commit(key);
        }
    }

    /**
     * Says whether a row can hold a name at all.
     *
     * @param key the name
     * @return true unless overridden
     */
    protected boolean canName(FileKey key) {
        return true;
    }

    /**
     * Adds a row whose value is null or blank, and commits it.
     *
     * @return the row, as the source is to deliver it
     * @throws Exception if that fails
     */
    protected abstract Owner commitBlank() throws Exception;

    /**
     * Takes a row away, and commits that.
     *
     * @param owner the row
     * @throws Exception if that fails
     */
    protected abstract void withdraw(Owner owner) throws Exception;

    /**
     * Adds a row whose value is no key, and commits it.
     *
     * @return whether that can be done here; false unless overridden, and the test is then skipped
     * @throws Exception if that fails
     */
    protected boolean commitUnmappable() throws Exception {
        return false;
    }

    /**
     * Sees to it that reads fail, before their first row or after any.
     *
     * @return whether that can be done here; false unless overridden, and the test is then skipped
     * @throws Exception if that fails
     */
    protected boolean breakReads() throws Exception {
        return false;
    }

    @Test
    final void isNamedTheSameEachTime() {
        assertThat(source().name()).isNotBlank().isEqualTo(source().name());
    }

    @Test
    final void deliversNothingWhereNothingIs() {
        assertThat(ReferenceResult.of(source()).rows()).isEmpty();
    }

    @Test
    final void deliversEachReferenceWithItsOwner() throws Exception {
        Owner first = commit(FileKey.of("a.mp3"));
        Owner second = commit(FileKey.of("with space/b.mp3"));

        ReferenceResult read = ReferenceResult.of(source());

        assertThat(read.ownersOf("a.mp3")).containsExactly(first);
        assertThat(read.ownersOf("with space/b.mp3")).containsExactly(second);
        assertThat(first).isNotEqualTo(second);
    }

    @Test
    final void deliversAFileForEachOfItsOwners() throws Exception {
        Owner first = commit(FileKey.of("a.mp3"));
        Owner second = commit(FileKey.of("a.mp3"));

        assertThat(ReferenceResult.of(source()).ownersOf("a.mp3")).containsExactlyInAnyOrder(first, second);
    }

    @Test
    final void saysWhoNamesNoFile() throws Exception {
        Owner blank = commitBlank();

        ReferenceResult read = ReferenceResult.of(source());

        assertThat(read.none()).containsExactly(blank);
        assertThat(read.rows()).hasSize(1);
    }

    @Test
    final void readsAFreshSnapshotEachTime() throws Exception {
        Owner first = commit(FileKey.of("a.mp3"));
        assertThat(ReferenceResult.of(source()).keys()).containsExactly(FileKey.of("a.mp3"));

        withdraw(first);
        commit(FileKey.of("b.mp3"));

        assertThat(ReferenceResult.of(source()).keys()).containsExactly(FileKey.of("b.mp3"));
    }

    @Test
    final void deliversMoreThanAThousandReferences() throws Exception {
        List<FileKey> keys = StorageContract.keys("file-", 1_010);
        commitAll(keys);

        assertThat(ReferenceResult.of(source()).keys()).containsExactlyInAnyOrderElementsOf(keys);
    }

    @TestFactory
    final Stream<DynamicTest> deliversEachNameAsItIs() {
        return NAMES.stream()
                .map(FileKey::of)
                .map(key -> dynamicTest("'" + key + "'", () -> {
                    assumeTrue(canName(key), "a row cannot hold this name");
                    Owner owner = commit(key);
                    try {
                        assertThat(ReferenceResult.of(source()).keys()).containsExactly(key);
                    } finally {
                        withdraw(owner);
                    }
                }));
    }

    @Test
    final void deliversNamesThatDifferInCaseOrBlanksAsTwo() throws Exception {
        List<FileKey> keys = Stream.of("A.mp3", "a.mp3", "a.mp3 ", "caf\u00e9", "cafe\u0301")
                .map(FileKey::of)
                .toList();
        commitAll(keys);

        assertThat(ReferenceResult.of(source()).keys()).containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    final void failsRatherThanTakeABrokenPlaceForAnEmptyOne() throws Exception {
        assumeTrue(breakReads(), "reads cannot be broken here");

        assertThatThrownBy(() -> ReferenceResult.of(source())).isInstanceOf(ReferencesUnavailableException.class);
    }

    @Test
    final void letsWhatASinkThrowsAtARowWithoutAFileReachTheCaller() throws Exception {
        commitBlank();
        IllegalStateException thrown = new IllegalStateException("thrown by the sink");

        assertThatThrownBy(() -> source().read(ReferenceResult.throwing(thrown)))
                .isSameAs(thrown);
    }

    @Test
    final void readsForTwoThreadsAtOnce() throws Exception {
        List<FileKey> keys = StorageContract.keys("file-", 100);
        commitAll(keys);
        TwoThreads.Check reading =
                () -> assertThat(ReferenceResult.of(source()).keys()).containsExactlyInAnyOrderElementsOf(keys);

        TwoThreads.run(reading, reading);
    }

    @Test
    final void saysWhatItCannotMap() throws Exception {
        assumeTrue(commitUnmappable(), "a row that is no key cannot be made here");
        commit(FileKey.of("a.mp3"));

        ReferenceResult read = ReferenceResult.of(source());

        assertThat(read.unmappable()).hasSize(1);
        assertThat(read.keys()).containsExactly(FileKey.of("a.mp3"));
    }

    @Test
    final void letsWhatASinkThrowsReachTheCaller() throws Exception {
        commit(FileKey.of("a.mp3"));
        IllegalStateException thrown = new IllegalStateException("thrown by the sink");

        assertThatThrownBy(() -> source().read(ReferenceResult.throwing(thrown)))
                .isSameAs(thrown);
        assertThat(ReferenceResult.of(source()).keys()).containsExactly(FileKey.of("a.mp3"));
    }

    @Test
    final void failsRatherThanEndEarly() throws Exception {
        commit(FileKey.of("a.mp3"));
        assumeTrue(breakReads(), "reads cannot be broken here");

        assertThatThrownBy(() -> ReferenceResult.of(source()))
                .isInstanceOfSatisfying(
                        ReferencesUnavailableException.class,
                        failure -> assertThat(failure.source()).isEqualTo(source().name()));
    }
}
