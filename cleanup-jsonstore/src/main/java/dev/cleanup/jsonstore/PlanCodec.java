package dev.cleanup.jsonstore;

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
import dev.cleanup.report.CleanupPlan;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;

/** A plan as bytes: UTF-8, indented by two spaces, the name of the format first. */
final class PlanCodec {

    static final String FORMAT = "cleanup-plan/1";

    private static final String FORMAT_FIELD = "format";

    private static final JsonFactory JSON = new JsonFactoryBuilder()
            // UTF-8 alone: what else a file may be is not guessed.
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            // Whoever wrote the bytes forces them to disk before the stream is closed.
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .characterEscapes(new PlainEscapes())
            // The size of the file is the limit.
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private PlanCodec() {}

    static void write(CleanupPlan plan, OutputStream bytes) throws IOException {
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.setPrettyPrinter(printer());
            out.writeStartObject();
            out.writeStringField(FORMAT_FIELD, FORMAT);
            PlanShape.PLAN.writeFields(out, plan);
            out.writeEndObject();
            out.writeRaw('\n');
        }
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

    /** Reads a plan to the end of the file. */
    static CleanupPlan read(Path file, InputStream bytes) throws IOException {
        try (JsonParser parser = JSON.createParser(bytes)) {
            PlanInput in = new PlanInput(file, parser);
            try {
                return read(in);
            } catch (JsonProcessingException malformed) {
                throw in.malformed(malformed);
            }
        }
    }

    private static CleanupPlan read(PlanInput in) throws IOException {
        in.next();
        in.require(JsonToken.START_OBJECT, "the object that is the plan");
        requireFormat(in);
        CleanupPlan plan = PlanShape.PLAN.readFields(in);
        if (in.next() != null) {
            throw in.fault("the plan has ended, and something follows it");
        }
        return plan;
    }

    /** Comes first, for whatever follows is understood only if the format is. */
    private static void requireFormat(PlanInput in) throws IOException {
        in.next();
        if (!in.isField(FORMAT_FIELD)) {
            throw in.fault("the first field must be \"format\", which tells a plan from any other file");
        }
        in.next();
        String format = in.text();
        if (!format.equals(FORMAT)) {
            throw in.fault("the format is " + PlanInput.quoted(format) + ", and this version of the library reads "
                    + PlanInput.quoted(FORMAT) + " alone");
        }
    }
}
