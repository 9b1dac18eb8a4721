package dev.cleanup.jsonstore;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A JSON document as a tree, read from characters rather than bytes, as simply as can be: nothing is lost, names that are
 * there twice are, and numbers are as they are written.
 */
public sealed interface Tree {

    JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();

    /** Members in their order. */
    record Members(List<Map.Entry<String, Tree>> all) implements Tree {

        /** Whether the one member called {@code id} is text or a number, and one of some ids. */
        private boolean isNamed(Predicate<String> ids) {
            List<Tree> found = all.stream()
                    .filter(member -> member.getKey().equals("id"))
                    .map(Map.Entry::getValue)
                    .toList();
            return found.size() == 1
                    && found.get(0) instanceof Scalar id
                    && (id.kind().equals("VALUE_STRING") || id.kind().startsWith("VALUE_NUMBER"))
                    && ids.test(id.text());
        }
    }

    /** Elements in their order. */
    record Elements(List<Tree> all) implements Tree {}

    /** A string, or any other value, by its kind of token and how it is written. */
    record Scalar(String kind, String text) implements Tree {}

    static Tree of(String text) throws IOException {
        try (JsonParser parser = JSON.createParser(new StringReader(text))) {
            parser.nextToken();
            Tree tree = read(parser);
            if (parser.nextToken() != null) {
                throw new IOException("something follows");
            }
            return tree;
        }
    }

    private static Tree read(JsonParser parser) throws IOException {
        if (parser.hasToken(JsonToken.START_OBJECT)) {
            List<Map.Entry<String, Tree>> all = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                all.add(Map.entry(name, read(parser)));
            }
            return new Members(all);
        } else if (parser.hasToken(JsonToken.START_ARRAY)) {
            List<Tree> all = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                all.add(read(parser));
            }
            return new Elements(all);
        }
        return new Scalar(parser.currentToken().name(), parser.getText());
    }

    /** How many members or elements it has. */
    default int size() {
        if (this instanceof Members members) {
            return members.all().size();
        }
        return this instanceof Elements elements ? elements.all().size() : 0;
    }

    /** The first member of that name. */
    default Tree at(String name) {
        return ((Members) this)
                .all().stream()
                        .filter(member -> member.getKey().equals(name))
                        .findFirst()
                        .orElseThrow()
                        .getValue();
    }

    /** Takes out the entries of some ids: members by name, or elements by their member {@code id}. */
    default void removeEntries(Predicate<String> ids) {
        if (this instanceof Members members) {
            members.all().removeIf(member -> ids.test(member.getKey()));
        } else if (this instanceof Elements elements) {
            elements.all().removeIf(element -> element instanceof Members members && members.isNamed(ids));
        }
    }
}
