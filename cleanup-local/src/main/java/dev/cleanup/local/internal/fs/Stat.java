package dev.cleanup.local.internal.fs;

import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/**
 * What one entry was at one moment, seen without following links.
 *
 * @param kind what sort of thing it is
 * @param fileKey device and inode
 * @param size in bytes
 * @param modified when the content was last written
 * @param born when it came into being; the modification or the epoch where the file system does not know
 */
public record Stat(Kind kind, Object fileKey, long size, Instant modified, Instant born) {

    /** The sorts of things, as far as they matter here. */
    public enum Kind {
        FILE("file"),
        DIRECTORY("folder"),
        LINK("symbolic link"),
        OTHER("pipe, socket or device");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }

        /** By the upper bits of a mode, as POSIX has them. */
        static Kind ofMode(int mode) {
            return switch (mode & 0170000) {
                case 0100000 -> FILE;
                case 0040000 -> DIRECTORY;
                case 0120000 -> LINK;
                default -> OTHER;
            };
        }
    }

    static Stat of(BasicFileAttributes attributes) {
        Object key = attributes.fileKey();
        if (key == null) {
            throw new UnsupportedOperationException(
                    "this file system does not tell one file from another (no file key)");
        }
        return of(attributes, key);
    }

    /** What is found by path, also where no number tells one file from another; then its birth does, as well as it can. */
    static Stat ofPath(BasicFileAttributes attributes) {
        Object key = attributes.fileKey();
        return of(attributes, key == null ? "(born=" + attributes.creationTime() + ")" : key);
    }

    private static Stat of(BasicFileAttributes attributes, Object key) {
        FileTime modified = attributes.lastModifiedTime();
        return new Stat(
                kindOf(attributes),
                key,
                attributes.size(),
                modified.toInstant(),
                attributes.creationTime().toInstant());
    }

    private static Kind kindOf(BasicFileAttributes attributes) {
        if (attributes.isSymbolicLink()) {
            return Kind.LINK;
        }
        if (attributes.isDirectory()) {
            return Kind.DIRECTORY;
        }
        return attributes.isRegularFile() ? Kind.FILE : Kind.OTHER;
    }

    public boolean is(Kind expected) {
        return kind == expected;
    }

    /** Whether both are one inode now. Says nothing over time: the next file often gets the number of the last. */
    public boolean isSameEntryAs(Stat other) {
        return fileKey.equals(other.fileKey);
    }

    /**
     * Whether both are one directory over time, whose size and modification change.
     *
     * <p>The birth tells it from another one with the same number. Where the file system knows no birth it shows the
     * modification, which says nothing: then the number decides alone.
     */
    public boolean isSameDirectoryAs(Stat earlier) {
        boolean bornTogether = born.equals(earlier.born);
        boolean bothWithoutBirth = born.equals(modified) && earlier.born.equals(earlier.modified);
        return is(Kind.DIRECTORY) && isSameEntryAs(earlier) && (bornTogether || bothWithoutBirth);
    }

    /** Whether both lie on one device, as far as the file key tells; a mount of the same device looks the same. */
    public boolean isOnDeviceOf(Stat other) {
        return device().equals(other.device());
    }

    private String device() {
        String key = fileKey.toString();
        int inode = key.indexOf(",ino=");
        return inode < 0 ? "" : key.substring(0, inode);
    }

    /**
     * Whether this is the file of an identity that was written down, perhaps before the machine was started anew: the numbers
     * of devices change with that. Says so only of a file that lies on the same device as it did.
     */
    public boolean isFileOf(String written) {
        return is(Kind.FILE) && withoutDevice(identity()).equals(withoutDevice(written));
    }

    private static String withoutDevice(String identity) {
        return identity.substring(Math.max(0, identity.indexOf(",ino=")));
    }

    /** What tells this file from any other of its name. Inode numbers are used again at once, hence the rest. */
    public String identity() {
        return fileKey + ",size=" + size + ",modified=" + stamp(modified) + ",born=" + stamp(born);
    }

    /** Seconds and nanoseconds: to put an instant into words takes longer than to look the file up. */
    private static String stamp(Instant time) {
        return time.getEpochSecond() + "." + time.getNano();
    }
}
