package dev.cleanup.jsonstore.internal.document;

import dev.cleanup.fact.Fact;
import dev.cleanup.fact.FactValue;
import dev.cleanup.reference.KeyMapping;
import dev.cleanup.reference.Owner;
import dev.cleanup.reference.ReferenceSink;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What the host says of the shape of its file. Immutable; what adds something gives a copy.
 *
 * @param container where the entries are
 * @param layout how they lie there
 * @param places the places of an entry at which something is read
 * @param facts what is read there for policies
 * @param files where entries name their files
 */
public record EntrySchema(
        JsonPointer container, EntryLayout layout, FieldPaths places, Map<Fact<?>, FactAt> facts, List<FileAt> files) {

    /**
     * What a value means.
     *
     * @param form the form in words
     * @param reading how it is read
     */
    public record Meaning(String form, Function<FieldValue, FactValue<?>> reading) {}

    /**
     * A fact and where it stands.
     *
     * @param pointer the place
     * @param place its number
     * @param meaning what a value there means
     */
    record FactAt(JsonPointer pointer, int place, Meaning meaning) {

        FactValue<?> of(List<FieldValue> values) {
            FactValue<?> read = meaning.reading().apply(values.get(place));
            return read instanceof FactValue.Unreadable<?> unreadable
                    ? FactValue.unreadable(pointer + " is " + unreadable.why())
                    : read;
        }
    }

    /**
     * A place at which files are named: text, or an array of texts.
     *
     * @param pointer the place
     * @param place its number
     * @param mapping what a text there means
     */
    record FileAt(JsonPointer pointer, int place, KeyMapping mapping) {

        void deliver(List<FieldValue> values, Owner owner, ReferenceSink sink) {
            FieldValue value = values.get(place);
            if (value instanceof FieldValue.Many many && !many.values().isEmpty()) {
                many.values().forEach(one -> deliver(one, owner, sink));
            } else {
                deliver(value, owner, sink);
            }
        }

        private void deliver(FieldValue value, Owner owner, ReferenceSink sink) {
            if (value instanceof FieldValue.Text text) {
                mapping.deliver(text.text(), owner, sink);
            } else if (value.isNothing() || value.equals(new FieldValue.Many(List.of()))) {
                sink.none(owner);
            } else {
                sink.unmappable(value.shown(), owner, pointer + " is no text");
            }
        }
    }

    public static EntrySchema byId(JsonPointer container) {
        return new EntrySchema(container, new EntryLayout.ById(), FieldPaths.NONE, Map.of(), List.of());
    }

    public static EntrySchema inArray(JsonPointer container, JsonPointer id) {
        FieldPaths places = FieldPaths.NONE.with(id);
        return new EntrySchema(container, new EntryLayout.InArray(places.numberOf(id)), places, Map.of(), List.of());
    }

    public EntrySchema with(Fact<?> fact, JsonPointer pointer, Meaning meaning) {
        FieldPaths more = places.with(pointer);
        Map<Fact<?>, FactAt> all = new LinkedHashMap<>(facts);
        FactAt before = all.put(fact, new FactAt(pointer, more.numberOf(pointer), meaning));
        if (before != null) {
            throw new IllegalStateException(fact + " was already declared at " + before.pointer()
                    + ": an entry has it once. Drop one of the two");
        }
        return new EntrySchema(container, layout, more, all, files);
    }

    public EntrySchema with(JsonPointer pointer, KeyMapping mapping) {
        FieldPaths more = places.with(pointer);
        List<FileAt> all = new ArrayList<>(files);
        all.add(new FileAt(pointer, more.numberOf(pointer), mapping));
        return new EntrySchema(container, layout, more, facts, List.copyOf(all));
    }

    /** All that decides which entries there are and what they say, by the name of each setting. */
    public Map<String, String> configuration() {
        Map<String, String> configuration = new TreeMap<>();
        configuration.put("under", container.text());
        configuration.put(
                "layout",
                layout instanceof EntryLayout.InArray array
                        ? array + " by " + places.at(array.place())
                        : layout.toString());
        facts.forEach((fact, at) -> configuration.put(
                fact.toString(), at.pointer() + " " + at.meaning().form()));
        for (FileAt file : files) {
            configuration.merge(
                    "file " + file.pointer(), file.mapping().configuration(), (one, other) -> one + "\n" + other);
        }
        return configuration;
    }
}
