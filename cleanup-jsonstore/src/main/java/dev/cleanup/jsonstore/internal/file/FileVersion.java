package dev.cleanup.jsonstore.internal.file;

import dev.cleanup.jsonstore.internal.document.DocumentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;

/**
 * By what a file is told from what it was before. Immutable.
 *
 * @param key device and inode; empty where the file system has none
 * @param size in bytes
 * @param modified when its content was changed
 * @param changed when anything was changed about it, or {@code modified} where the file system does not say
 */
public record FileVersion(String key, long size, FileTime modified, FileTime changed) {

    /** Two changes within this time may look like one. */
    private static final Duration TICK = Duration.ofSeconds(1);

    /** The version of a regular file, which is not reached through a link. */
    public static FileVersion of(Path file) throws IOException {
        BasicFileAttributes seen = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!seen.isRegularFile()) {
            throw new DocumentException("it is no regular file");
        }
        FileTime changed = has(file, "unix")
                ? (FileTime) Files.getAttribute(file, "unix:ctime", LinkOption.NOFOLLOW_LINKS)
                : seen.lastModifiedTime();
        return new FileVersion(String.valueOf(seen.fileKey()), seen.size(), seen.lastModifiedTime(), changed);
    }

    public static boolean has(Path file, String view) {
        return file.getFileSystem().supportedFileAttributeViews().contains(view);
    }

    /** Another file took the place of this one, which itself did not change. */
    public boolean wasReplacedBy(FileVersion later) {
        return !key.equals(later.key);
    }

    /** Whether each change after another file was written would show. */
    public boolean isOlderThan(FileVersion other) {
        return changed.toInstant().plus(TICK).isBefore(other.modified.toInstant());
    }
}
