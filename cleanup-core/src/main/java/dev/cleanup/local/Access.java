package dev.cleanup.local;

import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;

/**
 * Who owns a directory and who may write in it.
 *
 * @param owner the user
 * @param permissions what owner, group and others may do
 */
record Access(UserPrincipal owner, Set<PosixFilePermission> permissions) {

    Access {
        permissions = Set.copyOf(permissions);
    }

    boolean letsOthersWrite() {
        return permissions.contains(PosixFilePermission.GROUP_WRITE)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE);
    }
}
