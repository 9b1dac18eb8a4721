package dev.cleanup.storage;

import java.util.List;

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
    void store(List<Archival> batch, ReadableStorage from, OutcomeSink<Archival> sink);
}
