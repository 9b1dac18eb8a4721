package dev.cleanup.support;

import dev.cleanup.reference.Owner;

/**
 * Names and other texts of strangers as people can safely read them: one line, nothing that a terminal or a log would obey.
 *
 * <p>For whoever writes to a log, a terminal or a chat what a file name may be part of. Stateless.
 */
public final class EscapedText {

    private EscapedText() {}

    /**
     * The text with control, formatting and separator characters, backslashes and lone surrogates escaped.
     *
     * @param text the text
     * @return the same in one line; what was escaped begins with a backslash
     */
    public static String escaped(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> append(shown, c));
        return shown.toString();
    }

    /**
     * A reference that names no file, for people who are to mend it.
     *
     * @param value what the source holds
     * @param owner what names it; where its ids are secret, the value may be so, too, and is not shown
     * @param why why it names no file
     * @return one phrase
     */
    public static String unmappable(String value, Owner owner, String why) {
        return owner.origin().hasSecretIds() ? "a value of " + owner : value + " (" + owner + "): " + why;
    }

    private static void append(StringBuilder shown, int c) {
        switch (c) {
            case '\n' -> shown.append("\\n");
            case '\r' -> shown.append("\\r");
            case '\t' -> shown.append("\\t");
            case '\\' -> shown.append("\\\\");
            default -> {
                if (isPlain(c)) {
                    shown.appendCodePoint(c);
                } else {
                    shown.append(String.format("\\u{%x}", c));
                }
            }
        }
    }

    private static boolean isPlain(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> c == ' ';
            default -> true;
        };
    }
}
