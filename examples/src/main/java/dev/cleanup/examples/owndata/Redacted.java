package dev.cleanup.examples.owndata;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts without what must not be seen in them: a JDBC URL keeps its kind alone, as a password may stand anywhere behind that. */
final class Redacted {

    /** To the end of the line: where a URL ends is known to its driver alone, and a password may hold anything. */
    private static final Pattern URL = Pattern.compile("(?i)(jdbc:(?:[a-z0-9]+:)?)[^\\r\\n]+");

    /** To the end of the JSON string that holds it. */
    private static final Pattern URL_IN_JSON = Pattern.compile("(?i)(jdbc:(?:[a-z0-9]+:)?)(?:\\\\.|[^\"\\\\])+");

    private Redacted() {}

    /** A text that may quote a URL. */
    static String of(String text) {
        return of(text, URL);
    }

    /** JSON whose strings may quote a URL. */
    static String ofJson(String json) {
        return of(json, URL_IN_JSON);
    }

    private static String of(String text, Pattern url) {
        return url.matcher(text).replaceAll(found -> Matcher.quoteReplacement(found.group(1) + ".."));
    }
}
