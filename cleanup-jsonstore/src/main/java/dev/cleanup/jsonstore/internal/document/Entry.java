package dev.cleanup.jsonstore.internal.document;

import java.util.List;
import java.util.Optional;

/**
 * One element of a token file, as it was read.
 *
 * @param index its place among the elements, from zero
 * @param id its id; empty where it has none, or none that is text
 * @param span the bytes that it takes
 * @param values what stands at the declared places; empty where it is no object
 */
public record Entry(long index, Optional<String> id, Span span, Optional<List<FieldValue>> values) {

    /**
     * Bytes of a file.
     *
     * @param start the offset of the first
     * @param end the offset after the last
     */
    public record Span(long start, long end) {}

    /** What messages and owners call it. */
    public String name() {
        return id.orElse("[" + index + "]");
    }
}
