package dev.cleanup.jsonstore.internal.claim;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.cleanup.jsonstore.internal.document.DocumentException;
import java.io.IOException;
import java.io.StringWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Marks as lines of JSON: each makes a mark, or takes one off. */
final class MarkCodec {

    static final String FIRST = "{\"format\":\"cleanup-marks/1\"}";

    private static final JsonFactory JSON = new JsonFactory();

    private MarkCodec() {}

    static String making(ClaimMark mark) {
        return line(out -> {
            out.writeStringField("under", mark.place().under());
            out.writeStringField("id", mark.place().id());
            out.writeStringField("token", mark.token());
            out.writeStringField("run", mark.run());
            out.writeStringField("task", mark.task());
            out.writeStringField("at", mark.at().toString());
        });
    }

    static String takingOff(Collection<String> tokens) {
        StringBuilder lines = new StringBuilder();
        tokens.forEach(token -> lines.append(line(out -> out.writeStringField("off", token))));
        return lines.toString();
    }

    private interface Fields {
        void to(JsonGenerator out) throws IOException;
    }

    private static String line(Fields fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text)) {
            out.writeStartObject();
            fields.to(out);
            out.writeEndObject();
        } catch (IOException impossible) {
            throw new IllegalStateException("text in memory can be written", impossible);
        }
        return text + "\n";
    }

    /** Does what a line says to the marks by place. */
    static void apply(String line, Map<ClaimMark.Place, ClaimMark> marks) throws IOException {
        Map<String, String> fields = fields(line);
        String off = fields.get("off");
        if (off != null) {
            marks.values().removeIf(mark -> mark.token().equals(off));
            return;
        }
        ClaimMark mark = new ClaimMark(
                new ClaimMark.Place(required(fields, "under"), required(fields, "id")),
                required(fields, "token"),
                required(fields, "run"),
                required(fields, "task"),
                instant(required(fields, "at")));
        marks.put(mark.place(), mark);
    }

    private static Instant instant(String text) throws IOException {
        try {
            return Instant.parse(text);
        } catch (DateTimeException fault) {
            throw new DocumentException("\"at\" is no instant: " + text, fault);
        }
    }

    private static String required(Map<String, String> fields, String name) throws IOException {
        String value = fields.get(name);
        if (value == null) {
            throw new DocumentException("there is no \"" + name + "\" in it");
        }
        return value;
    }

    private static Map<String, String> fields(String line) throws IOException {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser parser = JSON.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new DocumentException("it is no object");
            }
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                if (parser.nextToken() != JsonToken.VALUE_STRING) {
                    throw new DocumentException("\"" + name + "\" is no text");
                }
                fields.put(name, parser.getText());
            }
            if (parser.nextToken() != null) {
                throw new DocumentException("something follows it");
            }
        }
        return fields;
    }
}
