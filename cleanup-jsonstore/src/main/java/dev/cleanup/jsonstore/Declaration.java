package dev.cleanup.jsonstore;

import dev.cleanup.policy.Fact;
import dev.cleanup.policy.Reading;
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
record Declaration(Pointer container, Layout layout, Places places, Map<Fact<?>, FactAt> facts, List<FileAt> files) {

    /**
     * What a value means.
     *
     * @param form the form in words
     * @param reading how it is read
     */
    record Meaning(String form, Function<MemberValue, Reading<?>> reading) {}

    /**
     * A fact and where it stands.
     *
     * @param pointer the place
     * @param place its number
     * @param meaning what a value there means
     */
    record FactAt(Pointer pointer, int place, Meaning meaning) {

        Reading<?> of(List<MemberValue> values) {
            Reading<?> read = meaning.reading().apply(values.get(place));
            return read instanceof Reading.Unreadable<?> unreadable
                    ? Reading.unreadable(pointer + " is " + unreadable.why())
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
    record FileAt(Pointer pointer, int place, KeyMapping mapping) {

        void deliver(List<MemberValue> values, Owner owner, ReferenceSink sink) {
            MemberValue value = values.get(place);
            if (value instanceof MemberValue.Many many && !many.values().isEmpty()) {
                many.values().forEach(one -> deliver(one, owner, sink));
            } else {
                deliver(value, owner, sink);
            }
        }

        private void deliver(MemberValue value, Owner owner, ReferenceSink sink) {
            if (value instanceof MemberValue.Text text) {
                mapping.deliver(text.text(), owner, sink);
            } else if (value.isNothing() || value.equals(new MemberValue.Many(List.of()))) {
                sink.none(owner);
            } else {
                sink.unmappable(value.shown(), owner, pointer + " is no text");
            }
        }
    }

    static Declaration byId(Pointer container) {
        return new Declaration(container, new Layout.ById(), Places.NONE, Map.of(), List.of());
    }

    static Declaration inArray(Pointer container, Pointer id) {
        Places places = Places.NONE.with(id);
        return new Declaration(container, new Layout.InArray(places.numberOf(id)), places, Map.of(), List.of());
    }

    Declaration with(Fact<?> fact, Pointer pointer, Meaning meaning) {
        Places more = places.with(pointer);
        Map<Fact<?>, FactAt> all = new LinkedHashMap<>(facts);
        FactAt before = all.put(fact, new FactAt(pointer, more.numberOf(pointer), meaning));
        if (before != null) {
            throw new IllegalStateException(fact + " was already declared at " + before.pointer()
                    + ": an entry has it once. Drop one of the two");
        }
        return new Declaration(container, layout, more, all, files);
    }

    Declaration with(Pointer pointer, KeyMapping mapping) {
        Places more = places.with(pointer);
        List<FileAt> all = new ArrayList<>(files);
        all.add(new FileAt(pointer, more.numberOf(pointer), mapping));
        return new Declaration(container, layout, more, facts, List.copyOf(all));
    }

    /** All that decides which entries there are and what they say, by the name of each setting. */
    Map<String, String> configuration() {
        Map<String, String> configuration = new TreeMap<>();
        configuration.put("under", container.text());
        configuration.put(
                "layout",
                layout instanceof Layout.InArray array ? array + " by " + places.at(array.place()) : layout.toString());
        facts.forEach((fact, at) -> configuration.put(
                fact.toString(), at.pointer() + " " + at.meaning().form()));
        for (FileAt file : files) {
            configuration.merge(
                    "file " + file.pointer(), file.mapping().configuration(), (one, other) -> one + "\n" + other);
        }
        return configuration;
    }
}
