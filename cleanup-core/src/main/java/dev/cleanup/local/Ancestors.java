package dev.cleanup.local;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** The directories on the way to one. Each lets its writers lead a path elsewhere. */
final class Ancestors {

    private Ancestors() {}

    /**
     * Refuses a directory that a path may not lead to.
     *
     * @throws FileSystemException if group or others can write in it or in a directory above it
     */
    static void requireOursAlone(Path directory) throws IOException {
        for (Path at = directory.toAbsolutePath(); at != null; at = at.getParent()) {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(at);
            if (permissions.contains(PosixFilePermission.GROUP_WRITE)
                    || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
                throw new FileSystemException(
                        directory.toString(),
                        null,
                        "other users can write in " + at
                                + " and exchange a folder on the way, and this platform has no path"
                                + " that they cannot lead elsewhere. Take that right from them, or use Linux with /proc");
            }
        }
    }
}
