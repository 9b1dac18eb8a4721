package dev.cleanup.jdbc.internal.sql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Texts side by side in one, whatever is in them. */
public final class DelimitedText {

    private static final char ESCAPE = '\\';

    private DelimitedText() {}

    /** The texts, with a separator between them; where they hold one, it is escaped. */
    public static String joined(char separator, Collection<String> texts) {
        String between = String.valueOf(separator);
        return texts.stream()
                .map(text -> text.replace("\\", "\\\\").replace(between, "\\" + between))
                .collect(Collectors.joining(between));
    }

    /** The texts again, at least one. */
    public static List<String> split(char separator, String joined) {
        List<String> texts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < joined.length(); i++) {
            char c = joined.charAt(i);
            if (c == separator) {
                texts.add(text.toString());
                text.setLength(0);
            } else {
                text.append(c == ESCAPE && i + 1 < joined.length() ? joined.charAt(++i) : c);
            }
        }
        texts.add(text.toString());
        return texts;
    }
}
