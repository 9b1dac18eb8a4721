package dev.cleanup.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/** Rules as phrases that a support person understands. */
final class RuleText {

    /** Needs no quotes to be told from the words around it. */
    private static final Pattern PLAIN = Pattern.compile("[^\\s'\"(),]+");

    private RuleText() {}

    /** The opposite of a phrase. */
    static String not(String phrase) {
        return "not " + grouped(phrase);
    }

    /** The phrase, in parentheses where an <i>and</i> or <i>or</i> around it would pull it apart. */
    static String grouped(String phrase) {
        return isCompound(phrase) ? "(" + phrase + ")" : phrase;
    }

    private static boolean isCompound(String phrase) {
        int depth = 0;
        for (int i = 0; i < phrase.length(); i++) {
            char c = phrase.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth == 0 && (phrase.startsWith(" and ", i) || phrase.startsWith(" or ", i))) {
                return true;
            }
        }
        return depth != 0;
    }

    /** {@code failed}, {@code completed or failed}, {@code a, b or c}. */
    static String either(Collection<String> values) {
        List<String> shown = quoted(values);
        String last = shown.remove(shown.size() - 1);
        return shown.isEmpty() ? last : String.join(", ", shown) + " or " + last;
    }

    /** {@code not failed}, {@code neither completed nor failed}. */
    static String neither(Collection<String> values) {
        List<String> shown = quoted(values);
        return shown.size() == 1 ? "not " + shown.get(0) : "neither " + String.join(" nor ", shown);
    }

    private static List<String> quoted(Collection<String> values) {
        List<String> shown = new ArrayList<>(values.size());
        values.forEach(value -> shown.add(quoted(value)));
        return shown;
    }

    static String quoted(String value) {
        return PLAIN.matcher(value).matches() ? value : "'" + value + "'";
    }
}
