package dev.cleanup.jsonstore.internal.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/** A file that is replaced as a whole: written beside, forced to disk, moved into place. */
public final class AtomicFile {

    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private AtomicFile() {}

    /** Writes the content. */
    interface Content {
        void to(FileChannel channel) throws IOException;
    }

    /** Leaves the new content, or after any fault the old one and nothing beside it. */
    static void write(Path file, Content content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new FileSystemException(file.toString(), null, "it names no file");
        }
        Path beside = folder.resolve(".cleanup-" + UUID.randomUUID() + ".tmp");
        Set<StandardOpenOption> fresh = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        FileChannel channel = FileChannel.open(beside, fresh, attributes(folder));
        try {
            fill(channel, content);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (Throwable fault) {
            delete(beside, fault);
            throw fault;
        }
    }

    private static void fill(FileChannel channel, Content content) throws IOException {
        try (channel) {
            content.to(channel);
            channel.force(true);
        }
    }

    /** Only the owner reads what is made with these, where the file system has permissions. */
    public static FileAttribute<?>[] attributes(Path folder) {
        boolean posix = Files.getFileAttributeView(folder, PosixFileAttributeView.class) != null;
        return posix ? new FileAttribute<?>[] {OWNER_ONLY} : new FileAttribute<?>[0];
    }

    private static void delete(Path beside, Throwable fault) {
        try {
            Files.delete(beside);
        } catch (IOException further) {
            fault.addSuppressed(further);
        }
    }
}
