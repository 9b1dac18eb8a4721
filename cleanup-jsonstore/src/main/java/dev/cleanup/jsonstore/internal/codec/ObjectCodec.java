package dev.cleanup.jsonstore.internal.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * An object: fields written in their order and read in any, each of them exactly once; optional ones at most once.
 *
 * @param <T> what it stands for
 */
final class ObjectCodec<T> implements JsonCodec<T> {

    private final Map<String, Field<T, ?>> fields;
    private final Function<FieldValues, T> maker;

    private ObjectCodec(Map<String, Field<T, ?>> fields, Function<FieldValues, T> maker) {
        this.fields = fields;
        this.maker = maker;
    }

    /** A field: its name, the shape of its value, where the value comes from, and what its absence means. */
    record Field<T, V>(String name, JsonCodec<V> shape, Function<T, V> value, Optional<V> absent)
            implements JsonCodec<V> {

        Field(String name, JsonCodec<V> shape, Function<T, V> value) {
            this(name, shape, value, Optional.empty());
        }

        @Override
        public void write(JsonGenerator out, V plain) throws IOException {
            shape.write(out, plain);
        }

        @Override
        public V read(JsonTokens in) throws IOException {
            return shape.read(in);
        }

        /** The same field of something that has the whole as a part. */
        <W> Field<W, V> within(Function<W, T> part) {
            return new Field<>(name, shape, of -> value.apply(part.apply(of)), absent);
        }

        private void writeOf(JsonGenerator out, T whole) throws IOException {
            V part = value.apply(whole);
            if (!absent.equals(Optional.of(part))) {
                out.writeFieldName(name);
                shape.write(out, part);
            }
        }
    }

    /** Collects the fields of an object. */
    static final class Fields<T> {

        private final Map<String, Field<T, ?>> fields = new LinkedHashMap<>();

        <V> Field<T, V> field(String name, JsonCodec<V> shape, Function<T, V> value) {
            return add(new Field<>(name, shape, value));
        }

        /** A field that is left out where it says nothing, such as one that older files do not have. */
        <V> Field<T, Optional<V>> optional(String name, JsonCodec<V> shape, Function<T, Optional<V>> value) {
            return add(new Field<>(name, Codecs.optional(shape), value, Optional.of(Optional.empty())));
        }

        /** All fields of a part. */
        <P> void all(ObjectCodec<P> part, Function<T, P> value) {
            part.fields.values().forEach(field -> add(field.within(value)));
        }

        private <V> Field<T, V> add(Field<T, V> field) {
            fields.put(field.name(), field);
            return field;
        }

        ObjectCodec<T> madeBy(Function<FieldValues, T> maker) {
            return new ObjectCodec<>(fields, maker);
        }
    }

    Map<String, Field<T, ?>> fields() {
        return fields;
    }

    @Override
    public void write(JsonGenerator out, T value) throws IOException {
        out.writeStartObject();
        writeFields(out, value);
        out.writeEndObject();
    }

    /** Writes the fields alone, into an object that has others as well. */
    void writeFields(JsonGenerator out, T value) throws IOException {
        for (Field<T, ?> field : fields.values()) {
            field.writeOf(out, value);
        }
    }

    @Override
    public T read(JsonTokens in) throws IOException {
        in.require(JsonToken.START_OBJECT, "an object");
        return readFields(in);
    }

    /** Reads the rest of an object. */
    T readFields(JsonTokens in) throws IOException {
        return make(in, FieldValues.read(in, fields));
    }

    /** The part that some values of a larger object make. */
    T part(FieldValues values) {
        return maker.apply(values);
    }

    T make(JsonTokens in, FieldValues values) {
        values.require(in, fields.values());
        return in.checked(() -> maker.apply(values));
    }
}
