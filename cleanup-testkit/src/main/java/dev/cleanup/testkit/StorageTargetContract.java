package dev.cleanup.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.cleanup.outcome.Failure;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.storage.AsideFile;
import dev.cleanup.storage.AsideNote;
import dev.cleanup.storage.AsideStorage;
import dev.cleanup.storage.Content;
import dev.cleanup.storage.FileChangedException;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.KeySink;
import dev.cleanup.storage.ListableStorage;
import dev.cleanup.storage.ReadableStorage;
import dev.cleanup.storage.StorageTarget;
import dev.cleanup.storage.StoredFile;
import dev.cleanup.storage.Times;
import dev.cleanup.storage.WritableStorage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What every storage must do: a test class to extend, with its abilities to list and to set aside where it has them.
 *
 * <p>The storage is empty when a test begins, and the same during the test. What an implementation cannot do is skipped,
 * visibly. Subclasses play the host, past the storage. Like every test class, not safe for use by several threads.
 */
public abstract class StorageTargetContract {

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

    private static final AsideNote NOTE = new AsideNote(
            "media",
            "run-1",
            "contract",
            Instant.parse("2026-01-09T00:00:00Z"),
            Instant.parse("2026-01-16T00:00:00.123456789Z"),
            Set.of("sessions#42", "with space, \"quotes\"\nand a line"));

    /** For subclasses. */
    protected StorageTargetContract() {}

    /**
     * The storage under test.
     *
     * @return the same one during a test
     */
    protected abstract StorageTarget storage();

    /**
     * Stores a file, past the storage.
     *
     * @param key its name, which is free
     * @param content its content
     * @throws Exception if that fails
     */
    protected abstract void put(FileKey key, byte[] content) throws Exception;

    /**
     * Gives another file the same name, past the storage.
     *
     * @param key a stored file
     * @param content the other file's content
     * @throws Exception if that fails
     */
    protected abstract void replace(FileKey key, byte[] content) throws Exception;

    /**
     * Deletes a file, past the storage.
     *
     * @param key a stored file
     * @throws Exception if that fails
     */
    protected abstract void delete(FileKey key) throws Exception;

    /**
     * Whether a file is stored, asked past the storage.
     *
     * @param key its name
     * @return whether it is
     * @throws Exception if that cannot be found out
     */
    protected abstract boolean exists(FileKey key) throws Exception;

    /**
     * Whether the place below can store a file of that name at all.
     *
     * @param key the name
     * @return true unless overridden
     */
    protected boolean canStore(FileKey key) {
        return true;
    }

    /**
     * Sees to it that a file cannot be removed, without changing the file.
     *
     * @param key a stored file
     * @return whether that can be done here; false unless overridden, and the test is then skipped
     * @throws Exception if that fails
     */
    protected boolean hinderRemoval(FileKey key) throws Exception {
        return false;
    }

    @Test
    final void isNamedTheSameEachTime() {
        assertThat(storage().id()).isNotBlank().isEqualTo(storage().id());
    }

    @Test
    final void verifiesWhatIsThere() {
        storage().verify();
    }

    @Test
    final void looksUpWhatIsThereAndWhatIsNot() throws Exception {
        put("a.txt", "four");
        put("folder/b.txt", "");

        LookedUp answers = lookUp("a.txt", "folder/b.txt", "c.txt", "folder", "none/d.txt");

        assertThat(answers.file("a.txt").size()).isEqualTo(4);
        assertThat(answers.file("folder/b.txt").size()).isZero();
        assertThat(answers.absent()).contains(FileKey.of("c.txt"), FileKey.of("none/d.txt"));
        assertThat(answers.found()).doesNotContainKey(FileKey.of("folder"));
    }

    @Test
    final void answersEachKeyExactlyOnce() throws Exception {
        put("a.txt", "a");
        List<FileKey> many = Stream.iterate(0, i -> i + 1)
                .limit(1500)
                .map(i -> FileKey.of(i % 3 == 0 ? "folder/" + i : "file " + i))
                .toList();

        assertThat(lookUp(many).answered()).containsExactlyInAnyOrderElementsOf(many);
        assertThat(lookUp("a.txt").answered()).containsExactly(FileKey.of("a.txt"));
        assertThat(lookUp(List.of()).answered()).isEmpty();
    }

    @Test
    final void deliversEachKindOfTimeKnownOrUnread() throws Exception {
        put("a.txt", "a");

        Times times = lookUp("a.txt").file("a.txt").times();

        Set<Times.Kind> delivered = EnumSet.noneOf(Times.Kind.class);
        delivered.addAll(times.known().keySet());
        delivered.addAll(times.unread());
        assertThat(delivered)
                .as("declared are %s", storage().times())
                .isEqualTo(storage().times());
    }

    @Test
    final void givesAFileTheSameIdentityEachTime() throws Exception {
        put("a.txt", "a");

        assertThat(lookUp("a.txt").file("a.txt").identity())
                .isEqualTo(lookUp("a.txt").file("a.txt").identity());
    }

    @Test
    final void givesAnotherFileOfThatNameAnotherIdentity() throws Exception {
        put("a.txt", "a");
        String before = lookUp("a.txt").file("a.txt").identity();

        replace(FileKey.of("a.txt"), bytes("another"));

        assertThat(lookUp("a.txt").file("a.txt").identity()).isNotEqualTo(before);
    }

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

    @TestFactory
    final Stream<DynamicTest> storesAwkwardNames() {
        return AWKWARD.stream()
                .map(FileKey::of)
                .map(key -> dynamicTest(quoted(key), () -> {
                    assumeTrue(canStore(key), "the place cannot store this name");
                    put(key, bytes("text"));
                    if (storage() instanceof ListableStorage listable) {
                        assertThat(Listed.in(listable)).contains(key);
                    }
                    assertThat(remove(lookUp(List.of(key)).files())).containsExactly(new Outcome.Deleted());
                    assertThat(exists(key)).isFalse();
                }));
    }

    @Test
    final void listsNothingWhereNothingIs() {
        assertThat(Listed.in(listable())).isEmpty();
    }

    @Test
    final void listsEachFileExactlyOnce() throws Exception {
        put("a.txt", "a");
        put("folder/a.txt", "a");
        put("folder/deeper/b.txt", "b");

        assertThat(Listed.in(listable()))
                .containsExactlyInAnyOrder(
                        FileKey.of("a.txt"), FileKey.of("folder/a.txt"), FileKey.of("folder/deeper/b.txt"));
    }

    @Test
    final void listsWhatCanBeLookedUp() throws Exception {
        put("a.txt", "a");
        put("folder/b.txt", "b");

        List<FileKey> listed = Listed.in(listable());

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
    final void setsAsideSoThatNobodyFindsIt() throws Exception {
        put("a.txt", "a");

        List<AsideFile> aside = setAside("a.txt");

        assertThat(exists("a.txt")).isFalse();
        assertThat(lookUp("a.txt").absent()).containsExactly(FileKey.of("a.txt"));
        assertThat(aside).singleElement().satisfies(file -> {
            assertThat(file.file().key()).isEqualTo(FileKey.of("a.txt"));
            assertThat(file.note()).isEqualTo(NOTE);
        });
        if (storage() instanceof ListableStorage listable) {
            assertThat(Listed.in(listable)).isEmpty();
        }
    }

    @Test
    final void remembersEachFilesOwnNote() throws Exception {
        put("a.txt", "a");
        put("folder/b.txt", "b");
        AsideStorage storage = asideStorage();
        Map<StoredFile, AsideNote> batch = new LinkedHashMap<>();
        for (StoredFile file : lookUp("a.txt", "folder/b.txt").files()) {
            Set<String> owner = Set.of("owner of " + file.key());
            batch.put(file, new AsideNote("media", "run-1", "contract", NOTE.at(), NOTE.due(), owner));
        }

        Fates.of(List.copyOf(batch.keySet()), (files, sink) -> storage.setAside(batch, sink));

        assertThat(allAside(storage))
                .extracting(
                        file -> file.file().key().path(), file -> file.note().retired())
                .containsExactlyInAnyOrder(
                        tuple("a.txt", Set.of("owner of a.txt")),
                        tuple("folder/b.txt", Set.of("owner of folder/b.txt")));
    }

    @Test
    final void setsAsideOnlyWhatWasSeen() throws Exception {
        put("a.txt", "a");
        AsideStorage storage = asideStorage();
        List<StoredFile> seen = lookUp("a.txt").files();
        replace(FileKey.of("a.txt"), bytes("another"));

        List<Outcome> outcomes = Fates.of(seen, (batch, sink) -> storage.setAside(noted(batch), sink));

        assertThat(outcomes).hasOnlyElementsOfType(Outcome.Kept.class).hasSize(1);
        assertThat(exists("a.txt")).isTrue();
        assertThat(allAside(storage)).isEmpty();
    }

    @Test
    final void putsBackTheSameFile() throws Exception {
        put("a.txt", "four");
        List<AsideFile> aside = setAside("a.txt");

        List<Outcome> outcomes = Fates.of(aside, asideStorage()::putBack);

        assertThat(outcomes).containsExactly(new Outcome.PutBack());
        assertThat(lookUp("a.txt").file("a.txt").size()).isEqualTo(4);
        assertThat(allAside(asideStorage())).isEmpty();
    }

    @Test
    final void neverPutsBackOverAnotherFile() throws Exception {
        put("a.txt", "a");
        List<AsideFile> aside = setAside("a.txt");
        put("a.txt", "another");

        List<Outcome> outcomes = Fates.of(aside, asideStorage()::putBack);

        assertThat(outcomes).hasOnlyElementsOfType(Outcome.Kept.class).hasSize(1);
        assertThat(lookUp("a.txt").file("a.txt").size()).isEqualTo(7);
        assertThat(allAside(asideStorage()))
                .extracting(AsideFile::id)
                .containsExactly(aside.get(0).id());
    }

    @Test
    final void purgesForGood() throws Exception {
        put("a.txt", "a");
        List<AsideFile> aside = setAside("a.txt");

        assertThat(Fates.of(aside, asideStorage()::purge)).containsExactly(new Outcome.Deleted());
        assertThat(Fates.of(aside, asideStorage()::purge)).containsExactly(new Outcome.AlreadyGone());

        assertThat(allAside(asideStorage())).isEmpty();
        assertThat(exists("a.txt")).isFalse();
    }

    @Test
    final void showsAllThatIsInAFile() throws Exception {
        byte[] content = new byte[100_000];
        new Random(7).nextBytes(content);
        put(FileKey.of("folder/a.bin"), content);
        ReadableStorage storage = readable();
        ByteArrayOutputStream copy = new ByteArrayOutputStream();

        storage.copy(lookUp("folder/a.bin").file("folder/a.bin"), copy);

        assertThat(copy.toByteArray()).isEqualTo(content);
    }

    @Test
    final void showsNothingOfAnotherFileThatTookTheName() throws Exception {
        put("a.txt", "a");
        ReadableStorage storage = readable();
        StoredFile seen = lookUp("a.txt").file("a.txt");
        replace(FileKey.of("a.txt"), bytes("another"));

        assertThatThrownBy(() -> storage.copy(seen, OutputStream.nullOutputStream()))
                .isInstanceOf(FileChangedException.class);
    }

    @Test
    final void saysThatAFileIsNotThereToBeShown() throws Exception {
        put("a.txt", "a");
        ReadableStorage storage = readable();
        StoredFile seen = lookUp("a.txt").file("a.txt");
        delete(FileKey.of("a.txt"));

        assertThatThrownBy(() -> storage.copy(seen, OutputStream.nullOutputStream()))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    final void vouchesForNoFileThatChangedWhileItWasRead() throws Exception {
        put("a.txt", "a");
        ReadableStorage storage = readable();
        StoredFile seen = lookUp("a.txt").file("a.txt");
        OutputStream meddling = new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                try {
                    replace(FileKey.of("a.txt"), bytes("another"));
                } catch (Exception fault) {
                    throw new IOException(fault);
                }
            }
        };

        assertThatThrownBy(() -> storage.copy(seen, meddling)).isInstanceOf(FileChangedException.class);
    }

    @Test
    final void storesWhatItThenShows() throws Exception {
        WritableStorage storage = writable();

        StoredFile written = storage.write(FileKey.of("new/folder/a.txt"), to -> to.write(bytes("content")));

        assertThat(lookUp("new/folder/a.txt").file("new/folder/a.txt")).isEqualTo(written);
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        storage.copy(written, copy);
        assertThat(copy).hasToString("content");
    }

    @Test
    final void storesNothingOverAnotherFile() throws Exception {
        WritableStorage storage = writable();
        put("a.txt", "a");

        assertThatThrownBy(() -> storage.write(FileKey.of("a.txt"), to -> to.write(bytes("another"))))
                .isInstanceOf(FileAlreadyExistsException.class);

        assertThat(lookUp("a.txt").file("a.txt").size()).isEqualTo(1);
    }

    @Test
    final void storesNothingOfAContentThatBreaksOff() throws Exception {
        WritableStorage storage = writable();
        Content broken = to -> {
            to.write(bytes("half"));
            throw new IOException("broken off");
        };

        assertThatThrownBy(() -> storage.write(FileKey.of("folder/a.txt"), broken))
                .isInstanceOf(IOException.class)
                .hasMessage("broken off");

        assertThat(lookUp("folder/a.txt").absent()).containsExactly(FileKey.of("folder/a.txt"));
        if (storage() instanceof ListableStorage listable) {
            assertThat(Listed.in(listable)).isEmpty();
        }
    }

    private ReadableStorage readable() {
        assumeTrue(storage() instanceof ReadableStorage, "the storage cannot show what is in its files");
        return (ReadableStorage) storage();
    }

    private WritableStorage writable() {
        assumeTrue(storage() instanceof WritableStorage, "the storage takes no files");
        return (WritableStorage) storage();
    }

    private List<Outcome> remove(List<StoredFile> batch) {
        storage().verify();
        return Fates.of(batch, storage()::remove);
    }

    private List<AsideFile> setAside(String key) throws Exception {
        AsideStorage storage = asideStorage();
        List<StoredFile> seen = lookUp(key).files();
        assertThat(Fates.of(seen, (batch, sink) -> storage.setAside(noted(batch), sink)))
                .hasOnlyElementsOfType(Outcome.SetAside.class)
                .hasSize(1);
        return allAside(storage);
    }

    private static Map<StoredFile, AsideNote> noted(List<StoredFile> batch) {
        Map<StoredFile, AsideNote> noted = new LinkedHashMap<>();
        batch.forEach(file -> noted.put(file, NOTE));
        return noted;
    }

    private static List<AsideFile> allAside(AsideStorage storage) {
        List<AsideFile> aside = new ArrayList<>();
        storage.aside(aside::add);
        return aside;
    }

    private ListableStorage listable() {
        assumeTrue(storage() instanceof ListableStorage, "the storage cannot list its files");
        return (ListableStorage) storage();
    }

    private AsideStorage asideStorage() {
        assumeTrue(storage() instanceof AsideStorage, "the storage cannot set files aside");
        return (AsideStorage) storage();
    }

    private LookedUp lookUp(String... keys) {
        return lookUp(Stream.of(keys).map(FileKey::of).toList());
    }

    private LookedUp lookUp(Collection<FileKey> keys) {
        return LookedUp.in(storage(), keys);
    }

    private void put(String key, String content) throws Exception {
        put(FileKey.of(key), bytes(content));
    }

    private boolean exists(String key) throws Exception {
        return exists(FileKey.of(key));
    }

    private static String quoted(FileKey key) {
        return "'" + key.path().replace("\n", "\\n") + "'";
    }

    private static byte[] bytes(String content) {
        return content.getBytes(StandardCharsets.UTF_8);
    }

    private record Throwing(RuntimeException thrown) implements KeySink {
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
