package dev.cleanup.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.cleanup.outcome.Failure;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.ListableStorage;
import dev.cleanup.storage.ListingSink;
import dev.cleanup.storage.StorageUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Listings, where the storage has them. */
abstract class ListingContract extends RemovalContract {

    private static final List<String> AWKWARD = List.of(
            "with space.txt",
            " leading and trailing ",
            "it's \"quoted\".txt",
            "new\nline.txt",
            "-rf",
            "--",
            ".hidden",
            "..two dots",
            "...",
            "many.dots..txt",
            "star*and?[x].txt",
            "back\\slash.txt",
            "percent%20.txt",
            "$HOME ; rm",
            "caf\u00e9.txt",
            "cafe\u0301.txt",
            "\u97f3\u58f0.mp3",
            "\ud83c\udfb5.mp3",
            "Upper.TXT",
            "a/deeper/one.txt");

    @TestFactory
    final Stream<DynamicTest> storesAwkwardNames() {
        return AWKWARD.stream()
                .map(FileKey::of)
                .map(key -> dynamicTest(quoted(key), () -> {
                    assumeTrue(canStore(key), "the place cannot store this name");
                    put(key, bytes("text"));
                    if (storage() instanceof ListableStorage listable) {
                        assertThat(ListingResult.in(listable)).contains(key);
                    }
                    assertThat(remove(lookUp(List.of(key)).files())).containsExactly(new Outcome.Deleted());
                    assertThat(exists(key)).isFalse();
                }));
    }

    @Test
    final void listsNothingWhereNothingIs() {
        assertThat(ListingResult.in(listable())).isEmpty();
    }

    @Test
    final void listsEachFileExactlyOnce() throws Exception {
        put("a.txt", "a");
        put("folder/a.txt", "a");
        put("folder/deeper/b.txt", "b");

        assertThat(ListingResult.in(listable()))
                .containsExactlyInAnyOrder(
                        FileKey.of("a.txt"), FileKey.of("folder/a.txt"), FileKey.of("folder/deeper/b.txt"));
    }

    @Test
    final void listsWhatCanBeLookedUp() throws Exception {
        put("a.txt", "a");
        put("folder/b.txt", "b");

        List<FileKey> listed = ListingResult.in(listable());

        assertThat(lookUp(listed).found()).containsOnlyKeys(listed);
    }

    @Test
    final void letsWhatASinkThrowsReachTheCaller() throws Exception {
        put("a.txt", "a");
        ListableStorage storage = listable();
        IllegalStateException thrown = new IllegalStateException("thrown by the sink");

        assertThatThrownBy(() -> storage.list(new Throwing(thrown))).isSameAs(thrown);
    }

    @Test
    final void listsMoreThanAThousandFiles() throws Exception {
        ListableStorage storage = listable();
        List<FileKey> keys = new ArrayList<>(keys("folder/file-", 1_030));
        keys.addAll(keys("other/file-", 20));
        for (FileKey key : keys) {
            put(key, new byte[0]);
        }

        assertThat(ListingResult.in(storage)).containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    final void listsNamesThatDifferInCaseOrUnicodeForm() throws Exception {
        ListableStorage storage = listable();
        List<FileKey> keys = Stream.of("Upper.TXT", "upper.txt", "caf\u00e9.txt", "cafe\u0301.txt")
                .map(FileKey::of)
                .toList();
        assumeTrue(tellsApart(keys.get(0), keys.get(1)), "the place does not tell letter case apart");
        assumeTrue(tellsApart(keys.get(2), keys.get(3)), "the place does not tell Unicode forms apart");
        for (FileKey key : keys) {
            put(key, bytes(key.path()));
        }

        assertThat(ListingResult.in(storage)).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(remove(lookUp("upper.txt").files())).containsExactly(new Outcome.Deleted());
        assertThat(exists("Upper.TXT")).isTrue();
    }

    @Test
    final void saysThatAFolderCannotBeListed() throws Exception {
        ListableStorage storage = listable();
        put("a.txt", "a");
        put("stuck/b.txt", "b");
        put("z.txt", "z");
        assumeTrue(hinderListing("stuck"), "the listing of a folder cannot be hindered here");

        ListingResult listed = ListingResult.anyhow(storage);

        assertThat(listed.unreadable()).hasSize(1).first().asString().contains("stuck");
        assertThat(listed.keys()).containsExactlyInAnyOrder(FileKey.of("a.txt"), FileKey.of("z.txt"));
    }

    @Test
    final void goesOnAfterANameThatIsNoKey() throws Exception {
        ListableStorage storage = listable();
        put("a.txt", "a");
        assumeTrue(putUnusable(), "an unusable name cannot be made here");
        put("z.txt", "z");

        ListingResult listed = ListingResult.anyhow(storage);

        assertThat(listed.keys()).contains(FileKey.of("a.txt"), FileKey.of("z.txt"));
        assertThat(listed.keys().size() + listed.unusable().size())
                .as("what is there and stays is reported")
                .isEqualTo(3);
        assertThat(lookUp(listed.keys()).found()).containsOnlyKeys(FileKey.of("a.txt"), FileKey.of("z.txt"));
    }

    @Test
    final void failsRatherThanListAPlaceThatIsNotThere() throws Exception {
        ListableStorage storage = listable();
        put("a.txt", "a");
        assumeTrue(takePlaceAway(), "the place cannot be taken away here");

        assertThatThrownBy(() -> ListingResult.anyhow(storage)).isInstanceOf(StorageUnavailableException.class);
    }

    final ListableStorage listable() {
        assumeTrue(storage() instanceof ListableStorage, "the storage cannot list its files");
        return (ListableStorage) storage();
    }

    static String quoted(FileKey key) {
        return "'" + key.path().replace("\n", "\\n") + "'";
    }

    private record Throwing(RuntimeException thrown) implements ListingSink {
        @Override
        public void key(FileKey key) {
            throw thrown;
        }

        @Override
        public void unusable(String shown, String why) {
            throw thrown;
        }

        @Override
        public void unreadable(String shown, Failure failure) {
            throw thrown;
        }
    }
}
