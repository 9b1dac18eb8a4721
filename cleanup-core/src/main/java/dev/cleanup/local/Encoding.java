package dev.cleanup.local;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The encoding in which this JVM reads and writes file names; only the environment it was started in decides. */
final class Encoding {

    static final String REMEDY = "start the JVM with the environment variable LC_ALL=C.UTF-8";

    private Encoding() {}

    static String name() {
        return System.getProperty("sun.jnu.encoding", "an unknown encoding");
    }

    static boolean isUtf8() {
        try {
            return Charset.forName(name()).equals(StandardCharsets.UTF_8);
        } catch (IllegalArgumentException unknown) {
            return false;
        }
    }
}
