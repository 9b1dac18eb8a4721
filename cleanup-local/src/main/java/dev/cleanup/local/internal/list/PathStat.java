package dev.cleanup.local.internal.list;

import dev.cleanup.local.internal.fs.EntryName;
import dev.cleanup.local.internal.fs.ExtendedStat;
import dev.cleanup.local.internal.fs.FileSystemCalls;
import dev.cleanup.local.internal.fs.OpenDirectory;
import dev.cleanup.local.internal.fs.Stat;
import dev.cleanup.storage.FileKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A look at many files of one folder by path, which takes half the system calls of a look through the open folder.
 *
 * <p>It is believed only if the path led to the open folder before the first look and after the last. Who exchanges a folder
 * for moments in between can show us a file of somewhere else, and nothing more: all that is known of a file, its identity
 * among it, is of one moment, and what goes is compared with that identity through the open folder. Changes nothing.
 */
final class PathStat {

    /** Of fewer files, the proof takes as long as it saves. */
    static final int WORTH_PROVING = 4;

    private final FileSystemCalls calls;
    private final OpenDirectory folder;

    PathStat(FileSystemCalls calls, OpenDirectory folder) {
        this.calls = calls;
        this.folder = folder;
    }

    /** The plain files among some keys of the folder, in their order; empty for what has to be looked at otherwise. */
    List<Optional<ExtendedStat>> at(List<FileKey> keys) {
        if (keys.size() < WORTH_PROVING || !pathLeadsHere()) {
            return nothing(keys);
        }
        List<Optional<ExtendedStat>> seen = new ArrayList<>(keys.size());
        for (FileKey key : keys) {
            seen.add(look(key));
        }
        return pathLeadsHere() ? seen : nothing(keys);
    }

    private static List<Optional<ExtendedStat>> nothing(List<FileKey> keys) {
        return Collections.nCopies(keys.size(), Optional.empty());
    }

    private Optional<ExtendedStat> look(FileKey key) {
        try {
            EntryName name = folder.name(key.name());
            return calls.details(folder.path().resolve(name.path()))
                    .filter(details -> details.stat().is(Stat.Kind.FILE));
        } catch (IOException | RuntimeException notByPath) {
            return Optional.empty();
        }
    }

    /** The birth, too, is compared: who asks otherwise for it must be told the same, as it is part of each identity. */
    private boolean pathLeadsHere() {
        try {
            return calls.details(folder.path())
                    .filter(details -> details.stat().isSameDirectoryAs(folder.self()))
                    .isPresent();
        } catch (IOException | RuntimeException unproven) {
            return false;
        }
    }
}
