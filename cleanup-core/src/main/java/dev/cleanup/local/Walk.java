package dev.cleanup.local;

import dev.cleanup.outcome.Failure;
import dev.cleanup.storage.KeySink;
import dev.cleanup.storage.StorageUnavailableException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One listing of a storage, with its own stack. Changes nothing.
 *
 * <p>Open are only the folders from the root to where the walk is; in memory are their names, packed. Not thread-safe.
 */
final class Walk {

    private final SystemCalls calls;
    private final Exclusions exclusions;
    private final Mounts mounts;
    private final LinkCount links;
    private final String storage;
    private final KeySink sink;
    private final Deque<FolderListing> way = new ArrayDeque<>();

    Walk(SystemCalls calls, Exclusions exclusions, Mounts mounts, LinkCount links, String storage, KeySink sink) {
        this.calls = calls;
        this.exclusions = exclusions;
        this.mounts = mounts;
        this.links = links;
        this.storage = storage;
        this.sink = sink;
    }

    /** Lists everything below the root, and closes it. */
    void from(Folder root) {
        try {
            visit(root, "");
            while (!way.isEmpty()) {
                FolderListing listing = way.element();
                FolderListing.Subfolder next = listing.nextSubfolder();
                if (next != null) {
                    descend(listing, next);
                } else {
                    way.pop().close();
                }
            }
        } catch (IOException failure) {
            throw unlistable(failure);
        } finally {
            way.forEach(FolderListing::close);
        }
    }

    private void visit(Folder folder, String prefix) throws IOException {
        FolderListing listing = new FolderListing(exclusions, mounts, sink, folder, prefix);
        way.push(listing);
        listing.read(calls, links);
    }

    private void descend(FolderListing parent, FolderListing.Subfolder next) {
        String key = parent.keyOf(next.name());
        if (way.size() > Descent.MAX_DEPTH) {
            throw tooDeep(key);
        }
        try {
            visit(parent.folder().enter(next.name(), next.seen()), key + "/");
        } catch (NoSuchFileException goneMeanwhile) {
            return;
        } catch (IOException failure) {
            sink.unreadable(key, Failure.of(failure));
        }
    }

    private StorageUnavailableException unlistable(IOException failure) {
        return new StorageUnavailableException(
                storage,
                "root of " + storage + " could not be read to its end (" + failure + "), so nobody can say what is"
                        + " stored; nothing of this storage is removed. Check the disk and the rights of this process",
                failure);
    }

    private StorageUnavailableException tooDeep(String key) {
        return new StorageUnavailableException(
                storage,
                "folder (" + key + ") lies below " + Descent.MAX_DEPTH + " others, which is as deep as is listed:"
                        + " whoever can nest folders without end could exhaust this process. Nothing of this storage is"
                        + " removed. Remove the nested folders, or exclude the topmost of them",
                null);
    }
}
