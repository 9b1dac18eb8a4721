package dev.cleanup.local.internal.fs;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The system operations by path, for platforms without secure directory streams. Has no state.
 *
 * <p>Links are not followed in the last component, and each folder is looked at on the way. Whoever swaps one for a link
 * between the look and the deed is not noticed.
 */
public final class PathBasedCalls extends AbstractFileSystemCalls {

    /** A directory that is found by its name each time. */
    private record Place(Path path) implements DirectoryHandle {

        @Override
        public void close() {}
    }

    private static final UserPrincipal NOBODY_IN_PARTICULAR = () -> "nobody in particular";

    @Override
    public Optional<String> caveat() {
        return Optional.of("Java has no secure directory streams here, and the composition accepts that: a folder that"
                + " somebody swaps for a link to another place while files are removed may not be noticed in time. Let"
                + " nobody else write below the root.");
    }

    @Override
    public DirectoryHandle openPath(Path directory) throws IOException {
        return place(directory);
    }

    @Override
    public DirectoryHandle open(DirectoryHandle parent, EntryName child) throws IOException {
        return place(parent.path().resolve(child.path()));
    }

    private static DirectoryHandle place(Path directory) throws IOException {
        if (!Files.readAttributes(directory, BasicFileAttributes.class, NOFOLLOW_LINKS)
                .isDirectory()) {
            throw new NotDirectoryException(directory.toString());
        }
        return new Place(directory);
    }

    @Override
    public void names(DirectoryHandle directory, Consumer<EntryName> sink) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory.path())) {
            for (Path entry : entries) {
                sink.accept(EntryName.listed(entry));
            }
        } catch (DirectoryIteratorException failure) {
            throw failure.getCause();
        }
    }

    @Override
    public Stat stat(DirectoryHandle directory) throws IOException {
        return stat(directory.path());
    }

    @Override
    public Stat stat(DirectoryHandle directory, EntryName entry) throws IOException {
        return stat(pathOf(directory, entry));
    }

    private static Stat stat(Path path) throws IOException {
        return Stat.ofPath(Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS));
    }

    private static Path pathOf(DirectoryHandle directory, EntryName entry) {
        return directory.path().resolve(entry.path());
    }

    @Override
    public DirectoryAccess access(DirectoryHandle directory) throws IOException {
        return access(directory.path());
    }

    @Override
    public DirectoryAccess access(DirectoryHandle directory, EntryName entry) throws IOException {
        return access(pathOf(directory, entry));
    }

    private static DirectoryAccess access(Path path) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class, NOFOLLOW_LINKS);
        if (view == null) {
            return new DirectoryAccess(ownerOf(path), Set.of());
        }
        PosixFileAttributes attributes = view.readAttributes();
        return new DirectoryAccess(attributes.owner(), attributes.permissions());
    }

    private static UserPrincipal ownerOf(Path path) throws IOException {
        FileOwnerAttributeView view = Files.getFileAttributeView(path, FileOwnerAttributeView.class, NOFOLLOW_LINKS);
        return view == null ? NOBODY_IN_PARTICULAR : view.getOwner();
    }

    @Override
    SeekableByteChannel channel(
            DirectoryHandle directory, Path entry, Set<OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        return Files.newByteChannel(directory.path().resolve(entry), new HashSet<>(options), attributes);
    }

    @Override
    Path pathInto(DirectoryHandle directory, EntryName entry) {
        return pathOf(directory, entry);
    }

    @Override
    public void makeDirectory(DirectoryHandle parent, EntryName child) throws IOException {
        if (parent.path().getFileSystem().supportedFileAttributeViews().contains("posix")) {
            super.makeDirectory(parent, child);
        } else {
            super.makeFolder(parent, child);
        }
    }

    @Override
    public void rename(DirectoryHandle from, EntryName entry, DirectoryHandle to, EntryName target) throws IOException {
        Files.move(pathOf(from, entry), pathOf(to, target), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void unlink(DirectoryHandle directory, EntryName entry) throws IOException {
        if (stat(directory, entry).is(Stat.Kind.DIRECTORY)) {
            throw new IOException("it is a folder");
        }
        Files.delete(pathOf(directory, entry));
    }

    @Override
    public void removeDirectory(DirectoryHandle directory, EntryName entry) throws IOException {
        if (!stat(directory, entry).is(Stat.Kind.DIRECTORY)) {
            throw new NotDirectoryException(entry.toString());
        }
        Files.delete(pathOf(directory, entry));
    }
}
