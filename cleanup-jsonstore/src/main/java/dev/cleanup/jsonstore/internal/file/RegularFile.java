package dev.cleanup.jsonstore.internal.file;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Opens files that are files. A pipe would wait for its other end for ever, with the lock held that all writers wait for.
 *
 * <p>What stands under the name is looked at first. Where other users can exchange it after that, the file is opened to read
 * and to write: then a pipe does not wait, and having no position gives it away. A file that this process may only read is
 * opened to read alone; then the look right before is all there is.
 */
public final class RegularFile {

    private RegularFile() {}

    /**
     * Opens a file that is there.
     *
     * @param options to read, to write, or both; links are not followed where that is among them
     * @throws NoSuchFileException if there is none
     * @throws FileSystemException if something else stands there
     */
    public static FileChannel open(Path file, OpenOption... options) throws IOException {
        List<OpenOption> wanted = List.of(options);
        requireFile(file, wanted.contains(LinkOption.NOFOLLOW_LINKS));
        if (!othersCanExchange(file)) {
            return proved(file, FileChannel.open(file, options));
        }
        Set<OpenOption> both = new HashSet<>(wanted);
        both.add(StandardOpenOption.READ);
        both.add(StandardOpenOption.WRITE);
        try {
            return proved(file, FileChannel.open(file, both));
        } catch (AccessDeniedException readOnly) {
            requireFile(file, wanted.contains(LinkOption.NOFOLLOW_LINKS));
            return proved(file, FileChannel.open(file, options));
        }
    }

    /** Reads a file that is there to its end. */
    public static byte[] readAll(Path file) throws IOException {
        try (FileChannel channel = open(file, StandardOpenOption.READ)) {
            return Channels.newInputStream(channel).readAllBytes();
        }
    }

    private static void requireFile(Path file, boolean itself) throws IOException {
        LinkOption[] links = itself ? new LinkOption[] {LinkOption.NOFOLLOW_LINKS} : new LinkOption[0];
        if (!Files.exists(file, links)) {
            throw new NoSuchFileException(file.toString());
        }
        if (!Files.isRegularFile(file, links)) {
            throw noFile(file);
        }
    }

    private static FileChannel proved(Path file, FileChannel channel) throws IOException {
        try {
            channel.position();
            return channel;
        } catch (IOException withoutPosition) {
            channel.close();
            throw (IOException) noFile(file).initCause(withoutPosition);
        }
    }

    private static FileSystemException noFile(Path file) {
        return new FileSystemException(
                file.toString(),
                null,
                "something else than a regular file is there, such as a pipe, and is not opened");
    }

    /** Whether group or others can write in its folder; where the platform has no such rights, they cannot be asked. */
    private static boolean othersCanExchange(Path file) throws IOException {
        if (!FileVersion.has(file, "posix")) {
            return false;
        }
        Path folder = file.toAbsolutePath().getParent();
        Set<PosixFilePermission> permissions = folder == null ? Set.of() : Files.getPosixFilePermissions(folder);
        return permissions.contains(PosixFilePermission.GROUP_WRITE)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE);
    }
}
