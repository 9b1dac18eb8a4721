package dev.cleanup.jsonstore.internal.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import dev.cleanup.outcome.Reason;
import dev.cleanup.report.Refusal;
import dev.cleanup.storage.FileTimes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** The shapes of plain values, and those made of others. */
final class Codecs {

    static final JsonCodec<String> TEXT = new JsonCodec<>() {
        @Override
        public void write(JsonGenerator out, String value) throws IOException {
            out.writeString(value);
        }

        @Override
        public String read(JsonTokens in) throws IOException {
            return in.text();
        }
    };

    static final JsonCodec<Long> NUMBER = new JsonCodec<>() {
        @Override
        public void write(JsonGenerator out, Long value) throws IOException {
            out.writeNumber(value);
        }

        @Override
        public Long read(JsonTokens in) throws IOException {
            return in.number();
        }
    };

    /** The names in the formats where the types have others. */
    private static final Map<Enum<?>, String> NAMES = Map.of(
            Refusal.Remedy.FIX, "MEND",
            Reason.Kind.SHARED_FILE, "FILES",
            Reason.Kind.CUSTOM, "HOST",
            Reason.Kind.NOT_CONFIRMED, "SIGHTING",
            FileTimes.Kind.STATUS_CHANGED, "CHANGED",
            FileTimes.Kind.CREATED, "BORN");

    private Codecs() {}

    /** A value that stands as text; whatever {@code parse} throws is a fault of the text. */
    static <T> JsonCodec<T> textual(Function<T, String> print, Function<String, T> parse) {
        return new JsonCodec<>() {
            @Override
            public void write(JsonGenerator out, T value) throws IOException {
                out.writeString(print.apply(value));
            }

            @Override
            public T read(JsonTokens in) throws IOException {
                String text = in.text();
                return in.checked(() -> parse.apply(text));
            }
        };
    }

    static <E extends Enum<E>> JsonCodec<E> names(Class<E> type) {
        return textual(Codecs::name, text -> named(type, text));
    }

    private static String name(Enum<?> value) {
        return NAMES.getOrDefault(value, value.name());
    }

    private static <E extends Enum<E>> E named(Class<E> type, String text) {
        E[] all = type.getEnumConstants();
        return Arrays.stream(all)
                .filter(each -> name(each).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(JsonTokens.quoted(text) + " is none of "
                        + Arrays.stream(all).map(Codecs::name).toList()));
    }

    /** Null where there is nothing, so that every field is always there. */
    static <T> JsonCodec<Optional<T>> optional(JsonCodec<T> shape) {
        return new JsonCodec<>() {
            @Override
            public void write(JsonGenerator out, Optional<T> value) throws IOException {
                if (value.isPresent()) {
                    shape.write(out, value.get());
                } else {
                    out.writeNull();
                }
            }

            @Override
            public Optional<T> read(JsonTokens in) throws IOException {
                return in.is(JsonToken.VALUE_NULL) ? Optional.empty() : Optional.of(shape.read(in));
            }
        };
    }

    static <T> JsonCodec<List<T>> listOf(JsonCodec<T> shape) {
        return new JsonCodec<>() {
            @Override
            public void write(JsonGenerator out, List<T> values) throws IOException {
                out.writeStartArray();
                for (T value : values) {
                    shape.write(out, value);
                }
                out.writeEndArray();
            }

            @Override
            public List<T> read(JsonTokens in) throws IOException {
                in.require(JsonToken.START_ARRAY, "an array");
                List<T> values = new ArrayList<>();
                while (in.next() != JsonToken.END_ARRAY) {
                    values.add(shape.read(in));
                }
                return values;
            }
        };
    }

    /** An array of names, in the order of their declaration. */
    static <E extends Enum<E>> JsonCodec<Set<E>> setOf(Class<E> type) {
        JsonCodec<List<E>> list = listOf(names(type));
        return new JsonCodec<>() {
            @Override
            public void write(JsonGenerator out, Set<E> values) throws IOException {
                list.write(out, List.copyOf(new TreeSet<>(values)));
            }

            @Override
            public Set<E> read(JsonTokens in) throws IOException {
                List<E> values = list.read(in);
                return in.checked(() -> distinct(values));
            }
        };
    }

    private static <E> Set<E> distinct(List<E> values) {
        Set<E> set = new TreeSet<>(values);
        if (set.size() < values.size()) {
            throw new IllegalArgumentException("a name is there twice in "
                    + values.stream()
                            .map(value -> value instanceof Enum<?> one ? name(one) : value)
                            .toList());
        }
        return set;
    }

    /** An object with a field for each name, in the order of their declaration. */
    static <E extends Enum<E>, V> JsonCodec<Map<E, V>> mapOf(Class<E> type, JsonCodec<V> shape) {
        return new JsonCodec<>() {
            @Override
            public void write(JsonGenerator out, Map<E, V> values) throws IOException {
                out.writeStartObject();
                for (Map.Entry<E, V> entry : new TreeMap<>(values).entrySet()) {
                    out.writeFieldName(name(entry.getKey()));
                    shape.write(out, entry.getValue());
                }
                out.writeEndObject();
            }

            @Override
            public Map<E, V> read(JsonTokens in) throws IOException {
                in.require(JsonToken.START_OBJECT, "an object");
                Map<E, V> values = new TreeMap<>();
                in.fields(name -> {
                    E key = in.checked(() -> named(type, name));
                    in.next();
                    values.put(key, shape.read(in));
                });
                return values;
            }
        };
    }

    /** An object with a field for each text, in the order of the texts. */
    static <V> JsonCodec<Map<String, V>> byText(JsonCodec<V> shape) {
        return new JsonCodec<>() {
            @Override
            public void write(JsonGenerator out, Map<String, V> values) throws IOException {
                out.writeStartObject();
                for (Map.Entry<String, V> entry : new TreeMap<>(values).entrySet()) {
                    out.writeFieldName(entry.getKey());
                    shape.write(out, entry.getValue());
                }
                out.writeEndObject();
            }

            @Override
            public Map<String, V> read(JsonTokens in) throws IOException {
                in.require(JsonToken.START_OBJECT, "an object");
                Map<String, V> values = new TreeMap<>();
                in.fields(name -> {
                    in.next();
                    values.put(name, shape.read(in));
                });
                return values;
            }
        };
    }
}
