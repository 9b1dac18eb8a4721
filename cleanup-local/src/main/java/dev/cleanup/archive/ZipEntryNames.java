package dev.cleanup.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cleanup.storage.FileKey;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/**
 * The names of the entries of one zip file, which every system can unpack and none takes for another place. Not thread-safe.
 *
 * <p>Characters that some system gives a meaning of its own are percent-encoded as UTF-8: decoded as a URI is, an entry's name is
 * the key of its file again. The manifest has both.
 */
final class ZipEntryNames {

    private static final String FOLDER = "files/";
    private static final String MEANT_ELSEWHERE = "%\\:*?\"<>|";
    private static final Pattern DEVICE = Pattern.compile(
            "(con|prn|aux|nul|conin\\$|conout\\$|clock\\$|(com|lpt)[0-9\u00b9\u00b2\u00b3])[ ]*([.].*)?",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** What is taken, files and folders alike, by what a system sees that tells neither case nor Unicode form. */
    private final Map<String, String> taken = new HashMap<>();

    /** The name for a file, which no other file of this zip file has, nor one that differs in case alone. */
    String nameOf(FileKey key) {
        String name = FOLDER + encoded(key);
        if (!isFree(name)) {
            name = FOLDER + encoded(key.path(), c -> c != '/');
        }
        for (int end = name.indexOf('/'); end >= 0; end = name.indexOf('/', end + 1)) {
            taken.put(folded(name.substring(0, end)), name.substring(0, end));
        }
        taken.put(folded(name), name);
        return name;
    }

    private boolean isFree(String name) {
        for (int end = name.indexOf('/'); end >= 0; end = name.indexOf('/', end + 1)) {
            String folder = name.substring(0, end);
            if (!taken.getOrDefault(folded(folder), folder).equals(folder)) {
                return false;
            }
        }
        return !taken.containsKey(folded(name));
    }

    private static String folded(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }

    private static String encoded(FileKey key) {
        StringBuilder name = new StringBuilder();
        for (String component : key.path().split("/", -1)) {
            name.append(name.isEmpty() ? "" : "/").append(encodedComponent(component));
        }
        return name.toString();
    }

    private static String encodedComponent(String component) {
        int plain = DEVICE.matcher(component).matches() ? 1 : 0;
        int kept = component.length();
        while (kept > plain && ". ".indexOf(component.charAt(kept - 1)) >= 0) {
            kept--;
        }
        return encoded(component.substring(0, plain), c -> true)
                + encoded(component.substring(plain, kept), ZipEntryNames::isUnsafe)
                + encoded(component.substring(kept), c -> true);
    }

    /** Control and formatting characters hide, or turn around, what is shown of a name. */
    private static boolean isUnsafe(int c) {
        int type = Character.getType(c);
        return MEANT_ELSEWHERE.indexOf(c) >= 0
                || Character.isISOControl(c)
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }

    private static String encoded(String text, IntPredicate unsafe) {
        StringBuilder encoded = new StringBuilder();
        text.codePoints().forEach(c -> encoded.append(unsafe.test(c) ? percent(c) : Character.toString(c)));
        return encoded.toString();
    }

    private static String percent(int c) {
        return HexFormat.of()
                .withUpperCase()
                .withPrefix("%")
                .formatHex(Character.toString(c).getBytes(UTF_8));
    }
}
