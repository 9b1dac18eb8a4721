package dev.cleanup.testkit.contract;

import dev.cleanup.outcome.Outcome;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.StorageTarget;
import dev.cleanup.storage.StoredFile;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The place under test and what the host does to it, past the storage. */
abstract class StorageContract {

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

    /**
     * Returns the clock of the place, by which a file that is stored now is fresh.
     *
     * @return the system's clock unless overridden
     */
    protected InstantSource clock() {
        return InstantSource.system();
    }

    /**
     * Stores a file of some size whose content does not matter, past the storage.
     *
     * @param key its name, which is free
     * @param size its size in bytes, more than memory may hold
     * @return whether that can be done here; false unless overridden, and the test is then skipped
     * @throws Exception if that fails
     */
    protected boolean putOfSize(FileKey key, long size) throws Exception {
        return false;
    }

    /**
     * Stores something that the storage must never offer as a file: a link, or a name that is no {@link FileKey}.
     *
     * @return whether that can be done here; false unless overridden, and the test is then skipped
     * @throws Exception if that fails
     */
    protected boolean putUnusable() throws Exception {
        return false;
    }

    /**
     * Says whether the place below holds two names as two files.
     *
     * @param one a name
     * @param other a name that differs in letter case or Unicode form
     * @return true unless overridden
     */
    protected boolean tellsApart(FileKey one, FileKey other) {
        return true;
    }

    /**
     * Sees to it that a look-up cannot find out whether a file is there.
     *
     * @param key a stored file
     * @return whether that can be done here; false unless overridden, and the test is then skipped
     * @throws Exception if that fails
     */
    protected boolean hinderLookUp(FileKey key) throws Exception {
        return false;
    }

    /**
     * Sees to it that a folder cannot be listed.
     *
     * @param folder a folder with a stored file
     * @return whether that can be done here; false unless overridden, and the test is then skipped
     * @throws Exception if that fails
     */
    protected boolean hinderListing(String folder) throws Exception {
        return false;
    }

    /**
     * Sees to it that the answer to a removal gets lost: whether the file is removed cannot be known.
     *
     * @param key a stored file
     * @return whether that can be done here; false unless overridden, and the test is then skipped
     * @throws Exception if that fails
     */
    protected boolean loseAnswer(FileKey key) throws Exception {
        return false;
    }

    /**
     * Takes the whole place away, or puts another one where it was.
     *
     * @return whether that can be done here; false unless overridden, and the test is then skipped
     * @throws Exception if that fails
     */
    protected boolean takePlaceAway() throws Exception {
        return false;
    }

    final List<Outcome> remove(List<StoredFile> batch) {
        storage().verify();
        return BatchOutcomes.of(batch, storage()::remove);
    }

    final LookupResult lookUp(String... keys) {
        return lookUp(Stream.of(keys).map(FileKey::of).toList());
    }

    final LookupResult lookUp(Collection<FileKey> keys) {
        return LookupResult.in(storage(), keys);
    }

    final void put(String key, String content) throws Exception {
        put(FileKey.of(key), bytes(content));
    }

    final boolean exists(String key) throws Exception {
        return exists(FileKey.of(key));
    }

    static byte[] bytes(String content) {
        return content.getBytes(StandardCharsets.UTF_8);
    }

    static List<FileKey> keys(String prefix, int number) {
        return IntStream.range(0, number).mapToObj(i -> FileKey.of(prefix + i)).toList();
    }
}
