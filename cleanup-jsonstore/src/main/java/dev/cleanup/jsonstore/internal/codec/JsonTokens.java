package dev.cleanup.jsonstore.internal.codec;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.cleanup.outcome.CleanupException;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The tokens of a document, and where in it a fault is. */
public final class JsonTokens {

    private static final int SHOWN = 80;

    private final JsonParser parser;
    private final Faults faults;

    JsonTokens(JsonParser parser, Faults faults) {
        this.parser = parser;
        this.faults = faults;
    }

    /** Makes the exception that says why a document is not taken. */
    public interface Faults {
        CleanupException of(String fault, @Nullable Throwable cause);
    }

    /** What takes the fields of an object; the name is the current token, and the value is read to its end. */
    interface FieldSink {
        void field(String name) throws IOException;
    }

    @Nullable
    JsonToken next() throws IOException {
        return parser.nextToken();
    }

    boolean is(JsonToken token) {
        return parser.hasToken(token);
    }

    boolean isField(String name) throws IOException {
        return is(JsonToken.FIELD_NAME) && name.equals(parser.currentName());
    }

    void require(JsonToken token, String words) throws IOException {
        if (!is(token)) {
            throw fault("expected " + words + ", found " + found());
        }
    }

    String text() throws IOException {
        require(JsonToken.VALUE_STRING, "text");
        return parser.getText();
    }

    long number() throws IOException {
        require(JsonToken.VALUE_NUMBER_INT, "a whole number");
        return parser.getLongValue();
    }

    /** Walks over the fields of the current object to its end, in whatever order they come. */
    void fields(FieldSink sink) throws IOException {
        Set<String> names = new HashSet<>();
        while (next() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (!names.add(name)) {
                throw fault("the field is there twice, and only one of them can be meant");
            }
            sink.field(name);
        }
    }

    /** The result, or a fault at this place if the value is none that its type allows. */
    <T> T checked(Supplier<T> value) {
        try {
            return value.get();
        } catch (RuntimeException refused) {
            throw faults.of(where() + ": " + refused.getMessage(), refused);
        }
    }

    CleanupException fault(String fault) {
        return faults.of(where() + ": " + fault, null);
    }

    /** The fault of a file that is not even JSON, or not all of it. */
    CleanupException malformed(JsonProcessingException cause) {
        JsonLocation at = cause.getLocation();
        String place = at == null ? where() : place(at) + field();
        return faults.of(place + ": " + cause.getOriginalMessage(), cause);
    }

    /** Text from the file, as it may stand in a message: one line, not too long. */
    static String quoted(String text) {
        String start = text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(start)) + '"';
    }

    private String found() throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            return "the end of the file";
        }
        return switch (token) {
            case START_OBJECT, END_OBJECT -> "an object";
            case START_ARRAY, END_ARRAY -> "an array";
            case VALUE_STRING -> "the text " + quoted(parser.getText());
            default -> parser.getText();
        };
    }

    private String where() {
        return place(parser.currentTokenLocation()) + field();
    }

    private static String place(JsonLocation at) {
        return "line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    private String field() {
        String pointer = parser.getParsingContext().pathAsPointer().toString();
        return pointer.isEmpty() ? "" : ", field " + quoted(pointer);
    }
}
