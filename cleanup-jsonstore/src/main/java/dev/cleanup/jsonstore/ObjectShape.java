package dev.cleanup.jsonstore;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * An object: fields written in their order and read in any, each of them exactly once.
 *
 * @param <T> what it stands for
 */
final class ObjectShape<T> implements Shape<T> {

    private final Map<String, Field<T, ?>> fields;
    private final Function<Values, T> maker;

    private ObjectShape(Map<String, Field<T, ?>> fields, Function<Values, T> maker) {
        this.fields = fields;
        this.maker = maker;
    }

    /** A field: its name, the shape of its value, and where the value comes from. */
    record Field<T, V>(String name, Shape<V> shape, Function<T, V> value) implements Shape<V> {

        @Override
        public void write(JsonGenerator out, V plain) throws IOException {
            shape.write(out, plain);
        }

        @Override
        public V read(JsonInput in) throws IOException {
            return shape.read(in);
        }

        private void writeOf(JsonGenerator out, T whole) throws IOException {
            out.writeFieldName(name);
            shape.write(out, value.apply(whole));
        }
    }

    /** Collects the fields of an object. */
    static final class Fields<T> {

        private final Map<String, Field<T, ?>> fields = new LinkedHashMap<>();

        <V> Field<T, V> field(String name, Shape<V> shape, Function<T, V> value) {
            Field<T, V> field = new Field<>(name, shape, value);
            fields.put(name, field);
            return field;
        }

        ObjectShape<T> madeBy(Function<Values, T> maker) {
            return new ObjectShape<>(fields, maker);
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
    public T read(JsonInput in) throws IOException {
        in.require(JsonToken.START_OBJECT, "an object");
        return readFields(in);
    }

    /** Reads the rest of an object. */
    T readFields(JsonInput in) throws IOException {
        return make(in, Values.read(in, fields));
    }

    T make(JsonInput in, Values values) {
        values.require(in, fields.keySet());
        return in.checked(() -> maker.apply(values));
    }
}
