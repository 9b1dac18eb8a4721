package dev.cleanup.local;

import java.nio.file.FileSystem;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * The name of one entry of an open directory: a single component, the only way to point at something in here.
 *
 * <p>A secure directory stream does not confine: it resolves absolute paths, {@code ../x} and {@code link/x} without
 * complaint. A name cannot be any of these. It may hold bytes that are no text.
 *
 * @param path the component, byte for byte as the file system has it
 */
record Name(Path path) {

    Name {
        String text = path.toString();
        if (path.isAbsolute() || path.getNameCount() != 1 || text.isEmpty() || text.equals(".") || text.equals("..")) {
            throw new IllegalArgumentException("path (" + path + ") must be a single name inside a directory: "
                    + "anything else could lead out of it");
        }
    }

    /** The name for a text that has no separators. */
    static Name of(FileSystem fileSystem, String text) throws UnmappableNameException {
        try {
            Path path = fileSystem.getPath(text);
            if (path.getNameCount() == 1 && path.toString().equals(text) && Encoding.isTrueTo(path)) {
                return new Name(path);
            }
        } catch (InvalidPathException unmappable) {
            throw new UnmappableNameException(text, unmappable);
        }
        throw new UnmappableNameException(text, null);
    }

    /** Whether the bytes are text that leads back to the same bytes; several names can look the same otherwise. */
    boolean isText() {
        if (isAscii(path.toString())) {
            return true;
        }
        try {
            return path.getFileSystem().getPath(path.toString()).equals(path) && Encoding.isTrueTo(path);
        } catch (InvalidPathException undecodable) {
            return false;
        }
    }

    /** Bytes that do not decode never show as one of these, and these are the same in every encoding of file names. */
    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /**
     * The name in a form that opens a directory and nothing else.
     *
     * <p>Opening a plain name would wait for ever on a pipe, and on some JDKs closes a descriptor twice where the entry
     * is no directory. With a dot behind it the system call itself refuses both.
     */
    Path asDirectory() {
        return path.resolve(".");
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
