package dev.cleanup.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cleanup.outcome.Outcome;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.StoredFile;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Removal on condition. */
abstract class RemovalContract extends LookUpContract {

    @Test
    final void removesWhatWasSeen() throws Exception {
        put("a.txt", "a");
        put("b.txt", "b");

        assertThat(remove(lookUp("a.txt").files())).containsExactly(new Outcome.Deleted());

        assertThat(exists("a.txt")).isFalse();
        assertThat(exists("b.txt")).isTrue();
        assertThat(lookUp("a.txt").absent()).containsExactly(FileKey.of("a.txt"));
    }

    @Test
    final void saysThatAFileWasGoneAlready() throws Exception {
        put("a.txt", "a");
        List<StoredFile> seen = lookUp("a.txt").files();
        delete(FileKey.of("a.txt"));

        assertThat(remove(seen)).containsExactly(new Outcome.AlreadyGone());
    }

    @Test
    final void keepsAnotherFileThatTookTheName() throws Exception {
        put("a.txt", "a");
        List<StoredFile> seen = lookUp("a.txt").files();
        replace(FileKey.of("a.txt"), bytes("another"));

        assertThat(remove(seen)).hasOnlyElementsOfType(Outcome.Kept.class).hasSize(1);

        assertThat(exists("a.txt")).isTrue();
        assertThat(lookUp("a.txt").file("a.txt").size()).isEqualTo(7);
    }

    @Test
    final void goesOnAfterAFileThatChanged() throws Exception {
        put("a.txt", "a");
        put("b.txt", "b");
        put("c.txt", "c");
        List<StoredFile> seen = lookUp("a.txt", "b.txt", "c.txt").files();
        replace(FileKey.of("b.txt"), bytes("another"));

        List<Outcome> outcomes = remove(seen);

        assertThat(outcomes)
                .hasExactlyElementsOfTypes(Outcome.Deleted.class, Outcome.Kept.class, Outcome.Deleted.class);
        assertThat(exists("b.txt")).isTrue();
    }

    @Test
    final void goesOnAfterAFileThatCannotBeRemoved() throws Exception {
        put("a.txt", "a");
        put("stuck/b.txt", "b");
        put("c.txt", "c");
        List<StoredFile> seen = lookUp("a.txt", "stuck/b.txt", "c.txt").files();
        assumeTrue(hinderRemoval(FileKey.of("stuck/b.txt")), "a removal cannot be hindered here");

        List<Outcome> outcomes = remove(seen);

        assertThat(outcomes)
                .hasExactlyElementsOfTypes(Outcome.Deleted.class, Outcome.Failed.class, Outcome.Deleted.class);
        assertThat(exists("stuck/b.txt")).isTrue();
    }

    @Test
    final void removesNothingForAnEmptyBatch() throws Exception {
        put("a.txt", "a");

        assertThat(remove(List.of())).isEmpty();
        assertThat(exists("a.txt")).isTrue();
    }

    @Test
    final void keepsAnotherFileOfTheSameSizeThatTookTheName() throws Exception {
        put("a.txt", "first");
        List<StoredFile> seen = lookUp("a.txt").files();
        replace(FileKey.of("a.txt"), bytes("other"));

        assertThat(remove(seen)).hasOnlyElementsOfType(Outcome.Kept.class).hasSize(1);
        assertThat(exists("a.txt")).isTrue();
    }

    @Test
    final void keepsWhatLiesInAFolderThatTookTheName() throws Exception {
        put("a", "a");
        List<StoredFile> seen = lookUp("a").files();
        delete(FileKey.of("a"));
        put("a/b.txt", "b");

        assertThat(remove(seen)).doesNotContain(new Outcome.Deleted());
        assertThat(exists("a/b.txt")).isTrue();
    }

    @Test
    final void removesNoFileOfASimilarName() throws Exception {
        List<String> others = List.of("a.txt.bak", "b/a.txt", "aa.txt", "a.tx", "a*");
        put("a.txt", "a");
        for (String other : others) {
            if (canStore(FileKey.of(other))) {
                put(other, "a");
            }
        }

        assertThat(remove(lookUp("a.txt").files())).containsExactly(new Outcome.Deleted());

        for (String other : others) {
            assertThat(exists(other)).as(other).isEqualTo(canStore(FileKey.of(other)));
        }
    }

    @Test
    final void removesAllOfALargeBatch() throws Exception {
        List<FileKey> keys = keys("file-", 250);
        for (FileKey key : keys) {
            put(key, bytes("a"));
        }

        assertThat(remove(lookUp(keys).files())).hasSize(250).containsOnly(new Outcome.Deleted());

        assertThat(lookUp(keys).absent()).hasSize(250);
    }

    @Test
    final void saysThatARemovalIsUnknownWhereItsAnswerIsLost() throws Exception {
        put("a.txt", "a");
        List<StoredFile> seen = lookUp("a.txt").files();
        assumeTrue(loseAnswer(FileKey.of("a.txt")), "an answer cannot be lost here");

        assertThat(remove(seen)).hasOnlyElementsOfType(Outcome.Unknown.class).hasSize(1);
    }

    @Test
    final void removesForTwoThreadsAtOnce() throws Exception {
        List<List<FileKey>> halves = List.of(keys("ours-", 40), keys("theirs-", 40));
        for (FileKey key : halves.stream().flatMap(List::stream).toList()) {
            put(key, bytes("a"));
        }

        TwoThreads.run(
                () -> assertThat(remove(lookUp(halves.get(0)).files()))
                        .hasSize(40)
                        .containsOnly(new Outcome.Deleted()),
                () -> assertThat(remove(lookUp(halves.get(1)).files()))
                        .hasSize(40)
                        .containsOnly(new Outcome.Deleted()));
    }
}
