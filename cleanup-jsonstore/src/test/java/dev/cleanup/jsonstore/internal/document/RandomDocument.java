package dev.cleanup.jsonstore.internal.document;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.StringJoiner;

/**
 * A token file drawn from a seed, with odd spacing, escapes, numbers and nesting; it knows of which parts it is made, so it
 * can say what must be left of it without reading anything.
 */
public final class RandomDocument {

    /** An element and the space around it: before the first one, gaps are what lies between the brackets and it. */
    private record Element(String id, String text, boolean isEntry) {}

    private final Random random;
    private final boolean inArray;
    private final String before;
    private final String after;
    private final String first;
    private final List<Element> elements = new ArrayList<>();
    private final List<String> gaps = new ArrayList<>();
    private final String last;
    final EntrySchema declared;

    public RandomDocument(long seed) {
        random = new Random(seed);
        inArray = random.nextBoolean();
        boolean below = random.nextBoolean();
        before = below
                ? space() + "{" + space() + "\"x\":" + value(2) + "," + space() + "\"t\\u006f/k\"" + space() + ":"
                : "";
        after = below ? space() + ",\"to\":" + value(2) + space() + "}" + space() : space();
        JsonPointer container = JsonPointer.of("under", below ? "/to~1k" : "");
        declared = inArray ? EntrySchema.inArray(container, JsonPointer.of("id", "/id")) : EntrySchema.byId(container);
        first = space();
        last = space();
        int count = random.nextInt(8);
        for (int i = 0; i < count; i++) {
            elements.add(element(i));
            gaps.add(space() + "," + space());
        }
    }

    private Element element(int i) {
        String id = i + pick("", "\u00e9", "\ud83d\ude00", "/", " ", "\\", "\"", "\n");
        boolean isEntry = random.nextInt(5) > 0;
        if (!inArray) {
            String value = isEntry ? object(3, "") : scalar();
            return new Element(id, string(id) + space() + ":" + space() + value, isEntry);
        }
        String idMember = "\"id\"" + space() + ":" + space() + string(id);
        return new Element(id, isEntry ? object(3, idMember) : scalar(), isEntry);
    }

    /** The ids of some of the entries. */
    Set<String> someIds() {
        Set<String> ids = new HashSet<>();
        int share = random.nextInt(4);
        elements.stream()
                .filter(element -> element.isEntry() && random.nextInt(3) < share)
                .forEach(element -> ids.add(element.id()));
        return ids;
    }

    public String text() {
        return without(Set.of());
    }

    /** What is left once some are gone: each took the gap before it along, and those before the first that stays, the one after. */
    String without(Set<String> ids) {
        StringBuilder left =
                new StringBuilder(before).append(inArray ? '[' : '{').append(first);
        boolean any = false;
        for (int i = 0; i < elements.size(); i++) {
            Element element = elements.get(i);
            if (element.isEntry() && ids.contains(element.id())) {
                continue;
            }
            left.append(any ? gaps.get(i - 1) : "").append(element.text());
            any = true;
        }
        return left.append(last).append(inArray ? ']' : '}').append(after).toString();
    }

    private String value(int depth) {
        return switch (depth == 0 ? 2 : random.nextInt(4)) {
            case 0 -> object(depth - 1, "");
            case 1 -> array(depth - 1);
            default -> scalar();
        };
    }

    private String object(int depth, String member) {
        StringJoiner members = new StringJoiner(space() + "," + space(), "{" + space(), space() + "}");
        int count = random.nextInt(4);
        int at = random.nextInt(count + 1);
        for (int i = 0; i <= count; i++) {
            if (i == at && !member.isEmpty()) {
                members.add(member);
            }
            if (i < count) {
                members.add(string(pick("a", "b", "", "ID", "\u20ac", "}")) + space() + ":" + space() + value(depth));
            }
        }
        return members.toString();
    }

    private String array(int depth) {
        StringJoiner values = new StringJoiner(space() + "," + space(), "[" + space(), space() + "]");
        for (int i = random.nextInt(4); i > 0; i--) {
            values.add(value(depth));
        }
        return values.toString();
    }

    private String scalar() {
        return switch (random.nextInt(4)) {
            case 0 -> pick("true", "false", "null");
            case 1 ->
                string(pick(
                        "", "a,b", "}{][", "\\", "\"", "\u0001\t", "\u00e9\u20ac", "\ud83d\ude00", "x".repeat(9000)));
            default ->
                pick(
                        "0",
                        "-0.0",
                        "1.10",
                        "1e400",
                        "0.1234567890123456789012345",
                        "-12E+3",
                        "9".repeat(50),
                        "1E-7",
                        "17");
        };
    }

    /** The same text can be written in many ways. */
    private String string(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c < ' ' || random.nextInt(10) == 0) {
                json.append(String.format("\\u%04x", (int) c));
            } else if (c == '"' || c == '\\' || c == '/' && random.nextBoolean()) {
                json.append('\\').append(c);
            } else if (Character.isSurrogate(c)) {
                json.append(String.format("\\u%04X", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }

    private String space() {
        return pick("", "", " ", "\n  ", "\r\n\t", "    ", " ".repeat(random.nextInt(20) == 0 ? 8000 : 1));
    }

    private String pick(String... of) {
        return of[random.nextInt(of.length)];
    }
}
