package dev.cleanup.storage;

import java.util.regex.Pattern;

/**
 * A pattern for the names of files, as shells have it, with the same meaning on every platform and in every locale.
 *
 * <p>{@code ?} is one character, {@code *} any number of them, neither of them a {@code /}; {@code **} is any number of
 * characters with {@code /}, and <code>**&#47;</code> any number of folders, none included. {@code [a-z]} is one of
 * some characters, {@code [!a-z]} one of all others, <code>{m4a,mp3}</code> one of some texts, and a backslash takes
 * the meaning from the character after it. A glob without a {@code /} is matched with the last component of a name, any
 * other with the whole key. Case matters, a leading dot is a character like any other, and nothing is normalised.
 *
 * <p>Immutable, equal by text.
 */
public final class Glob {

    private final String text;
    private final boolean whole;
    private final Pattern pattern;

    private Glob(String text) {
        this.text = text;
        this.whole = text.indexOf('/') >= 0;
        this.pattern = GlobParser.pattern(text);
    }

    /**
     * The glob of that text.
     *
     * @param text the pattern
     * @return the glob
     * @throws IllegalArgumentException if it is malformed, or no file can have such a name; the message says why
     */
    public static Glob of(String text) {
        return new Glob(text);
    }

    /**
     * Whether a file's name fits.
     *
     * @param key the name
     * @return whether it does
     */
    public boolean matches(FileKey key) {
        return pattern.matcher(whole ? key.path() : key.name()).matches();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Glob glob && glob.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The text it was made from. */
    @Override
    public String toString() {
        return text;
    }
}
