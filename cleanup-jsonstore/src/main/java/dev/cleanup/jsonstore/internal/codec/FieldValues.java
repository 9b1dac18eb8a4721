package dev.cleanup.jsonstore.internal.codec;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The values of an object's fields, as they were read. */
final class FieldValues {

    private final Map<String, Object> byName = new LinkedHashMap<>();

    /** Reads the fields of the object that has just begun, to its end. */
    static FieldValues read(JsonTokens in, Map<String, ? extends JsonCodec<?>> shapes) throws IOException {
        FieldValues values = new FieldValues();
        in.fields(name -> {
            JsonCodec<?> shape = shapes.get(name);
            if (shape == null) {
                throw in.fault("the field is unknown here, where there are " + shapes.keySet());
            }
            in.next();
            values.byName.put(name, shape.read(in));
        });
        return values;
    }

    /** A value that tells how to understand the others; it is then no longer among them. */
    <V> V take(JsonTokens in, ObjectCodec.Field<?, V> field) {
        requirePresent(in, field.name());
        V value = of(field);
        byName.remove(field.name());
        return value;
    }

    /** Sees to it that there are these fields and no others. */
    void require(JsonTokens in, Collection<? extends ObjectCodec.Field<?, ?>> fields) {
        Set<String> more = new TreeSet<>(byName.keySet());
        fields.forEach(field -> {
            field.absent().ifPresent(value -> byName.putIfAbsent(field.name(), value));
            requirePresent(in, field.name());
            more.remove(field.name());
        });
        if (!more.isEmpty()) {
            throw in.fault("the object that ends here has " + more + ", which its kind does not have");
        }
    }

    private void requirePresent(JsonTokens in, String name) {
        if (!byName.containsKey(name)) {
            throw in.fault("the object that ends here lacks the field " + JsonTokens.quoted(name));
        }
    }

    /** What was read by the shape that the field has. */
    @SuppressWarnings("unchecked")
    <V> V of(ObjectCodec.Field<?, V> field) {
        return (V) requireNonNull(byName.get(field.name()), field.name());
    }
}
