package dev.cleanup.jsonstore;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One of several kinds of objects, told apart by the field {@code kind}.
 *
 * <p>Fields of the same name have the same shape in all kinds, so that {@code kind} need not be read before them.
 *
 * @param <T> what they have in common
 */
final class KindShape<T> implements Shape<T> {

    private static final ObjectShape.Field<Object, String> KIND =
            new ObjectShape.Field<>("kind", Shapes.TEXT, Object::toString);

    private final Map<String, Variant<? extends T>> variants = new LinkedHashMap<>();
    private final Map<String, Shape<?>> fields = new LinkedHashMap<>(Map.of(KIND.name(), KIND));

    private record Variant<S>(String kind, Class<S> type, ObjectShape<S> shape) {

        void write(JsonGenerator out, Object value) throws IOException {
            out.writeStartObject();
            out.writeStringField(KIND.name(), kind);
            shape.writeFields(out, type.cast(value));
            out.writeEndObject();
        }
    }

    /** Adds a kind that has fields. */
    <S extends T> KindShape<T> or(String kind, Class<S> type, ObjectShape<S> shape) {
        variants.put(kind, new Variant<>(kind, type, shape));
        fields.putAll(shape.fields());
        return this;
    }

    /** Adds a kind that has none. */
    <S extends T> KindShape<T> or(String kind, Class<S> type, Supplier<S> value) {
        return or(kind, type, new ObjectShape.Fields<S>().madeBy(values -> value.get()));
    }

    @Override
    public void write(JsonGenerator out, T value) throws IOException {
        for (Variant<? extends T> variant : variants.values()) {
            if (variant.type().isInstance(value)) {
                variant.write(out, value);
                return;
            }
        }
        throw new IllegalStateException("no kind of " + variants.keySet() + " stands for " + value.getClass());
    }

    @Override
    public T read(JsonInput in) throws IOException {
        in.require(JsonToken.START_OBJECT, "an object");
        Values values = Values.read(in, fields);
        String kind = values.take(in, KIND);
        Variant<? extends T> variant = variants.get(kind);
        if (variant == null) {
            throw in.fault("the object that ends here is of the kind " + JsonInput.quoted(kind) + ", which is none of "
                    + variants.keySet());
        }
        return variant.shape().make(in, values);
    }
}
