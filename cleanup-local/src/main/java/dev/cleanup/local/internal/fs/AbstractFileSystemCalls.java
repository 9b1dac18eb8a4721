package dev.cleanup.local.internal.fs;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.cleanup.storage.FileContent;
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
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
abstract class AbstractFileSystemCalls implements FileSystemCalls {

    private static final Path SELF = Path.of("/proc/self");
    private static final Path MOUNTS = Path.of("/proc/self/mountinfo");

    /** All of one system call, and nothing that takes longer to put into words than it took to read. */
    private static final String DETAILS = "unix:fileKey,mode,size,lastModifiedTime,creationTime,ctime,nlink";

    /** Opens a file, or the directory itself for {@code .}; follows no link. What it makes gets the attributes. */
    abstract SeekableByteChannel channel(
            DirectoryHandle directory, Path entry, Set<OpenOption> options, FileAttribute<?>... attributes)
            throws IOException;

    private SeekableByteChannel channel(DirectoryHandle directory, EntryName entry, OpenOption... options)
            throws IOException {
        return channel(directory, entry.path(), Set.of(options));
    }

    @Override
    public String read(DirectoryHandle directory, EntryName entry, int most) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(most + 1);
        try (SeekableByteChannel channel = toRead(directory, entry)) {
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
        }
        if (!bytes.hasRemaining()) {
            throw new IOException("it holds more than " + most + " bytes");
        }
        return UTF_8.decode(bytes.flip()).toString();
    }

    @Override
    public void copy(DirectoryHandle directory, EntryName entry, long most, OutputStream to) throws IOException {
        byte[] bytes = new byte[1 << 16];
        try (InputStream in = Channels.newInputStream(toRead(directory, entry))) {
            long left = most;
            while (left > 0) {
                int count = in.read(bytes, 0, (int) Math.min(bytes.length, left));
                if (count < 0) {
                    return;
                }
                to.write(bytes, 0, count);
                left -= count;
            }
        }
    }

    /**
     * Opens a file to read. It is opened to write as well, so that a pipe that took its name does not wait for a writer; a pipe
     * has no position, by which it is found out. A file that this process may only read is opened to read alone, but not where
     * another user can exchange it.
     */
    private SeekableByteChannel toRead(DirectoryHandle directory, EntryName entry) throws IOException {
        SeekableByteChannel channel = toReadWithoutWaiting(directory, entry);
        try {
            channel.position();
            return channel;
        } catch (IOException | RuntimeException noFile) {
            channel.close();
            throw noFile;
        }
    }

    private SeekableByteChannel toReadWithoutWaiting(DirectoryHandle directory, EntryName entry) throws IOException {
        if (!isHost(directory.path())) {
            return channel(directory, entry, READ, NOFOLLOW_LINKS);
        }
        try {
            return channel(directory, entry, READ, WRITE, NOFOLLOW_LINKS);
        } catch (NoSuchFileException missing) {
            throw missing;
        } catch (FileSystemException readOnly) {
            if (othersCanExchange(directory)) {
                throw (IOException) new FileSystemException(
                                directory.path().resolve(entry.path()).toString(),
                                null,
                                "this process may only read it, and other users can exchange it for a pipe, which would never"
                                        + " end: let this process write it, or let no other user write in its folder ("
                                        + readOnly + ")")
                        .initCause(readOnly);
            }
            return channel(directory, entry, READ, NOFOLLOW_LINKS);
        }
    }

    /** Whether a user other than this one and the superuser can put another entry under a name. */
    private boolean othersCanExchange(DirectoryHandle directory) throws IOException {
        DirectoryAccess access = access(directory);
        return access.letsOthersWrite()
                || whoWeAre()
                        .filter(us -> us.equals(access.owner()) || isSuperuser(access.owner()))
                        .isEmpty();
    }

    private static boolean isSuperuser(UserPrincipal user) {
        return user.getName().equals("root");
    }

    static boolean isHost(Path path) {
        return path.getFileSystem().equals(FileSystems.getDefault());
    }

    @Override
    public void create(DirectoryHandle directory, EntryName entry, FileContent content) throws IOException {
        Set<OpenOption> options = Set.of(WRITE, CREATE_NEW, NOFOLLOW_LINKS);
        try (SeekableByteChannel channel = channel(directory, entry.path(), options, privately(directory))) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
            content.writeTo(out);
            out.flush();
            sync(channel);
        }
    }

    /** From the first byte on, and where the platform has permissions. */
    private static FileAttribute<?>[] privately(DirectoryHandle directory) {
        return directory.path().getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    @Override
    public void write(DirectoryHandle directory, EntryName entry, String text) throws IOException {
        try (SeekableByteChannel channel = channel(directory, entry, WRITE, CREATE_NEW, NOFOLLOW_LINKS)) {
            writeAll(channel, UTF_8.encode(text));
        }
    }

    @Override
    public void allocate(DirectoryHandle directory, EntryName entry, int bytes) throws IOException {
        try (SeekableByteChannel channel = channel(directory, entry, WRITE, CREATE_NEW, NOFOLLOW_LINKS)) {
            writeAll(channel, ByteBuffer.allocate(bytes));
            sync(channel);
        }
    }

    @Override
    public void overwrite(DirectoryHandle directory, EntryName entry, String text) throws IOException {
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

    private void sync(SeekableByteChannel channel) throws IOException {
        if (channel instanceof FileChannel file) {
            force(file);
        }
    }

    /** Returns when all of a file or a folder is on the disk. */
    void force(FileChannel channel) throws IOException {
        channel.force(true);
    }

    @Override
    public void trim(DirectoryHandle directory, EntryName entry, int bytes) throws IOException {
        try (SeekableByteChannel channel = channel(directory, entry, WRITE, NOFOLLOW_LINKS)) {
            channel.truncate(bytes);
        }
    }

    @Override
    public void sync(DirectoryHandle directory) throws IOException {
        try (SeekableByteChannel channel =
                channel(directory, directory.path().getFileSystem().getPath("."), Set.of(READ))) {
            sync(channel);
        }
    }

    @Override
    public Optional<FileLockHandle> lock(DirectoryHandle directory, EntryName entry) throws IOException {
        // To read as well: a pipe then does not wait for a reader.
        SeekableByteChannel channel = channel(directory, entry, READ, WRITE, CREATE, NOFOLLOW_LINKS);
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
    public Optional<ExtendedStat> details(Path path) throws IOException {
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
            return Optional.of(new ExtendedStat(stat, changed.toInstant(), links));
        }
        return Optional.empty();
    }

    @Override
    public List<String> mountTable(Path root) throws IOException {
        return isHost(root) && Files.exists(MOUNTS)
                ? new String(Files.readAllBytes(MOUNTS), UTF_8).lines().toList()
                : List.of();
    }

    @Override
    public Optional<UserPrincipal> whoWeAre() throws IOException {
        return Files.exists(SELF) ? Optional.of(Files.getOwner(SELF)) : Optional.empty();
    }

    /** A path to an entry of the open directory that leads nowhere else, whatever becomes of the names above it. */
    abstract Path pathInto(DirectoryHandle directory, EntryName entry) throws IOException;

    @Override
    public void makeDirectory(DirectoryHandle parent, EntryName child) throws IOException {
        make(parent, child, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    @Override
    public void makeFolder(DirectoryHandle parent, EntryName child) throws IOException {
        make(parent, child);
    }

    private void make(DirectoryHandle parent, EntryName child, FileAttribute<?>... attributes) throws IOException {
        Path shown = parent.path().resolve(child.path());
        try {
            DescriptorPath.whileNoneCloses(() -> Files.createDirectory(pathInto(parent, child), attributes));
        } catch (FileSystemException failure) {
            throw shownAs(shown, failure);
        }
    }

    @Override
    public void link(DirectoryHandle from, EntryName existing, DirectoryHandle to, EntryName name) throws IOException {
        Path shown = to.path().resolve(name.path());
        try {
            DescriptorPath.whileNoneCloses(() -> Files.createLink(pathInto(to, name), pathInto(from, existing)));
        } catch (FileSystemException failure) {
            throw shownAs(shown, failure);
        }
    }

    /** The same fault of the name that people know. */
    private static IOException shownAs(Path shown, FileSystemException failure) {
        FileSystemException known = failure instanceof FileAlreadyExistsException
                ? new FileAlreadyExistsException(shown.toString())
                : failure instanceof NoSuchFileException
                        ? new NoSuchFileException(shown.toString())
                        : failure instanceof AccessDeniedException
                                ? new AccessDeniedException(shown.toString())
                                : new FileSystemException(shown.toString(), null, failure.getReason());
        return (IOException) known.initCause(failure);
    }

    @Override
    public boolean isLayered(DirectoryHandle directory) throws IOException {
        return isHost(directory.path())
                && Files.getFileStore(directory.path()).type().contains("overlay");
    }
}
