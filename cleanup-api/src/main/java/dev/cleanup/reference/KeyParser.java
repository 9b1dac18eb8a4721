package dev.cleanup.reference;

import dev.cleanup.storage.FileKey;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The form in which a column names files. Each throws an IllegalArgumentException for a value of another form. */
sealed interface KeyParser {

    /** The key that a value of this form means. */
    FileKey keyOf(String value);

    /** Checks a folder that is given as a setting: empty, or a key. */
    static String folder(String name, String folder) {
        if (folder.isEmpty()) {
            return folder;
        }
        try {
            return FileKey.of(folder).path();
        } catch (IllegalArgumentException fault) {
            throw new IllegalArgumentException(name + " (" + folder + ") is no relative folder", fault);
        }
    }

    /** The value is the key. */
    record RelativePath() implements KeyParser {
        @Override
        public FileKey keyOf(String value) {
            return FileKey.of(value);
        }

        @Override
        public String toString() {
            return "paths relative to the root";
        }
    }

    /** The value is a name in one folder. */
    record BaseName(String folder) implements KeyParser {
        @Override
        public FileKey keyOf(String value) {
            if (value.indexOf('/') >= 0) {
                throw new IllegalArgumentException("it names a folder, where base names are declared");
            }
            return FileKey.of(folder.isEmpty() ? value : folder + "/" + value);
        }

        @Override
        public String toString() {
            return folder.isEmpty() ? "base names" : "base names in " + folder;
        }
    }

    /** Whatever stands before the last separator is dropped. */
    record LastSegment() implements KeyParser {
        @Override
        public FileKey keyOf(String value) {
            return FileKey.of(value.substring(Math.max(value.lastIndexOf('/'), value.lastIndexOf('\\')) + 1));
        }

        @Override
        public String toString() {
            return "last segments of paths";
        }
    }

    /** A fixed text stands before the key. */
    record Prefixed(String prefix) implements KeyParser {
        @Override
        public FileKey keyOf(String value) {
            if (!value.startsWith(prefix)) {
                throw new IllegalArgumentException("it does not begin with " + prefix);
            }
            return FileKey.of(value.substring(prefix.length()));
        }

        @Override
        public String toString() {
            return "what follows " + prefix;
        }
    }

    /** The key is the rest of a URL's path, percent-decoded. */
    record Url(String scheme, String authority, String path) implements KeyParser {

        static Url under(String base) {
            URI uri = parse(base);
            if (uri.getScheme() == null || uri.getRawAuthority() == null) {
                throw new IllegalArgumentException(
                        "base (" + base + ") must have scheme and host, such as https://cdn.example.org/files/");
            }
            String path = uri.getRawPath();
            return new Url(uri.getScheme(), uri.getRawAuthority(), path.endsWith("/") ? path : path + "/");
        }

        @Override
        public FileKey keyOf(String value) {
            String base = toString();
            return value.startsWith(base) && isPlain(value, base.length())
                    ? FileKey.of(value.substring(base.length()))
                    : parsedKeyOf(value);
        }

        /** Whether a text holds nothing from there on that a URL could mean otherwise: most need not be parsed. */
        private static boolean isPlain(String value, int from) {
            for (int i = from; i < value.length(); i++) {
                char c = value.charAt(i);
                boolean isLetterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
                if (!isLetterOrDigit && "/-_.~".indexOf(c) < 0) {
                    return false;
                }
            }
            return true;
        }

        private FileKey parsedKeyOf(String value) {
            URI uri = parse(value);
            if (!scheme.equalsIgnoreCase(uri.getScheme()) || !authority.equalsIgnoreCase(uri.getRawAuthority())) {
                throw new IllegalArgumentException("it is no URL under " + this);
            }
            if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
                throw new IllegalArgumentException("it has a query or a fragment");
            }
            String raw = uri.getRawPath();
            if (!raw.startsWith(path)) {
                throw new IllegalArgumentException("it is no URL under " + this);
            }
            return FileKey.of(decoded(raw.substring(path.length())));
        }

        private static URI parse(String value) {
            try {
                return new URI(value);
            } catch (URISyntaxException fault) {
                throw new IllegalArgumentException("it is no URL: " + fault.getReason(), fault);
            }
        }

        /** Decodes each segment; a decoded slash would change the folder, and is refused. */
        private static String decoded(String raw) {
            if (raw.toLowerCase(java.util.Locale.ROOT).contains("%2f")) {
                throw new IllegalArgumentException("it hides a '/' in a percent escape");
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
            ByteBuffer rest = utf8(raw);
            while (rest.hasRemaining()) {
                byte next = rest.get();
                bytes.write(next == '%' ? 16 * digit(rest) + digit(rest) : next);
            }
            return utf8(bytes.toByteArray());
        }

        private static int digit(ByteBuffer escape) {
            return Character.digit(escape.get(), 16);
        }

        /** Whole, since a letter outside the basic plane is two chars; strict, since '?' would be another file. */
        private static ByteBuffer utf8(String text) {
            try {
                return StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            } catch (CharacterCodingException fault) {
                throw new IllegalArgumentException("it holds half of a surrogate pair", fault);
            }
        }

        private static String utf8(byte[] bytes) {
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
            } catch (CharacterCodingException fault) {
                throw new IllegalArgumentException("its percent escapes are not UTF-8", fault);
            }
        }

        @Override
        public String toString() {
            return scheme + "://" + authority + path;
        }
    }
}
