package dev.cleanup.local.internal.fs;

import java.io.IOException;
import java.util.OptionalInt;
import java.util.Set;

/**
 * How many sub-folders a folder has, on file systems that prove it by the link count.
 *
 * <p>Each sub-folder's {@code ..} is a link to the folder above. Who knows how many there are need not look at each entry
 * to find them: with none, a folder of a million files is listed without looking at any. A count that is out of date
 * can only hide a new sub-folder, whose files then stay.
 */
public final class SubdirectoryCounter {

    private static final Set<String> KEEPING_COUNT = Set.of("ext2", "ext3", "ext4", "xfs", "tmpfs");

    private final FileSystemCalls calls;
    private final boolean trusted;

    /**
     * For a device with that file system.
     *
     * @param fileSystem its name, as the file store has it
     */
    public SubdirectoryCounter(FileSystemCalls calls, String fileSystem) {
        this.calls = calls;
        this.trusted = KEEPING_COUNT.contains(fileSystem);
    }

    /** The number of sub-folders; empty where nothing proves it. */
    public OptionalInt subfoldersOf(OpenDirectory folder) {
        if (!trusted) {
            return OptionalInt.empty();
        }
        try {
            return calls.details(folder.path())
                    .filter(details -> details.areOf(folder.self()))
                    .map(SubdirectoryCounter::subfolders)
                    .orElse(OptionalInt.empty());
        } catch (IOException | RuntimeException unproven) {
            return OptionalInt.empty();
        }
    }

    /** Two links are the folder's own; fewer mean that there are too many to count. */
    static OptionalInt subfolders(ExtendedStat details) {
        return details.links() < 2 ? OptionalInt.empty() : OptionalInt.of(details.links() - 2);
    }
}
