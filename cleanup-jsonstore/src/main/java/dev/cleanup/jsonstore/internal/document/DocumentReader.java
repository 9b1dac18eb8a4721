package dev.cleanup.jsonstore.internal.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.cleanup.reference.Owner;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Walks over one token file from its first byte to its last, and shows its entries in their order. */
public final class DocumentReader {

    /** Takes the entries, as long as the file is read. */
    public interface Sink {
        void entry(Entry entry) throws IOException;
    }

    private static final JsonFactory JSON = new JsonFactoryBuilder()
            // UTF-8 alone: what else a file may be is not guessed.
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            // Ids are as the host makes them, and there are many.
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            // Length is no reason not to read: only what is declared is kept.
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final EntrySchema declared;
    private final JsonParser parser;
    private final EntryReader entries;
    private final Sink sink;
    private final CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
    private final Set<String> ids = new HashSet<>();
    private long count;

    private DocumentReader(EntrySchema declared, JsonParser parser, Sink sink) {
        this.declared = declared;
        this.parser = parser;
        this.entries = new EntryReader(parser, declared.places());
        this.sink = sink;
    }

    /**
     * Shows all entries.
     *
     * @throws DocumentException if the file is in any way not what was declared; what was shown until then counts for nothing
     */
    public static void read(EntrySchema declared, InputStream bytes, Sink sink) throws IOException {
        try (JsonParser parser = JSON.createParser(new Utf8InputStream(bytes))) {
            DocumentReader reader = new DocumentReader(declared, parser, sink);
            try {
                reader.document();
            } catch (JsonProcessingException malformed) {
                JsonLocation location = malformed.getLocation();
                // The parser's own words quote what stands there, which may be a token.
                throw new DocumentException(
                        at(location == null ? parser.currentLocation() : location) + ": it is no JSON there");
            }
        }
    }

    private void document() throws IOException {
        if (parser.nextToken() == null) {
            throw new DocumentException("it is empty, as a file is that was cut short");
        }
        visit(declared.container().segments());
        if (parser.nextToken() != null) {
            throw fault("something follows the end of the document");
        }
    }

    private void visit(List<String> way) throws IOException {
        if (way.isEmpty()) {
            container();
            return;
        }
        require(JsonToken.START_OBJECT, "an object with \"" + way.get(0) + "\"");
        boolean found = false;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            boolean isNext = way.get(0).equals(parser.currentName());
            if (isNext && found) {
                throw fault("\"" + way.get(0) + "\" is there twice, and only one of them can be meant");
            }
            found |= isNext;
            parser.nextToken();
            pass(isNext, way);
        }
        if (!found) {
            throw fault("the object that ends here has no \"" + way.get(0) + "\"");
        }
    }

    private void pass(boolean isNext, List<String> way) throws IOException {
        if (isNext) {
            visit(way.subList(1, way.size()));
        } else {
            parser.skipChildren();
        }
    }

    private void container() throws IOException {
        if (declared.layout() instanceof EntryLayout.InArray inArray) {
            require(JsonToken.START_ARRAY, declared.layout().toString());
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                element(inArray.place());
            }
        } else {
            require(JsonToken.START_OBJECT, declared.layout().toString());
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                member();
            }
        }
    }

    private void member() throws IOException {
        long start = parser.currentTokenLocation().getByteOffset();
        Optional<String> id = Optional.of(parser.currentName());
        requireNew(id);
        parser.nextToken();
        show(start, id, entries.read());
    }

    private void element(int place) throws IOException {
        long start = parser.currentTokenLocation().getByteOffset();
        Optional<List<FieldValue>> values = entries.read();
        Optional<String> id = values.flatMap(all -> id(all.get(place)));
        requireNew(id);
        show(start, id, values);
    }

    private static Optional<String> id(FieldValue value) {
        if (value instanceof FieldValue.Text text) {
            return Optional.of(text.text()).filter(id -> !id.isBlank());
        }
        return value instanceof FieldValue.Num number ? Optional.of(number.digits()) : Optional.empty();
    }

    /** Half of a surrogate pair can be escaped, and cannot be written in any other way. */
    private boolean isText(String id) {
        return id.chars().noneMatch(letter -> Character.isSurrogate((char) letter)) || encoder.canEncode(id);
    }

    private void requireNew(Optional<String> id) throws IOException {
        if (id.isPresent()) {
            requireNew(id.get());
        }
    }

    private void requireNew(String id) throws IOException {
        if (!ids.add(id)) {
            throw fault(
                    "the id with the hash " + Owner.hashOf(id) + " is there twice, and only one of them can be meant");
        }
    }

    private void show(long start, Optional<String> id, Optional<List<FieldValue>> values) throws IOException {
        parser.finishToken();
        long end = parser.currentLocation().getByteOffset();
        Entry entry = new Entry(count++, id.filter(this::isText), new Entry.Span(start, end), values);
        if (entry.id().isEmpty()) {
            // What it is called by instead must not be the id of another, whose removal would strike its references.
            requireNew(entry.name());
        }
        sink.entry(entry);
    }

    private void require(JsonToken token, String words) throws IOException {
        if (!parser.hasToken(token)) {
            throw fault("declared is " + words + ", and this is " + found());
        }
    }

    private String found() {
        return switch (parser.currentToken()) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a string";
            case VALUE_NULL -> "null";
            case VALUE_TRUE, VALUE_FALSE -> "true or false";
            default -> "a number";
        };
    }

    private DocumentException fault(String fault) {
        return new DocumentException(at(parser.currentTokenLocation()) + ": " + fault);
    }

    private static String at(JsonLocation location) {
        return "line " + location.getLineNr() + ", column " + location.getColumnNr();
    }
}
