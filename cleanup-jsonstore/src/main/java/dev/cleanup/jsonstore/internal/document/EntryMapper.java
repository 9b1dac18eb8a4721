package dev.cleanup.jsonstore.internal.document;

import dev.cleanup.fact.Fact;
import dev.cleanup.fact.FactValue;
import dev.cleanup.outcome.Failure;
import dev.cleanup.record.RecordFacts;
import dev.cleanup.reference.Origin;
import dev.cleanup.reference.Owner;
import dev.cleanup.reference.ReferenceSink;
import dev.cleanup.storage.FileKey;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An entry in the words of the engine: its owner, its files, its facts, or why they are not known. For one thread. */
public final class EntryMapper {

    private final EntrySchema declared;
    private final Entry entry;
    private final Owner owner;
    private final Names names = new Names();
    private Optional<Map<Fact<?>, FactValue<?>>> readings = Optional.empty();

    public EntryMapper(EntrySchema declared, Origin origin, Entry entry) {
        this.declared = declared;
        this.entry = entry;
        this.owner = new Owner(origin, entry.name());
        deliver(names);
    }

    public Owner owner() {
        return owner;
    }

    /** Delivers what it refers to; an entry without an id protects its files, too. */
    public static void deliver(EntrySchema declared, Origin origin, Entry entry, ReferenceSink sink) {
        deliver(declared, entry, new Owner(origin, entry.name()), sink);
    }

    private void deliver(ReferenceSink sink) {
        deliver(declared, entry, owner, sink);
    }

    private static void deliver(EntrySchema declared, Entry entry, Owner owner, ReferenceSink sink) {
        if (declared.files().isEmpty()) {
            sink.none(owner);
        } else if (entry.values().isEmpty()) {
            sink.unmappable("?", owner, "the entry is no object");
        } else {
            declared.files().forEach(file -> file.deliver(entry.values().get(), owner, sink));
        }
    }

    /** Why it cannot be taken in hand by a policy that needs some facts; empty where it can. */
    public Optional<Failure> fault(Set<Fact<?>> needs) {
        Optional<String> why = shapeFault().or(() -> factFault(needs));
        return why.map(fault -> Failure.of(new DocumentException("entry " + owner + " cannot be read: " + fault
                + ". It stays, and so do its files. Mend the entry, or take it out by hand")));
    }

    private Optional<String> shapeFault() {
        if (entry.values().isEmpty()) {
            return Optional.of("it is no object");
        }
        return entry.id().isEmpty() ? Optional.of("it has no id that is text") : names.fault;
    }

    private Optional<String> factFault(Set<Fact<?>> needs) {
        if (needs.isEmpty()) {
            return Optional.empty();
        }
        return readings().entrySet().stream()
                .filter(read -> needs.contains(read.getKey()) && read.getValue() instanceof FactValue.Unreadable)
                .map(read -> ((FactValue.Unreadable<?>) read.getValue()).why())
                .sorted()
                .findFirst();
    }

    /** Read once: a time takes longer to understand than its entry to read. */
    private Map<Fact<?>, FactValue<?>> readings() {
        Map<Fact<?>, FactValue<?>> known = readings.orElseGet(this::read);
        readings = Optional.of(known);
        return known;
    }

    private Map<Fact<?>, FactValue<?>> read() {
        Map<Fact<?>, FactValue<?>> read = new HashMap<>();
        entry.values().ifPresent(values -> declared.facts().forEach((fact, at) -> read.put(fact, at.of(values))));
        return read;
    }

    /** The record, as far as it can be read. */
    public RecordFacts record() {
        return new RecordFacts(owner, Set.of(owner), List.copyOf(names.keys), readings());
    }

    /** Collects the files of the entry, each once. */
    private static final class Names implements ReferenceSink {
        private final Set<FileKey> keys = new LinkedHashSet<>();
        private Optional<String> fault = Optional.empty();

        @Override
        public void reference(FileKey key, Owner owner) {
            keys.add(key);
        }

        @Override
        public void derived(FileKey key, Owner owner) {
            keys.add(key);
        }

        @Override
        public void none(Owner owner) {}

        @Override
        public void unmappable(String value, Owner owner, String why) {
            fault = fault.or(() -> Optional.of(
                    owner.origin().hasSecretIds()
                            ? "a file that it names is none of the storage's"
                            : "its file (" + value + ") is none: " + why));
        }

        @Override
        public void ignored(String value, Owner owner) {}
    }
}
