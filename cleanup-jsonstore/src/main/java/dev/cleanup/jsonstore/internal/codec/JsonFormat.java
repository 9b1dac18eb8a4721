package dev.cleanup.jsonstore.internal.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A format of this library: UTF-8, an object whose first field names the format.
 *
 * @param <T> what is written in it
 * @param name the format's name, such as {@code cleanup-plan/1}
 * @param word what is written in it, in a word
 * @param shape its fields
 */
public record JsonFormat<T>(String name, String word, ObjectCodec<T> shape) {

    private static final String FORMAT_FIELD = "format";

    private static final JsonFactory JSON = new JsonFactoryBuilder()
            // UTF-8 alone: what else a file may be is not guessed.
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            // Whoever wrote the bytes forces them to disk before the stream is closed.
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .characterEscapes(new JsonEscapes())
            // The size of the file is the limit.
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    /** Writes for people, too: indented by two spaces, with a line break at the end. */
    public void write(T value, OutputStream bytes) throws IOException {
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.setPrettyPrinter(printer());
            write(value, out);
        }
    }

    /** The same as text. */
    public String toText(T value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            write(value, bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Writes one line, with its line break. */
    public void writeLine(T value, OutputStream bytes) throws IOException {
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            write(value, out);
        }
    }

    private void write(T value, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField(FORMAT_FIELD, name);
        shape.writeFields(out, value);
        out.writeEndObject();
        out.writeRaw('\n');
    }

    private static DefaultPrettyPrinter printer() {
        Separators separators = Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator("");
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(separators);
        printer.indentObjectsWith(lines);
        printer.indentArraysWith(lines);
        return printer;
    }

    /** Reads a document to the end of the bytes, or throws what {@code faults} makes. */
    public T read(InputStream bytes, JsonTokens.Faults faults) throws IOException {
        try (JsonParser parser = JSON.createParser(bytes)) {
            JsonTokens in = new JsonTokens(parser, faults);
            try {
                return read(in);
            } catch (JsonProcessingException malformed) {
                throw in.malformed(malformed);
            }
        }
    }

    private T read(JsonTokens in) throws IOException {
        in.next();
        in.require(JsonToken.START_OBJECT, "the object that is the " + word);
        requireFormat(in);
        T value = shape.readFields(in);
        if (in.next() != null) {
            throw in.fault("the " + word + " has ended, and something follows it");
        }
        return value;
    }

    /** Comes first, for whatever follows is understood only if the format is. */
    private void requireFormat(JsonTokens in) throws IOException {
        in.next();
        if (!in.isField(FORMAT_FIELD)) {
            throw in.fault("the first field must be \"format\", which tells a " + word + " from any other file");
        }
        in.next();
        String format = in.text();
        if (!format.equals(name)) {
            throw in.fault("the format is " + JsonTokens.quoted(format) + ", and this version of the library reads "
                    + JsonTokens.quoted(name) + " alone");
        }
    }
}
