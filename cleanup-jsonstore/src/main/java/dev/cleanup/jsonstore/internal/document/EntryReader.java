package dev.cleanup.jsonstore.internal.document;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what stands at the declared places of one entry, and walks over the rest. */
final class EntryReader {

    private static final FieldValue TWICE = new FieldValue.Odd("there twice, and only one of them can be meant");

    private final JsonParser parser;
    private final FieldPaths places;
    private final Set<FieldPaths.Node> met = new HashSet<>();
    private FieldValue[] values = {};

    EntryReader(JsonParser parser, FieldPaths places) {
        this.parser = parser;
        this.places = places;
    }

    /** The values of the entry that begins with the current token, by place; empty where it is no object. */
    Optional<List<FieldValue>> read() throws IOException {
        if (!parser.hasToken(JsonToken.START_OBJECT)) {
            parser.skipChildren();
            return Optional.empty();
        }
        values = new FieldValue[places.size()];
        Arrays.fill(values, new FieldValue.Nothing());
        met.clear();
        object(places.root());
        return Optional.of(List.of(values));
    }

    private void object(FieldPaths.Node node) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            Optional<FieldPaths.Node> child = node.child(parser.currentName());
            parser.nextToken();
            member(child);
        }
    }

    private void array(FieldPaths.Node node) throws IOException {
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            member(node.child(Integer.toString(i)));
        }
    }

    private void member(Optional<FieldPaths.Node> declared) throws IOException {
        if (declared.isEmpty()) {
            parser.skipChildren();
            return;
        }
        FieldPaths.Node node = declared.get();
        if (!met.add(node)) {
            parser.skipChildren();
            node.below().forEach(place -> values[place] = TWICE);
        } else if (node.isLeaf()) {
            values[node.place().orElseThrow()] = value();
        } else {
            way(node);
        }
    }

    /** A value that is no place itself, but on the way to one. */
    private void way(FieldPaths.Node node) throws IOException {
        if (parser.hasToken(JsonToken.START_OBJECT)) {
            object(node);
        } else if (parser.hasToken(JsonToken.START_ARRAY)) {
            array(node);
        } else if (!parser.hasToken(JsonToken.VALUE_NULL)) {
            FieldValue odd = new FieldValue.Odd("below " + value().shown());
            node.below().forEach(place -> values[place] = odd);
        }
    }

    private FieldValue value() throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_NULL -> new FieldValue.Nothing();
            case VALUE_STRING -> new FieldValue.Text(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new FieldValue.Num(parser.getText());
            case VALUE_TRUE, VALUE_FALSE -> new FieldValue.Flag(parser.hasToken(JsonToken.VALUE_TRUE));
            case START_ARRAY -> many();
            default -> {
                parser.skipChildren();
                yield new FieldValue.Odd("an object");
            }
        };
    }

    private FieldValue many() throws IOException {
        List<FieldValue> all = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.hasToken(JsonToken.START_ARRAY)) {
                parser.skipChildren();
                all.add(new FieldValue.Odd("an array"));
            } else {
                all.add(value());
            }
        }
        return new FieldValue.Many(all);
    }
}
