package dev.cleanup.storage;

import java.util.List;
import java.util.Map;

/**
 * A place where copies of files go before the files are deleted: no verified copy, no deletion.
 *
 * <p>Safe for use by several threads.
 */
public interface Archive {

    /**
     * The name of the place: a plan is bound to it, and where it is a storage's id, the archive must not lie inside the
     * storage that is cleaned.
     *
     * @return the id, such as {@code file:///srv/archive/}
     */
    String id();

    /**
     * Returns what the host declared of this archive, by the name of each setting: all that decides what becomes of copies. A stored plan is
     * applied only where this is the same. It is the same in every process, and holds no password or key.
     *
     * @return the settings; none unless overridden, and then a plan is bound to the id alone
     */
    default Map<String, String> configuration() {
        return Map.of();
    }

    /**
     * Stores copies, durably, and reads each back before it says so.
     *
     * <p>Each file gets exactly one outcome: {@code Archived} with its place once what was read back has the digest of what
     * the file holds; {@code Kept} where another file has its name; {@code AlreadyGone}; {@code Failed}. A fault with one
     * file never ends the batch, and never throws.
     *
     * @param batch the files, no key twice
     * @param from where they lie
     * @param sink takes the outcomes, on the calling thread
     */
    void store(List<ArchiveRequest> batch, ReadableStorage from, OutcomeSink<ArchiveRequest> sink);
}
