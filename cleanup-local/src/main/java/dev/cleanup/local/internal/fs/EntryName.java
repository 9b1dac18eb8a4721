package dev.cleanup.local.internal.fs;

import java.nio.file.FileSystem;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * The name of one entry of an open directory: a single component, the only way to point at something in here.
 *
 * <p>A secure directory stream does not confine: it resolves absolute paths, {@code ../x} and {@code link/x} without
 * complaint. A name cannot be any of these. It may hold bytes that are no text. Immutable.
 */
public final class EntryName {

    /** Ends with the name, byte for byte as the file system has it. */
    private final Path entry;

    private final String text;

    /** Bytes that do not decode never show as ASCII, and ASCII is the same in every encoding of file names. */
    private final boolean isAscii;

    /** The name that a path of one component is. */
    public EntryName(Path path) {
        this(path, path.toString(), isAscii(path.toString()));
        if (path.isAbsolute() || path.getNameCount() != 1 || text.isEmpty() || text.equals(".") || text.equals("..")) {
            throw new IllegalArgumentException("path (" + path + ") must be a single name inside a directory: "
                    + "anything else could lead out of it");
        }
    }

    private EntryName(Path entry, String text, boolean isAscii) {
        this.entry = entry;
        this.text = text;
        this.isAscii = isAscii;
    }

    /**
     * The name of an entry as a directory stream gives it: the directory's path with the name behind it.
     *
     * <p>Most names are ASCII, which no encoding shows otherwise; of these the path is not taken apart, as that costs
     * more than the system call that read them.
     */
    static EntryName listed(Path entry) {
        String whole = entry.toString();
        String separator = entry.getFileSystem().getSeparator();
        String text = whole.substring(whole.lastIndexOf(separator) + separator.length());
        boolean isPlain = isAscii(text) && !text.isEmpty() && !text.equals(".") && !text.equals("..");
        return isPlain ? new EntryName(entry, text, true) : new EntryName(entry.getFileName());
    }

    /** The name for a text that has no separators. */
    public static EntryName of(FileSystem fileSystem, String text) throws UnmappableNameException {
        try {
            Path path = fileSystem.getPath(text);
            if (path.getNameCount() == 1 && path.toString().equals(text) && FileNameEncoding.isTrueTo(path)) {
                return new EntryName(path);
            }
        } catch (InvalidPathException unmappable) {
            throw new UnmappableNameException(text, unmappable);
        }
        throw new UnmappableNameException(text, null);
    }

    /** The component, byte for byte as the file system has it. */
    public Path path() {
        return entry.getFileName();
    }

    /** Whether the bytes are text that leads back to the same bytes; several names can look the same otherwise. */
    public boolean isText() {
        if (isAscii) {
            return true;
        }
        try {
            return entry.getFileSystem().getPath(text).equals(path()) && FileNameEncoding.isTrueTo(path());
        } catch (InvalidPathException undecodable) {
            return false;
        }
    }

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
        return path().resolve(".");
    }

    @Override
    public String toString() {
        return text;
    }
}
