package dev.cleanup.jdbc.internal.sql;

/** Text as every database takes it. */
public final class StoredText {

    /** What a column of text holds in the tightest database, in four bytes a character. */
    private static final int LONGEST = 10_000;

    private StoredText() {}

    /** The text, without what databases refuse (NUL, halves of surrogate pairs), and not longer than a column. */
    public static String of(String text) {
        StringBuilder fit = new StringBuilder(Math.min(text.length(), LONGEST));
        for (int at = 0; at < text.length() && fit.length() < LONGEST - 1; ) {
            int c = text.codePointAt(at);
            fit.appendCodePoint(isHeld(c) ? c : '\uFFFD');
            at += Character.charCount(c);
        }
        return fit.toString();
    }

    private static boolean isHeld(int c) {
        return c != 0 && Character.getType(c) != Character.SURROGATE;
    }
}
