package dev.cleanup.local.internal.fs;

import dev.cleanup.storage.FileContent;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The system operations that a local directory needs: once it is composed, nothing else in this package touches the disk.
 *
 * <p>One implementation does them; tests put another before it that fails, lies, or lets somebody else act in between. All
 * work on one name relative to an open directory and follow no link, but for the ones that take a path: there is no
 * other way to them, and who calls them checks before or after what the path led to.
 */
public interface FileSystemCalls {

    /** What a reader of a report must know of this way to work; empty where there is nothing. */
    default Optional<String> caveat() {
        return Optional.empty();
    }

    /** The lines of the platform's table of mounts, in the form of Linux; none where it has no such table. */
    List<String> mountTable(Path root) throws IOException;

    /** Opens a directory by path, following links. */
    DirectoryHandle openPath(Path directory) throws IOException;

    /** Opens a sub-directory; a symbolic link may have been followed, so the caller compares what it got. */
    DirectoryHandle open(DirectoryHandle parent, EntryName child) throws IOException;

    /** Hands over the name of each entry; a normal return means that it was each. Works once for a handle. */
    void names(DirectoryHandle directory, Consumer<EntryName> sink) throws IOException;

    /** What the open directory itself is. */
    Stat stat(DirectoryHandle directory) throws IOException;

    /** What an entry is. */
    Stat stat(DirectoryHandle directory, EntryName entry) throws IOException;

    /** Who owns the open directory. */
    DirectoryAccess access(DirectoryHandle directory) throws IOException;

    /** Who owns an entry. */
    DirectoryAccess access(DirectoryHandle directory, EntryName entry) throws IOException;

    /** As whom this process works, as the platform has it; empty where it does not say. */
    Optional<UserPrincipal> whoWeAre() throws IOException;

    /** What a path leads to, with what only a path can be asked for; empty where this platform does not have that. */
    Optional<ExtendedStat> details(Path path) throws IOException;

    /** The text of a small file, as UTF-8; fails where it holds more bytes; opens no pipe that would block. */
    String read(DirectoryHandle directory, EntryName entry, int most) throws IOException;

    /** Hands over what a file holds, but no more than some bytes; opens no pipe that would block. */
    void copy(DirectoryHandle directory, EntryName entry, long most, OutputStream to) throws IOException;

    /** Makes a file with a content, for this user alone, and returns when it is on the disk; never replaces. A fault leaves half of it. */
    void create(DirectoryHandle directory, EntryName entry, FileContent content) throws IOException;

    /** Makes a file that holds a text, as UTF-8; never replaces. */
    void write(DirectoryHandle directory, EntryName entry, String text) throws IOException;

    /** Makes a file of that many bytes, which are really there: it can be overwritten when the disk is full. */
    void allocate(DirectoryHandle directory, EntryName entry, int bytes) throws IOException;

    /** Writes a text over the first bytes of a file, as ASCII, and returns when it is on the disk. */
    void overwrite(DirectoryHandle directory, EntryName entry, String text) throws IOException;

    /** Gives back what a file holds beyond some bytes. */
    void trim(DirectoryHandle directory, EntryName entry, int bytes) throws IOException;

    /** Locks a file against other processes, and makes it where it is missing; empty where somebody has it locked. */
    Optional<FileLockHandle> lock(DirectoryHandle directory, EntryName entry) throws IOException;

    /** Returns when the names in the directory are on the disk, as far as the platform can tell. */
    void sync(DirectoryHandle directory) throws IOException;

    /** Makes a directory for this user alone. */
    void makeDirectory(DirectoryHandle parent, EntryName child) throws IOException;

    /** Makes a directory with the rights that this process gives to new ones. */
    void makeFolder(DirectoryHandle parent, EntryName child) throws IOException;

    /** Moves an entry within one mount; replaces a target. */
    void rename(DirectoryHandle from, EntryName entry, DirectoryHandle to, EntryName target) throws IOException;

    /** Gives a file a second name; never replaces. */
    void link(DirectoryHandle from, EntryName existing, DirectoryHandle to, EntryName name) throws IOException;

    /** Whether one file may show two identities here: copied from a lower layer, it is another file to some of its names. */
    boolean isLayered(DirectoryHandle directory) throws IOException;

    /** Removes a name that is no directory's. */
    void unlink(DirectoryHandle directory, EntryName entry) throws IOException;

    /** Removes an empty directory. */
    void removeDirectory(DirectoryHandle directory, EntryName entry) throws IOException;
}
