package dev.cleanup.local.internal.fs;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The system operations on secure directory streams. Has no state. Tests write down what is forced to the disk. */
public class SecureDirectoryCalls extends AbstractFileSystemCalls {

    /** A directory as the operating system has it: it stays the same one whatever happens to its name. */
    private record Descriptor(SecureDirectoryStream<Path> stream, Path path) implements DirectoryHandle {

        @Override
        public void close() {
            try {
                DescriptorPath.close(stream::close);
            } catch (IOException nothingWasWritten) {
                return;
            }
        }
    }

    /** Whether there are such streams where a directory lies. */
    public static boolean serve(Path directory) {
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            return stream instanceof SecureDirectoryStream;
        } catch (IOException unreadable) {
            return true; // and whoever opens it is told
        }
    }

    private static SecureDirectoryStream<Path> stream(DirectoryHandle handle) {
        return ((Descriptor) handle).stream();
    }

    @Override
    @SuppressWarnings("StreamResourceLeak") // the handle closes it
    public DirectoryHandle openPath(Path directory) throws IOException {
        DirectoryStream<Path> stream = Files.newDirectoryStream(directory.resolve("."));
        if (stream instanceof SecureDirectoryStream<Path> secure) {
            return new Descriptor(secure, directory);
        }
        stream.close();
        throw new UnsupportedOperationException("this platform has no secure directory streams");
    }

    @Override
    public DirectoryHandle open(DirectoryHandle parent, EntryName child) throws IOException {
        SecureDirectoryStream<Path> stream = stream(parent).newDirectoryStream(child.asDirectory(), NOFOLLOW_LINKS);
        return new Descriptor(stream, parent.path().resolve(child.path()));
    }

    @Override
    public void names(DirectoryHandle directory, Consumer<EntryName> sink) throws IOException {
        try {
            for (Path entry : stream(directory)) {
                sink.accept(EntryName.listed(entry));
            }
        } catch (DirectoryIteratorException failure) {
            throw failure.getCause();
        }
    }

    @Override
    public Stat stat(DirectoryHandle directory) throws IOException {
        return Stat.of(stream(directory)
                .getFileAttributeView(BasicFileAttributeView.class)
                .readAttributes());
    }

    @Override
    public Stat stat(DirectoryHandle directory, EntryName entry) throws IOException {
        return Stat.of(stream(directory)
                .getFileAttributeView(entry.path(), BasicFileAttributeView.class, NOFOLLOW_LINKS)
                .readAttributes());
    }

    @Override
    public DirectoryAccess access(DirectoryHandle directory) throws IOException {
        return accessOf(stream(directory).getFileAttributeView(PosixFileAttributeView.class));
    }

    @Override
    public DirectoryAccess access(DirectoryHandle directory, EntryName entry) throws IOException {
        return accessOf(
                stream(directory).getFileAttributeView(entry.path(), PosixFileAttributeView.class, NOFOLLOW_LINKS));
    }

    private static DirectoryAccess accessOf(@Nullable PosixFileAttributeView view) throws IOException {
        if (view == null) {
            throw new UnsupportedOperationException("this file system does not say who owns a directory");
        }
        PosixFileAttributes attributes = view.readAttributes();
        return new DirectoryAccess(attributes.owner(), attributes.permissions());
    }

    @Override
    SeekableByteChannel channel(
            DirectoryHandle directory, Path entry, Set<OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        return stream(directory).newByteChannel(entry, options, attributes);
    }

    /**
     * Where the platform names no open directories, the path itself, but only if no other user can write in any directory on
     * the way.
     */
    @Override
    Path pathInto(DirectoryHandle directory, EntryName entry) throws IOException {
        if (!isHost(directory.path())) {
            return directory.path().resolve(entry.path());
        }
        Path open = DescriptorPath.of(stat(directory).fileKey()).orElse(null);
        if (open == null) {
            UserPrincipal us = directory
                    .path()
                    .getFileSystem()
                    .getUserPrincipalLookupService()
                    .lookupPrincipalByName(System.getProperty("user.name"));
            AncestorDirectories.requireOursAlone(directory.path(), us);
            open = directory.path();
        }
        return open.resolve(entry.path());
    }

    @Override
    public void rename(DirectoryHandle from, EntryName entry, DirectoryHandle to, EntryName target) throws IOException {
        stream(from).move(entry.path(), stream(to), target.path());
    }

    @Override
    public void unlink(DirectoryHandle directory, EntryName entry) throws IOException {
        stream(directory).deleteFile(entry.path());
    }

    @Override
    public void removeDirectory(DirectoryHandle directory, EntryName entry) throws IOException {
        stream(directory).deleteDirectory(entry.path());
    }
}
