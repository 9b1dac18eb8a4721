package dev.cleanup.jsonstore.internal.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;

/** The file system that the host has. */
public enum NioFileCalls implements FileCalls {
    INSTANCE;

    /** The permissions of a file that was just made. */
    public static final Set<PosixFilePermission> OWNER_ONLY =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    @Override
    public FileChannel create(Path file) throws IOException {
        FileAttribute<?>[] attributes = FileVersion.has(file, "posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
        return FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes);
    }

    @Override
    public FileChannel append(Path file) throws IOException {
        FileChannel channel = RegularFile.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        try {
            return channel.position(channel.size());
        } catch (IOException fault) {
            channel.close();
            throw fault;
        }
    }

    @Override
    public void write(FileChannel to, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            to.write(bytes);
        }
    }

    @Override
    public void copy(FileChannel from, long start, long end, FileChannel to) throws IOException {
        long position = start;
        while (position < end) {
            long count = from.transferTo(position, end - position, to);
            if (count <= 0) {
                throw new IOException("it ended at byte " + position + " while it was copied up to byte " + end);
            }
            position += count;
        }
    }

    @Override
    public void truncate(FileChannel file, long size) throws IOException {
        file.truncate(size);
        file.position(size);
    }

    @Override
    public void own(Path file, UserPrincipal owner, GroupPrincipal group) throws IOException {
        view(file).setOwner(owner);
        view(file).setGroup(group);
    }

    @Override
    public void permit(Path file, Set<PosixFilePermission> permissions) throws IOException {
        view(file).setPermissions(permissions);
    }

    private static PosixFileAttributeView view(Path file) {
        return Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public void force(FileChannel file) throws IOException {
        file.force(true);
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public void deleteIfExists(Path file) throws IOException {
        Files.deleteIfExists(file);
    }
}
