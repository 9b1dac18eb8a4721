package dev.cleanup.internal.reference;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Names folded so far that two spellings of one name are equal: case, Unicode form, percent-encoding, slashes, spaces around.
 *
 * <p>Folding only ever protects: a file that equals a reference after folding stays.
 */
public final class NameFolding {

    private NameFolding() {}

    public static String of(String name) {
        return isPlain(name) ? name : fold(name);
    }

    /** Most names are their own fold, and found out in one pass. */
    static boolean isPlain(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c <= ' ' || c >= 0x7f || (c >= 'A' && c <= 'Z') || c == '%' || c == '+' || c == '\\') {
                return false;
            }
        }
        return true;
    }

    private static String fold(String name) {
        String decoded = Normalizer.normalize(decoded(name), Normalizer.Form.NFKC);
        String lower = decoded.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        String plain = Normalizer.normalize(lower, Normalizer.Form.NFKC).replace('\\', '/');
        // No pattern: one that trims takes quadratic time over the spaces of a name that a stranger chose.
        return Arrays.stream(plain.split("/"))
                .map(String::strip)
                .filter(component -> !component.isEmpty())
                .collect(Collectors.joining("/"));
    }

    private static String decoded(String name) {
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return name;
        }
    }
}
