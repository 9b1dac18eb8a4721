package dev.cleanup.storage;

/** A storage that can say which files it holds. */
public interface ListableStorage extends StorageTarget {

    /**
     * Lists the names of all files, and nothing else about them.
     *
     * <p>A normal return is the proof that the listing is complete but for what was reported as unusable or unreadable.
     * A file that exists during the whole listing may still be missing from it if others rename files meanwhile: absence
     * from a listing proves nothing. The sink may look files up before it returns.
     *
     * @param sink takes the names, each once, in any order, on the calling thread
     * @throws StorageUnavailableException if the place as a whole cannot be listed
     */
    void list(ListingSink sink);
}
