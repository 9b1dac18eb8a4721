package dev.cleanup.local;

import dev.cleanup.outcome.Failure;
import dev.cleanup.storage.KeySink;
import dev.cleanup.storage.StorageUnavailableException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * One listing of a storage, with its own stack. Changes nothing.
 *
 * <p>Open are only the folders from the root to where the walk is; in memory are the names of one folder, packed, and the
 * sub-folders still to come. Not thread-safe.
 */
final class Walk {

    private final SystemCalls calls;
    private final Exclusions exclusions;
    private final LinkCount links;
    private final String storage;
    private final KeySink sink;
    private final Deque<Level> way = new ArrayDeque<>();

    private record Level(Folder folder, String prefix, Deque<Subfolder> pending) {}

    /** A folder still to be entered, and what it was when it was found. */
    record Subfolder(Name name, Stat seen) {}

    Walk(SystemCalls calls, Exclusions exclusions, LinkCount links, String storage, KeySink sink) {
        this.calls = calls;
        this.exclusions = exclusions;
        this.links = links;
        this.storage = storage;
        this.sink = sink;
    }

    /** Lists everything below the root, and closes it. */
    void from(Folder root) {
        try {
            visit(root, "", failure -> {
                throw unlistable(failure);
            });
            while (!way.isEmpty()) {
                Subfolder next = way.element().pending().poll();
                if (next != null) {
                    descend(way.element(), next);
                } else {
                    way.pop().folder().close();
                }
            }
        } finally {
            way.forEach(level -> level.folder().close());
        }
    }

    private void visit(Folder folder, String prefix, Consumer<IOException> unreadable) {
        Level level = new Level(folder, prefix, new ArrayDeque<>());
        way.push(level);
        new FolderListing(calls, exclusions, links, sink, folder, prefix).deliver(level.pending()::add, unreadable);
    }

    private void descend(Level parent, Subfolder next) {
        String shown = parent.prefix() + next.name();
        if (way.size() > Descent.MAX_DEPTH) {
            throw tooDeep(shown);
        }
        Folder folder;
        try {
            folder = parent.folder().enter(next.name(), next.seen());
        } catch (NoSuchFileException goneMeanwhile) {
            return;
        } catch (IOException | RuntimeException failure) {
            sink.unreadable(shown, Failure.of(failure));
            return;
        }
        visit(folder, shown + "/", failure -> sink.unreadable(shown, Failure.of(failure)));
    }

    private StorageUnavailableException unlistable(IOException failure) {
        return new StorageUnavailableException(
                storage,
                "root of " + storage + " could not be read to its end (" + failure
                        + "), so nobody can say what is stored;"
                        + " nothing of this storage is removed. Check the disk and the rights of this process",
                failure);
    }

    private StorageUnavailableException tooDeep(String shown) {
        return new StorageUnavailableException(
                storage,
                "folder (" + shown + ") lies below " + Descent.MAX_DEPTH
                        + " others, which is as deep as is listed: whoever"
                        + " can nest folders without end could exhaust this process. Nothing of this storage is removed."
                        + " Remove the nested folders, or exclude the topmost of them",
                null);
    }
}
