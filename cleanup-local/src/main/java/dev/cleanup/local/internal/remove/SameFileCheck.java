package dev.cleanup.local.internal.remove;

import dev.cleanup.local.internal.fs.EntryName;
import dev.cleanup.local.internal.fs.ExtendedStat;
import dev.cleanup.local.internal.fs.FileSystemCalls;
import dev.cleanup.local.internal.fs.OpenDirectory;
import dev.cleanup.local.internal.fs.Stat;
import java.io.IOException;
import java.util.Optional;

/**
 * Whether two names lead to one file.
 *
 * <p>In a layered file system, a file that was copied up from a lower layer keeps the number of its lower copy under the name
 * it had then, and has another one under each name that it got later. There, all that its names share is compared.
 */
public record SameFileCheck(FileSystemCalls calls, OpenDirectory folder, EntryName name) {

    /**
     * Compares.
     *
     * @param here what the file was under its first name
     */
    public boolean areAlso(OpenDirectory otherFolder, EntryName otherName, Stat here) throws IOException {
        Stat there = otherFolder.stat(otherName);
        if (there.isSameEntryAs(here)) {
            return true;
        }
        return here.is(Stat.Kind.FILE)
                && there.is(Stat.Kind.FILE)
                && calls.isLayered(folder.handle())
                && shareAll(details(folder, name), details(otherFolder, otherName));
    }

    private Optional<ExtendedStat> details(OpenDirectory at, EntryName entry) throws IOException {
        return calls.details(at.path().resolve(entry.path()));
    }

    private static boolean shareAll(Optional<ExtendedStat> one, Optional<ExtendedStat> other) {
        return one.isPresent() && other.isPresent() && shareAll(one.get(), other.get());
    }

    /** The change of status is of the moment when the second name was made, for both of them. */
    private static boolean shareAll(ExtendedStat one, ExtendedStat other) {
        return one.links() > 1
                && one.links() == other.links()
                && one.changed().equals(other.changed())
                && one.stat().size() == other.stat().size()
                && one.stat().modified().equals(other.stat().modified())
                && one.stat().born().equals(other.stat().born());
    }
}
