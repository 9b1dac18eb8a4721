package dev.cleanup.local.internal.list;

import dev.cleanup.local.internal.Exclusions;
import dev.cleanup.local.internal.fs.FileSystemCalls;
import dev.cleanup.local.internal.fs.MountTable;
import dev.cleanup.local.internal.fs.OpenDirectory;
import dev.cleanup.local.internal.fs.OpenDirectoryPath;
import dev.cleanup.local.internal.fs.SubdirectoryCounter;
import dev.cleanup.outcome.Failure;
import dev.cleanup.storage.ListingSink;
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
public final class TreeWalk {

    private final FileSystemCalls calls;
    private final Exclusions exclusions;
    private final MountTable mounts;
    private final SubdirectoryCounter links;
    private final String storage;
    private final ListingSink sink;
    private final Deque<DirectoryListing> way = new ArrayDeque<>();

    public TreeWalk(
            FileSystemCalls calls,
            Exclusions exclusions,
            MountTable mounts,
            SubdirectoryCounter links,
            String storage,
            ListingSink sink) {
        this.calls = calls;
        this.exclusions = exclusions;
        this.mounts = mounts;
        this.links = links;
        this.storage = storage;
        this.sink = sink;
    }

    /** Lists everything below the root, and closes it. */
    public void from(OpenDirectory root) {
        try {
            visit(root, "");
            while (!way.isEmpty()) {
                DirectoryListing listing = way.element();
                DirectoryListing.Subfolder next = listing.nextSubfolder();
                if (next != null) {
                    descend(listing, next);
                } else {
                    way.pop().close();
                }
            }
        } catch (IOException failure) {
            throw unlistable(failure);
        } finally {
            way.forEach(DirectoryListing::close);
        }
    }

    private void visit(OpenDirectory folder, String prefix) throws IOException {
        DirectoryListing listing = new DirectoryListing(exclusions, mounts, sink, folder, prefix);
        way.push(listing);
        listing.read(calls, links);
    }

    private void descend(DirectoryListing parent, DirectoryListing.Subfolder next) {
        String key = parent.keyOf(next.name());
        if (way.size() > OpenDirectoryPath.MAX_DEPTH) {
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
                "folder (" + key + ") lies below " + OpenDirectoryPath.MAX_DEPTH
                        + " others, which is as deep as is listed:"
                        + " whoever can nest folders without end could exhaust this process. Nothing of this storage is"
                        + " removed. Remove the nested folders, or exclude the topmost of them",
                null);
    }
}
