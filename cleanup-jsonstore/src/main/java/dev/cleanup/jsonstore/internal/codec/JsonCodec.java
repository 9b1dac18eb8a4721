package dev.cleanup.jsonstore.internal.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/**
 * How values of a type stand in JSON. Writing and reading follow one description, so that they cannot drift apart.
 *
 * @param <T> the type
 */
interface JsonCodec<T> {

    /** Writes a value, complete. */
    void write(JsonGenerator out, T value) throws IOException;

    /** Reads the value whose first token is the current one; its last token is then the current one. */
    T read(JsonTokens in) throws IOException;
}
