package dev.cleanup.local.internal.remove;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;

/** Any text as one word of ASCII, and back: each byte of its UTF-8 form, which is what a UTF-8 process has on disk. */
final class AsciiEscapes {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final String PLAIN = "._~/-:,=()+";

    private AsciiEscapes() {}

    /** Begins with an apostrophe, so that no text becomes an empty word. */
    static String escaped(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        if (isPlain(bytes)) {
            return "'" + text;
        }
        StringBuilder escaped = new StringBuilder("'");
        for (byte b : bytes) {
            if (isPlain(b)) {
                escaped.append((char) b);
            } else {
                escaped.append('%').append(HEX.toHexDigits(b));
            }
        }
        return escaped.toString();
    }

    /** Most texts are, and need not be put together byte by byte. */
    private static boolean isPlain(byte[] bytes) {
        for (byte b : bytes) {
            if (!isPlain(b)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(byte b) {
        return (b >= '0' && b <= '9') || (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z') || PLAIN.indexOf(b) >= 0;
    }

    static String unescaped(String escaped) throws CharacterCodingException {
        if (!escaped.startsWith("'")) {
            throw new CharacterCodingException();
        }
        ByteBuffer bytes = ByteBuffer.allocate(escaped.length());
        for (int i = 1; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            bytes.put((byte) (c == '%' ? Integer.parseInt(escaped.substring(i + 1, i + 3), 16) : c));
            i += c == '%' ? 2 : 0;
        }
        return UTF_8.newDecoder().decode(bytes.flip()).toString();
    }
}
