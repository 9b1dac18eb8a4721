package dev.cleanup.local.internal.remove;

import dev.cleanup.local.internal.Exclusions;
import dev.cleanup.local.internal.fs.BestEffort;
import dev.cleanup.local.internal.fs.EntryName;
import dev.cleanup.local.internal.fs.FileSystemCalls;
import dev.cleanup.local.internal.fs.MountTable;
import dev.cleanup.local.internal.fs.OpenDirectory;
import dev.cleanup.local.internal.fs.OpenDirectoryPath;
import dev.cleanup.local.internal.fs.Stat;
import dev.cleanup.local.internal.fs.SubdirectoryCounter;
import dev.cleanup.local.internal.list.CompactNameList;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Removes folders that are empty and old enough, one level in a run: what was above is young then.
 *
 * <p>The operating system removes none that holds anything. Ends early when the thread is interrupted. Used once.
 */
public final class EmptyDirectorySweep {

    /** An open folder, and the names in it that were not looked at yet. */
    private record Level(OpenDirectory folder, String prefix, Iterator<String> names) {}

    private final FileSystemCalls calls;
    private final Exclusions exclusions;
    private final MountTable mounts;
    private final SubdirectoryCounter links;
    private final Instant latest;
    private final Deque<Level> way = new ArrayDeque<>();
    private int removed;

    /**
     * For the folders of a storage.
     *
     * @param latest the newest time that a folder may have
     */
    public EmptyDirectorySweep(
            FileSystemCalls calls,
            Exclusions exclusions,
            MountTable mounts,
            SubdirectoryCounter links,
            Instant latest) {
        this.calls = calls;
        this.exclusions = exclusions;
        this.mounts = mounts;
        this.links = links;
        this.latest = latest;
    }

    /**
     * Does it, and says what it did; empty where that was nothing.
     *
     * @param root the root of the storage, of which no name was read yet; closed afterwards
     */
    public Optional<String> removeBelow(OpenDirectory root) {
        try {
            way.push(new Level(root, "", textsIn(root).iterator()));
            while (!way.isEmpty() && !Thread.currentThread().isInterrupted()) {
                Level level = way.element();
                if (level.names().hasNext()) {
                    look(level, level.names().next());
                } else {
                    way.pop().folder().close();
                }
            }
        } catch (IOException | RuntimeException failure) {
            return Optional.of(words() + " The search for more ended there (" + failure + ").");
        } finally {
            way.forEach(level -> level.folder().close());
            root.close();
        }
        return removed == 0 ? Optional.empty() : Optional.of(words());
    }

    private String words() {
        return removed + (removed == 1 ? " empty folder was removed." : " empty folders were removed.");
    }

    /** Whatever is in the way keeps this folder and what is below it, no other. */
    private void look(Level level, String text) {
        String key = level.prefix() + text;
        if (exclusions.hides(level.prefix(), text)
                || Exclusions.reservedFor(text).isPresent()
                || mounts.has(key)) {
            return;
        }
        BestEffort.quietly(() -> {
            EntryName name = level.folder().name(text);
            Stat seen = level.folder().stat(name);
            if (seen.is(Stat.Kind.DIRECTORY) && way.size() <= OpenDirectoryPath.MAX_DEPTH) {
                Level below = visit(level.folder(), name, seen, key);
                if (below != null) {
                    way.push(below);
                }
            }
        });
    }

    private @Nullable Level visit(OpenDirectory parent, EntryName name, Stat seen, String key) throws IOException {
        OpenDirectory folder = parent.enter(name, seen);
        Level below = null;
        try {
            if (!isOnMountOf(parent, folder)) {
                below = null;
            } else if (isEmpty(folder)) {
                removeIfOld(parent, name, folder);
            } else if (links.subfoldersOf(folder).orElse(1) > 0) {
                OpenDirectory again = parent.enter(name, seen);
                below = new Level(again, key + "/", textsIn(again).iterator());
            }
        } finally {
            folder.close();
        }
        return below;
    }

    private boolean isEmpty(OpenDirectory folder) throws IOException {
        int[] entries = new int[1];
        calls.names(folder.handle(), name -> entries[0]++);
        return entries[0] == 0;
    }

    private CompactNameList textsIn(OpenDirectory folder) throws IOException {
        CompactNameList texts = new CompactNameList();
        calls.names(folder.handle(), name -> {
            if (name.isText()) {
                texts.add(name.toString());
            }
        });
        return texts;
    }

    private void removeIfOld(OpenDirectory parent, EntryName name, OpenDirectory folder) throws IOException {
        if (isOld(folder) && parent.holds(name, folder)) {
            calls.removeDirectory(parent.handle(), name);
            removed++;
        }
    }

    /** By the newest of its times; not where its status change cannot be read. */
    private boolean isOld(OpenDirectory folder) throws IOException {
        Stat self = folder.self();
        return !self.modified().isAfter(latest)
                && !self.born().isAfter(latest)
                && calls.details(folder.path())
                        .filter(details -> details.areOf(self))
                        .filter(details -> !details.changed().isAfter(latest))
                        .isPresent();
    }

    /**
     * Probed by a move of a name that nobody has: between two mounts it is refused before the name is looked for.
     *
     * <p>Where another mount is of the same file system, the device does not show it.
     */
    private boolean isOnMountOf(OpenDirectory parent, OpenDirectory child) throws IOException {
        EntryName nobodys = child.name("cleanup-probe-" + UUID.randomUUID());
        try {
            calls.rename(child.handle(), nobodys, parent.handle(), nobodys);
            return false;
        } catch (NoSuchFileException sameMount) {
            return true;
        }
    }
}
