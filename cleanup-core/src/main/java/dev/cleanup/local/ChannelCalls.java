package dev.cleanup.local;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.cleanup.storage.Content;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The system operations that are the same however a directory is held open: content, and what takes a path. No state. */
abstract class ChannelCalls implements SystemCalls {

    private static final Path SELF = Path.of("/proc/self");
    private static final Path MOUNTS = Path.of("/proc/self/mountinfo");

    /** All of one system call, and nothing that takes longer to put into words than it took to read. */
    private static final String DETAILS = "unix:fileKey,mode,size,lastModifiedTime,creationTime,ctime,nlink";

    /** Opens a file, or the directory itself for {@code .}; follows no link. What it makes gets the attributes. */
    abstract SeekableByteChannel channel(
            Handle directory, Path entry, Set<OpenOption> options, FileAttribute<?>... attributes) throws IOException;

    private SeekableByteChannel channel(Handle directory, Name entry, OpenOption... options) throws IOException {
        return channel(directory, entry.path(), Set.of(options));
    }

    @Override
    public String read(Handle directory, Name entry, int most) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(most + 1);
        try (SeekableByteChannel channel = channel(directory, entry, READ, NOFOLLOW_LINKS)) {
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
        }
        if (!bytes.hasRemaining()) {
            throw new IOException("it holds more than " + most + " bytes");
        }
        return UTF_8.decode(bytes.flip()).toString();
    }

    @Override
    public void copy(Handle directory, Name entry, OutputStream to) throws IOException {
        try (InputStream in = Channels.newInputStream(channel(directory, entry, READ, NOFOLLOW_LINKS))) {
            in.transferTo(to);
        }
    }

    @Override
    public void create(Handle directory, Name entry, Content content) throws IOException {
        Set<OpenOption> options = Set.of(WRITE, CREATE_NEW, NOFOLLOW_LINKS);
        try (SeekableByteChannel channel = channel(directory, entry.path(), options, privately(directory))) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
            content.writeTo(out);
            out.flush();
            sync(channel);
        }
    }

    /** From the first byte on, and where the platform has permissions. */
    private static FileAttribute<?>[] privately(Handle directory) {
        return directory.path().getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    @Override
    public void write(Handle directory, Name entry, String text) throws IOException {
        try (SeekableByteChannel channel = channel(directory, entry, WRITE, CREATE_NEW, NOFOLLOW_LINKS)) {
            writeAll(channel, UTF_8.encode(text));
        }
    }

    @Override
    public void allocate(Handle directory, Name entry, int bytes) throws IOException {
        try (SeekableByteChannel channel = channel(directory, entry, WRITE, CREATE_NEW, NOFOLLOW_LINKS)) {
            writeAll(channel, ByteBuffer.allocate(bytes));
            sync(channel);
        }
    }

    @Override
    public void overwrite(Handle directory, Name entry, String text) throws IOException {
        try (SeekableByteChannel channel = channel(directory, entry, WRITE, NOFOLLOW_LINKS)) {
            writeAll(channel, ByteBuffer.wrap(text.getBytes(US_ASCII)));
            sync(channel);
        }
    }

    private static void writeAll(SeekableByteChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static void sync(SeekableByteChannel channel) throws IOException {
        if (channel instanceof FileChannel file) {
            file.force(true);
        }
    }

    @Override
    public void trim(Handle directory, Name entry, int bytes) throws IOException {
        try (SeekableByteChannel channel = channel(directory, entry, WRITE, NOFOLLOW_LINKS)) {
            channel.truncate(bytes);
        }
    }

    @Override
    public void sync(Handle directory) throws IOException {
        try (SeekableByteChannel channel =
                channel(directory, directory.path().getFileSystem().getPath("."), Set.of(READ))) {
            sync(channel);
        }
    }

    @Override
    public Optional<Hold> lock(Handle directory, Name entry) throws IOException {
        SeekableByteChannel channel = channel(directory, entry, WRITE, CREATE, NOFOLLOW_LINKS);
        FileLock lock = null;
        try {
            lock = channel instanceof FileChannel file ? file.tryLock() : null;
        } catch (OverlappingFileLockException heldHere) {
            lock = null;
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
        return lock == null ? Optional.empty() : Optional.of(() -> close(channel));
    }

    private static void close(SeekableByteChannel channel) {
        try {
            channel.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public Optional<Details> details(Path path) throws IOException {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return Optional.empty();
        }
        Map<String, Object> read = Files.readAttributes(path, DETAILS, NOFOLLOW_LINKS);
        Object key = read.get("fileKey");
        if (key != null
                && read.get("mode") instanceof Integer mode
                && read.get("size") instanceof Long size
                && read.get("lastModifiedTime") instanceof FileTime modified
                && read.get("creationTime") instanceof FileTime born
                && read.get("ctime") instanceof FileTime changed
                && read.get("nlink") instanceof Integer links) {
            Stat stat = new Stat(Stat.Kind.ofMode(mode), key, size, modified.toInstant(), born.toInstant());
            return Optional.of(new Details(stat, changed.toInstant(), links));
        }
        return Optional.empty();
    }

    @Override
    public List<String> mountTable(Path root) throws IOException {
        boolean isHost = root.getFileSystem().equals(FileSystems.getDefault());
        return isHost && Files.exists(MOUNTS)
                ? new String(Files.readAllBytes(MOUNTS), UTF_8).lines().toList()
                : List.of();
    }

    @Override
    public Optional<UserPrincipal> whoWeAre() throws IOException {
        return Files.exists(SELF) ? Optional.of(Files.getOwner(SELF)) : Optional.empty();
    }

    @Override
    public void makeDirectory(Path path) throws IOException {
        Files.createDirectory(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    @Override
    public void makeFolder(Path path) throws IOException {
        Files.createDirectory(path);
    }

    @Override
    public void link(Path existing, Path name) throws IOException {
        Files.createLink(name, existing);
    }
}
