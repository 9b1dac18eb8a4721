package dev.cleanup.local.internal.fs;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;

/** The directories on the way to one. Each lets its owner and its writers lead a path elsewhere. */
final class AncestorDirectories {

    private AncestorDirectories() {}

    /**
     * Refuses a directory that a path may not lead to.
     *
     * @param us as whom this process works
     * @throws FileSystemException if a user other than this one and the superuser can exchange a directory on the way
     */
    static void requireOursAlone(Path directory, UserPrincipal us) throws IOException {
        for (Path at = directory.toAbsolutePath(); at != null; at = at.getParent()) {
            PosixFileAttributes seen = Files.readAttributes(at, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            Set<PosixFilePermission> permissions = seen.permissions();
            boolean ours = seen.owner().equals(us) || seen.owner().getName().equals("root");
            if (!ours
                    || !seen.isDirectory()
                    || permissions.contains(PosixFilePermission.GROUP_WRITE)
                    || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
                throw new FileSystemException(
                        directory.toString(),
                        null,
                        "other users can exchange " + at
                                + " or what is in it, and this platform has no path that they cannot"
                                + " lead elsewhere. Let this user alone own and write the directories on the way, or use"
                                + " Linux with /proc");
            }
        }
    }
}
