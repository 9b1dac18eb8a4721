package dev.cleanup.jsonstore.internal.codec;

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
final class VariantCodec<T> implements JsonCodec<T> {

    private static final ObjectCodec.Field<Object, String> KIND =
            new ObjectCodec.Field<>("kind", Codecs.TEXT, Object::toString);

    private final Map<String, Variant<? extends T>> variants = new LinkedHashMap<>();
    private final Map<String, JsonCodec<?>> fields = new LinkedHashMap<>(Map.of(KIND.name(), KIND));

    private record Variant<S>(String kind, Class<S> type, ObjectCodec<S> shape) {

        void write(JsonGenerator out, Object value) throws IOException {
            out.writeStartObject();
            out.writeStringField(KIND.name(), kind);
            shape.writeFields(out, type.cast(value));
            out.writeEndObject();
        }
    }

    /** Adds a kind that has fields. */
    <S extends T> VariantCodec<T> or(String kind, Class<S> type, ObjectCodec<S> shape) {
        variants.put(kind, new Variant<>(kind, type, shape));
        fields.putAll(shape.fields());
        return this;
    }

    /** Adds a kind that has none. */
    <S extends T> VariantCodec<T> or(String kind, Class<S> type, Supplier<S> value) {
        return or(kind, type, new ObjectCodec.Fields<S>().madeBy(values -> value.get()));
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
    public T read(JsonTokens in) throws IOException {
        in.require(JsonToken.START_OBJECT, "an object");
        FieldValues values = FieldValues.read(in, fields);
        String kind = values.take(in, KIND);
        Variant<? extends T> variant = variants.get(kind);
        if (variant == null) {
            throw in.fault("the object that ends here is of the kind " + JsonTokens.quoted(kind) + ", which is none of "
                    + variants.keySet());
        }
        return variant.shape().make(in, values);
    }
}
