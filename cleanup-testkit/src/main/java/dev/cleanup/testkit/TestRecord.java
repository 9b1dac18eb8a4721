package dev.cleanup.testkit;

import static java.util.Objects.requireNonNull;

import dev.cleanup.fact.Fact;
import dev.cleanup.fact.FactValue;
import dev.cleanup.policy.Candidate;
import dev.cleanup.record.RecordFacts;
import dev.cleanup.reference.Owner;
import dev.cleanup.storage.FileKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A record as a test sketches it; made by {@link TestFacts#aRecord()}. Immutable.
 *
 * <p>Unless said otherwise it is {@code records#1} and names no file. A fact of which nothing is said is one that nobody
 * provided; the {@code without..} methods say that there is none. Instants are given as {@link Instant#parse} reads
 * them, which throws {@link java.time.format.DateTimeParseException}.
 */
public final class TestRecord implements TestItem {

    private final Owner owner;
    private final Set<Owner> alsoRetires;
    private final List<FileKey> files;
    private final long bytes;
    private final Map<Fact<?>, FactValue<?>> readings;

    private TestRecord(
            Owner owner, Set<Owner> alsoRetires, List<FileKey> files, long bytes, Map<Fact<?>, FactValue<?>> readings) {
        this.owner = owner;
        this.alsoRetires = Set.copyOf(alsoRetires);
        this.files = files;
        this.bytes = bytes;
        this.readings = Map.copyOf(readings);
    }

    static TestRecord plain() {
        return new TestRecord(new Owner("records", "1"), Set.of(), List.of(), 0, Map.of());
    }

    /**
     * Names the record.
     *
     * @param id its id
     * @return a copy
     */
    public TestRecord id(String id) {
        return withOwner(new Owner(owner.source(), id));
    }

    /**
     * Says which source the record is of.
     *
     * @param source the source's name
     * @return a copy
     */
    public TestRecord of(String source) {
        return withOwner(new Owner(source, owner.id()));
    }

    /**
     * Says who else stops naming files once the record is claimed.
     *
     * @param other the other one
     * @return a copy
     */
    public TestRecord retiring(Owner other) {
        Set<Owner> more = new LinkedHashSet<>(alsoRetires);
        more.add(requireNonNull(other, "other"));
        return new TestRecord(owner, more, files, bytes, readings);
    }

    /**
     * Gives the record a status.
     *
     * @param status the status
     * @return a copy
     */
    public TestRecord status(String status) {
        return with(Fact.STATUS, FactValue.known(status));
    }

    /**
     * Lets the record have no status, as a null column has it.
     *
     * @return a copy
     */
    public TestRecord withoutStatus() {
        return with(Fact.STATUS, FactValue.absent());
    }

    /**
     * Says when the record was created.
     *
     * @param instant the time called {@code created}
     * @return a copy
     */
    public TestRecord created(String instant) {
        return time("created", instant);
    }

    /**
     * Says when the record was completed.
     *
     * @param instant the time called {@code completed}
     * @return a copy
     */
    public TestRecord completed(String instant) {
        return time("completed", instant);
    }

    /**
     * Says when the record expires.
     *
     * @param instant the time called {@code expires}
     * @return a copy
     */
    public TestRecord expires(String instant) {
        return time("expires", instant);
    }

    /**
     * Gives the record a time.
     *
     * @param name the time's name
     * @param instant the time
     * @return a copy
     */
    public TestRecord time(String name, String instant) {
        return time(name, Instant.parse(instant));
    }

    /**
     * Gives the record a time.
     *
     * @param name the time's name
     * @param instant the time
     * @return a copy
     */
    public TestRecord time(String name, Instant instant) {
        return with(Fact.time(name), FactValue.known(instant));
    }

    /**
     * Lets the record not have a time, as a null column has it.
     *
     * @param name the time's name
     * @return a copy
     */
    public TestRecord withoutTime(String name) {
        return with(Fact.time(name), FactValue.absent());
    }

    /**
     * Gives the record an attribute.
     *
     * @param name the attribute's name
     * @param value its value
     * @return a copy
     */
    public TestRecord attribute(String name, String value) {
        return with(Fact.attribute(name), FactValue.known(value));
    }

    /**
     * Lets the record not have an attribute, as a null column has it.
     *
     * @param name the attribute's name
     * @return a copy
     */
    public TestRecord withoutAttribute(String name) {
        return with(Fact.attribute(name), FactValue.absent());
    }

    /**
     * Lets something use the record now.
     *
     * @param user what uses it, such as {@code task 7}
     * @return a copy
     */
    public TestRecord inUseBy(String user) {
        return with(Fact.IN_USE_BY, FactValue.known(user));
    }

    /**
     * Lets nothing use the record.
     *
     * @return a copy
     */
    public TestRecord notInUse() {
        return with(Fact.IN_USE_BY, FactValue.absent());
    }

    /**
     * Lets a fact be unreadable.
     *
     * @param fact any fact but the files: a record whose files cannot be read is never found at all
     * @return a copy
     * @throws IllegalArgumentException for the files
     */
    public TestRecord unreadable(Fact<?> fact) {
        if (fact.equals(Fact.FILES)) {
            throw new IllegalArgumentException("fact (" + fact + ") is always known of a record that is found: a source"
                    + " reports one whose files cannot be read as unreadable. Use InMemoryRecords.failRow(..)");
        }
        return with(fact, FactValue.unreadable("the test does not let it be read"));
    }

    /**
     * Says which files the record names, instead of those before.
     *
     * @param keys the files, none for none
     * @return a copy
     * @throws IllegalArgumentException if one is no {@link FileKey}
     */
    public TestRecord files(String... keys) {
        List<FileKey> others = Stream.of(keys).map(FileKey::of).toList();
        return new TestRecord(owner, alsoRetires, others, bytes, readings);
    }

    /**
     * Says what the record's files hold together, for selections.
     *
     * @param bytes logical bytes
     * @return a copy
     * @throws IllegalArgumentException if it is negative
     */
    public TestRecord sized(long bytes) {
        return new TestRecord(owner, alsoRetires, files, requireSize(bytes), readings);
    }

    /** Refuses a size where the test says it, not where it is used. */
    static long requireSize(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException(
                    "bytes (" + bytes + ") must not be negative: no file holds less than none");
        }
        return bytes;
    }

    /**
     * Returns a record that says of facts of which nothing is said that there is none.
     *
     * @param facts the facts that a source can tell
     * @return a new record
     */
    public TestRecord withoutOthersOf(Set<Fact<?>> facts) {
        Map<Fact<?>, FactValue<?>> more = new HashMap<>(readings);
        facts.forEach(fact -> more.putIfAbsent(fact, FactValue.absent()));
        return new TestRecord(owner, alsoRetires, files, bytes, more);
    }

    private TestRecord with(Fact<?> fact, FactValue<?> reading) {
        Map<Fact<?>, FactValue<?>> more = new HashMap<>(readings);
        more.put(fact, reading);
        return new TestRecord(owner, alsoRetires, files, bytes, more);
    }

    private TestRecord withOwner(Owner other) {
        return new TestRecord(other, alsoRetires, files, bytes, readings);
    }

    /**
     * Returns the facts of the record.
     *
     * @return the same each time
     */
    public RecordFacts facts() {
        Set<Owner> retires = new LinkedHashSet<>(alsoRetires);
        retires.add(owner);
        return new RecordFacts(owner, retires, files, readings);
    }

    @Override
    public String id() {
        return owner.toString();
    }

    @Override
    public RecordFacts at(Instant now) {
        return facts();
    }

    @Override
    public Candidate candidateAt(Instant now) {
        return new Candidate(id(), at(now), bytes);
    }

    @Override
    public String toString() {
        return "record " + owner;
    }
}
