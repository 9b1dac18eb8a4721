package dev.cleanup.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The system operations on secure directory streams. Has no state. */
final class NioCalls implements SystemCalls {

    @Override
    @SuppressWarnings("StreamResourceLeak") // the handle closes it
    public Handle openPath(Path directory) throws IOException {
        DirectoryStream<Path> stream = Files.newDirectoryStream(directory.resolve("."));
        if (stream instanceof SecureDirectoryStream<Path> secure) {
            return new Handle(secure, directory);
        }
        stream.close();
        throw new UnsupportedOperationException("this platform has no secure directory streams");
    }

    @Override
    public Handle open(Handle parent, Name child) throws IOException {
        SecureDirectoryStream<Path> stream = parent.stream().newDirectoryStream(child.asDirectory(), NOFOLLOW_LINKS);
        return new Handle(stream, parent.path().resolve(child.path()));
    }

    @Override
    public void names(Handle directory, Consumer<Name> sink) throws IOException {
        try {
            for (Path entry : directory.stream()) {
                sink.accept(new Name(entry.getFileName()));
            }
        } catch (DirectoryIteratorException failure) {
            throw failure.getCause();
        }
    }

    @Override
    public Stat stat(Handle directory) throws IOException {
        return Stat.of(read(directory.stream().getFileAttributeView(BasicFileAttributeView.class)));
    }

    @Override
    public Stat stat(Handle directory, Name entry) throws IOException {
        return Stat.of(read(
                directory.stream().getFileAttributeView(entry.path(), BasicFileAttributeView.class, NOFOLLOW_LINKS)));
    }

    private static BasicFileAttributes read(BasicFileAttributeView view) throws IOException {
        return view.readAttributes();
    }

    @Override
    public Access access(Handle directory) throws IOException {
        PosixFileAttributeView view = directory.stream().getFileAttributeView(PosixFileAttributeView.class);
        if (view == null) {
            throw new UnsupportedOperationException("this file system does not say who owns a directory");
        }
        PosixFileAttributes attributes = view.readAttributes();
        return new Access(attributes.owner(), attributes.permissions());
    }

    @Override
    public Optional<Details> details(Path path) throws IOException {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return Optional.empty();
        }
        Map<String, Object> read = Files.readAttributes(path, "unix:fileKey,ctime,nlink", NOFOLLOW_LINKS);
        Object key = read.get("fileKey");
        if (key != null
                && read.get("ctime") instanceof FileTime changed
                && read.get("nlink") instanceof Integer links) {
            return Optional.of(new Details(key, changed.toInstant(), links));
        }
        return Optional.empty();
    }

    @Override
    public String read(Handle directory, Name entry, int most) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(most + 1);
        try (SeekableByteChannel channel =
                directory.stream().newByteChannel(entry.path(), Set.of(StandardOpenOption.READ, NOFOLLOW_LINKS))) {
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
        }
        if (!bytes.hasRemaining()) {
            throw new IOException("it holds more than " + most + " bytes");
        }
        return UTF_8.decode(bytes.flip()).toString();
    }

    @Override
    public void write(Handle directory, Name entry, String text) throws IOException {
        Set<OpenOption> onlyNew = Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW, NOFOLLOW_LINKS);
        ByteBuffer bytes = UTF_8.encode(text);
        try (SeekableByteChannel channel = directory.stream().newByteChannel(entry.path(), onlyNew)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }

    @Override
    public void makeDirectory(Path path) throws IOException {
        Files.createDirectory(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    @Override
    public void rename(Handle from, Name entry, Handle to, Name target) throws IOException {
        from.stream().move(entry.path(), to.stream(), target.path());
    }

    @Override
    public void link(Path existing, Path name) throws IOException {
        Files.createLink(name, existing);
    }

    @Override
    public void unlink(Handle directory, Name entry) throws IOException {
        directory.stream().deleteFile(entry.path());
    }

    @Override
    public void removeDirectory(Handle directory, Name entry) throws IOException {
        directory.stream().deleteDirectory(entry.path());
    }
}
