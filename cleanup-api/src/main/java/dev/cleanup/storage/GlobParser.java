package dev.cleanup.storage;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads a glob into a regular expression, once. What could be meant in two ways is refused: a rule that matches less
 * than its author meant matches more under <i>not</i>.
 */
final class GlobParser {

    private static final List<String> NO_COMPONENTS = List.of("", ".", "..");

    private final String text;
    private final StringBuilder regex = new StringBuilder();
    private int at;
    private boolean inChoice;

    private GlobParser(String text) {
        this.text = text;
    }

    static Pattern pattern(String text) {
        GlobParser syntax = new GlobParser(text);
        syntax.read();
        // DOTALL, because a name may hold line breaks; no other flag, so that no locale has a say.
        return Pattern.compile(syntax.regex.toString(), Pattern.DOTALL);
    }

    private void read() {
        for (String component : text.split("/", -1)) {
            if (NO_COMPONENTS.contains(component)) {
                throw fault("no file's name has a component '" + component + "'");
            }
        }
        while (at < text.length()) {
            readOne(next());
        }
        if (inChoice) {
            throw fault("a '{' is not closed");
        }
    }

    private void readOne(int c) {
        switch (c) {
            case '*' -> readStars();
            case '?' -> regex.append("[^/]");
            case '[' -> readSet();
            case '{' -> openChoice();
            case ',' -> regex.append(inChoice ? "|" : ",");
            case '}' -> closeChoice();
            case ']' -> throw fault("a ']' closes nothing; write \\] for the character");
            case '\\' -> append(escaped());
            default -> append(c);
        }
    }

    private void readStars() {
        if (!skip('*')) {
            regex.append("[^/]*");
            return;
        }
        boolean atComponentStart = at == 2 || text.charAt(at - 3) == '/';
        if (skip('*')) {
            throw fault("'***' means nothing");
        }
        regex.append(atComponentStart && skip('/') ? "(?:.*/)?" : ".*");
    }

    private void readSet() {
        if (at < text.length() && text.charAt(at) == '^') {
            throw fault(
                    "'[^' means different things to different tools; write [! for all others, [\\^ for the character");
        }
        // Looked at apart, because a range may span the '/', and so does everything but some characters.
        regex.append("(?!/)[").append(skip('!') ? "^" : "");
        int start = at;
        while (!skip(']')) {
            readRange();
        }
        if (at - 1 == start) {
            throw fault("a '[]' matches nothing");
        }
        regex.append(']');
    }

    private void readRange() {
        int first = setMember();
        append(first);
        if (at + 1 < text.length() && text.charAt(at) == '-' && text.charAt(at + 1) != ']') {
            at++;
            int last = setMember();
            if (last < first) {
                throw fault("the range " + Character.toString(first) + "-" + Character.toString(last) + " is empty");
            }
            regex.append('-');
            append(last);
        }
    }

    private int setMember() {
        if (at == text.length()) {
            throw fault("a '[' is not closed");
        }
        int c = next();
        if (c == '/') {
            throw fault("a '/' between '[' and ']' can never match");
        }
        return c == '\\' ? escaped() : c;
    }

    private void openChoice() {
        if (inChoice) {
            throw fault("a '{' within '{' and '}' is not understood; write the texts out");
        }
        inChoice = true;
        regex.append("(?:");
    }

    private void closeChoice() {
        if (!inChoice) {
            throw fault("a '}' closes nothing; write \\} for the character");
        }
        inChoice = false;
        regex.append(')');
    }

    private int escaped() {
        if (at == text.length()) {
            throw fault("the backslash at its end stands before nothing");
        }
        return next();
    }

    private int next() {
        int c = text.codePointAt(at);
        at += Character.charCount(c);
        return c;
    }

    private boolean skip(char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    /** Appends a character that stands for itself: of ASCII, all but letters and digits could mean something. */
    private void append(int c) {
        if (c < 128 && !Character.isLetterOrDigit(c)) {
            regex.append('\\');
        }
        regex.appendCodePoint(c);
    }

    private IllegalArgumentException fault(String why) {
        return new IllegalArgumentException("glob (" + text + ") is not valid: " + why
                + ". Use a pattern such as *.tmp for names, or previews/**/*.png for whole keys");
    }
}
