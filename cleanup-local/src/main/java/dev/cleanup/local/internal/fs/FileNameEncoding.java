package dev.cleanup.local.internal.fs;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;

/** The encoding in which this JVM reads and writes file names; only the environment it was started in decides. */
public final class FileNameEncoding {

    public static final String REMEDY = "start the JVM with the environment variable LC_ALL=C.UTF-8";

    private static final boolean UTF_8 = isUtf8(name());

    private FileNameEncoding() {}

    public static String name() {
        return System.getProperty("sun.jnu.encoding", "an unknown encoding");
    }

    public static boolean isUtf8() {
        return UTF_8;
    }

    private static boolean isUtf8(String name) {
        try {
            return Charset.forName(name).equals(StandardCharsets.UTF_8);
        } catch (IllegalArgumentException unknown) {
            return false;
        }
    }

    /**
     * Whether the letters of a path are the ones that other processes see.
     *
     * <p>Under another encoding than UTF-8 most names do decode, to letters that nobody gave them: then only ASCII counts.
     */
    static boolean isTrueTo(Path path) {
        return isTrueTo(path, isUtf8());
    }

    static boolean isTrueTo(Path path, boolean isUtf8) {
        boolean decodesBytes = path.getFileSystem().equals(FileSystems.getDefault())
                && path.getFileSystem().getSeparator().equals("/");
        return isUtf8 || !decodesBytes || path.toString().chars().allMatch(letter -> letter < 128);
    }
}
