package dev.cleanup.local.internal.fs;

import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;

/**
 * Who owns a directory and who may write in it.
 *
 * @param owner the user
 * @param permissions what owner, group and others may do
 */
public record DirectoryAccess(UserPrincipal owner, Set<PosixFilePermission> permissions) {

    public DirectoryAccess {
        permissions = Set.copyOf(permissions);
    }

    public boolean letsOthersWrite() {
        return permissions.contains(PosixFilePermission.GROUP_WRITE)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE);
    }
}
