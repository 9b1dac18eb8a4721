package dev.cleanup.archive;

import static java.nio.file.StandardOpenOption.CREATE_NEW;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes files that this process's user alone can read, from their first byte on, where a system has permissions. */
final class PrivateFile {

    private PrivateFile() {}

    /** Makes a new file and opens it. */
    static FileChannel make(Path path, OpenOption... options) throws IOException {
        Set<OpenOption> all =
                Stream.concat(Stream.of(CREATE_NEW), Stream.of(options)).collect(Collectors.toSet());
        return FileChannel.open(path, all, permissions(path));
    }

    private static FileAttribute<?>[] permissions(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
