package dev.cleanup.jsonstore.internal.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;

/**
 * Puts new content in the place of a file, so that at any instant the old one is there or the new one, complete, with the
 * owner and the permissions of the old one. Whoever calls holds the lock.
 *
 * @param disk does it
 * @param fresh where the new content is written first, in the same folder; what lies there is thrown away
 */
public record AtomicReplace(FileCalls disk, Path fresh) {

    /** Writes the new content. */
    public interface Content {
        void to(FileChannel channel) throws IOException;
    }

    /** Looks at the new content before it takes its place, and throws if that must not happen. */
    public interface Check {
        void of(Path fresh) throws IOException;
    }

    /**
     * Replaces a file, or makes it where none is.
     *
     * @param like the file whose owner and permissions the new one gets, if it is there
     * @throws DurabilityUnknownException if the new content is there, and may be lost with power
     * @throws IOException if the old content is there, as it was
     */
    public void of(Path file, Path like, Content content, Check check) throws IOException {
        disk.deleteIfExists(fresh);
        try {
            write(like, content);
            check.of(fresh);
            disk.move(fresh, file);
        } catch (Throwable fault) {
            throwAway(fault);
            throw fault;
        }
        try {
            disk.forceFolder(folderOf(file));
        } catch (IOException fault) {
            throw new DurabilityUnknownException(
                    file + " was replaced, and its folder could not be forced to disk (" + fault
                            + "): after a loss of power it may be the old one again",
                    fault);
        }
    }

    private void write(Path like, Content content) throws IOException {
        try (FileChannel channel = disk.create(fresh)) {
            content.to(channel);
            dress(disk, fresh, like);
            disk.force(channel);
        }
    }

    /**
     * Gives a file the owner and the permissions of another that is there. The owner first: a change of owner may take
     * permissions away.
     */
    public static void dress(FileCalls disk, Path file, Path like) throws IOException {
        if (FileVersion.has(like, "posix") && Files.exists(like, LinkOption.NOFOLLOW_LINKS)) {
            PosixFileAttributes old = attributes(like);
            disk.own(file, old.owner(), old.group());
            disk.permit(file, old.permissions());
        }
    }

    public static void permitLike(FileCalls disk, Path file, Path like) throws IOException {
        disk.permit(file, attributes(like).permissions());
    }

    private static PosixFileAttributes attributes(Path file) throws IOException {
        return Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    private void throwAway(Throwable fault) {
        try {
            disk.deleteIfExists(fresh);
        } catch (IOException further) {
            fault.addSuppressed(further);
        }
    }

    private static Path folderOf(Path file) {
        return new SidecarFiles(file).folder();
    }
}
