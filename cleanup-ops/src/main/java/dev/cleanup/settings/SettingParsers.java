package dev.cleanup.settings;

import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the small types from text. */
final class SettingParsers {

    private static final Set<String> YES = Set.of("true", "yes", "on", "1");
    private static final Set<String> NO = Set.of("false", "no", "off", "0");
    private static final Pattern HOUR = Pattern.compile("\\d{1,2}");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|[^A-Za-z0-9]+");

    private SettingParsers() {}

    static boolean flag(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        if (!YES.contains(word) && !NO.contains(word)) {
            throw new IllegalArgumentException("neither yes nor no");
        }
        return YES.contains(word);
    }

    static LocalTime time(String text) {
        if (HOUR.matcher(text).matches()) {
            return LocalTime.of(Integer.parseInt(text), 0);
        }
        return LocalTime.parse(text.length() == "3:30".length() ? "0" + text : text);
    }

    static <E extends Enum<E>> E choice(String text, List<E> constants) {
        String name = text.replace('-', '_');
        return constants.stream()
                .filter(constant -> constant.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("none of them"));
    }

    /** The words of a setting's name, in small letters: of {@code maxStorageMB} max, storage and mb. */
    static List<String> words(String name) {
        return Arrays.stream(BETWEEN_WORDS.split(name))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .toList();
    }
}
