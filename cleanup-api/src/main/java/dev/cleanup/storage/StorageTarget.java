package dev.cleanup.storage;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A place with stored files: one key space in which files are looked up and removed on condition.
 *
 * <p>What only some places can do is an interface of its own: {@link ListableStorage}, {@link QuarantineStorage}. The
 * interface offers no locks, no content and no folders; whoever needs them uses the place directly. Implementations are
 * safe for use by several threads.
 */
public interface StorageTarget {

    /**
     * The name of the place: the same for every object that means it, in every process.
     *
     * <p>Locks, history and stored plans are bound to it. Ids form a hierarchy: a place whose id begins with another
     * place's id lies inside that place.
     *
     * @return the id, such as {@code file:///srv/uploads/}
     */
    String id();

    /**
     * Returns what the host declared of this place, by the name of each setting: all that decides which files stay. A stored plan is
     * applied only where this is the same. It is the same in every process, and holds no password or key.
     *
     * @return the settings; none unless overridden, and then a plan is bound to the id alone
     */
    default Map<String, String> configuration() {
        return Map.of();
    }

    /**
     * The kinds of times that files of this place have.
     *
     * @return the kinds; whatever {@link LookupSink#found} delivers has each of them known or unread
     */
    Set<FileTimes.Kind> times();

    /**
     * Limits of this place that a reader of a report must know, such as times it does not have.
     *
     * @return one sentence each; empty where there are none
     */
    default List<String> limitations() {
        return List.of();
    }

    /**
     * Whether the place could hold a file of that name at all.
     *
     * @param key the name
     * @return false where the process lacks the characters, or the place forbids them
     */
    default boolean supportsKey(FileKey key) {
        return true;
    }

    /**
     * How many files are best removed in one call.
     *
     * <p>Between two calls a run can be stopped, and looks once more at references that it read a while ago. So it should take
     * far less than a second; where each call has a price of its own, such as a journal, more files share it.
     *
     * @return a positive number; 100 unless overridden
     */
    default int batchSize() {
        return 100;
    }

    /**
     * Checks that the place is there and is still the same one as when this object was made.
     *
     * <p>Called before each task and before each batch of removals; changes nothing.
     *
     * @throws StorageUnavailableException if it is missing, replaced or cannot be checked
     */
    void verify();

    /**
     * Looks files up by name, none other: each key is answered exactly once.
     *
     * @param keys the names, no name twice
     * @param sink takes the answers, in any order, on the calling thread
     * @throws StorageUnavailableException if the place as a whole cannot be asked
     */
    void lookUp(Collection<FileKey> keys, LookupSink sink);

    /**
     * Removes files if they are still the ones that were seen: compare and delete.
     *
     * <p>Each file gets exactly one outcome: {@code Deleted} once it is confirmed gone because of this call,
     * {@code AlreadyGone}, {@code Kept} where another file has taken the name or the kind changed, {@code Failed} where it
     * is still there, {@code Unknown} where nobody can say. A fault with one file never ends the batch, and never throws.
     *
     * @param batch the files as they were looked up, no key twice
     * @param sink takes the outcomes, on the calling thread, as they become known
     */
    void remove(List<StoredFile> batch, OutcomeSink<StoredFile> sink);
}
