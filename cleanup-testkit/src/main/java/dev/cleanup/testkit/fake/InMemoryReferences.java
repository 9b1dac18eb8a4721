package dev.cleanup.testkit.fake;

import static java.util.Objects.requireNonNull;

import dev.cleanup.reference.Owner;
import dev.cleanup.reference.ReferenceSink;
import dev.cleanup.reference.ReferenceSource;
import dev.cleanup.reference.ReferencesUnavailableException;
import dev.cleanup.storage.FileKey;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/**
 * References in memory: each read delivers what was there when it began.
 *
 * <p>A test plays the host ({@code add..}, {@code remove}), scripts failing reads ({@code fail..}, until {@link #heal}) and
 * lets things happen before a read or between two rows. Reads are counted from one, as rows are. Keys are given as text,
 * as {@link FileKey} has it. Safe for use by several threads; sinks and actions are called under no lock.
 */
public final class InMemoryReferences implements ReferenceSource {

    private record Row(Optional<FileKey> key, Owner owner, Consumer<ReferenceSink> delivery) {}

    /** Which reads fail, and after how many rows. */
    private record Break(IntPredicate reads, int delivered) {
        boolean breaks(int read, int done) {
            return reads.test(read) && delivered <= done;
        }
    }

    private record Point(int read, int delivered) {}

    private final String name;
    private final List<Row> rows = new CopyOnWriteArrayList<>();
    private final List<Break> breaks = new CopyOnWriteArrayList<>();
    private final Hooks<Point> hooks = new Hooks<>();
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicLong ids = new AtomicLong();

    private InMemoryReferences(String name) {
        this.name = requireNonNull(name, "name");
    }

    /**
     * A source without references.
     *
     * @param name its name
     * @return the source
     */
    public static InMemoryReferences named(String name) {
        return new InMemoryReferences(name);
    }

    /**
     * Adds a reference by an owner of its own: {@code 1}, {@code 2} and so on of this source.
     *
     * @param key the file
     * @return this
     */
    public InMemoryReferences add(String key) {
        return add(key, nextOwner());
    }

    /**
     * Adds a reference.
     *
     * @param key the file
     * @param owner who names it
     * @return this
     */
    public InMemoryReferences add(String key, Owner owner) {
        FileKey file = FileKey.of(key);
        return add(Optional.of(file), owner, sink -> sink.reference(file, owner));
    }

    /**
     * Adds a reference to a file that is in use if it exists.
     *
     * @param key the file
     * @param owner who names the file it derives from
     * @return this
     */
    public InMemoryReferences addDerived(String key, Owner owner) {
        FileKey file = FileKey.of(key);
        return add(Optional.of(file), owner, sink -> sink.derived(file, owner));
    }

    /**
     * Adds a row that names no file.
     *
     * @return this
     */
    public InMemoryReferences addBlank() {
        Owner owner = nextOwner();
        return add(Optional.empty(), owner, sink -> sink.none(owner));
    }

    /**
     * Adds a row that names something that is no key.
     *
     * @param value what stands there
     * @param why what is wrong with it, one phrase
     * @return this
     */
    public InMemoryReferences addUnmappable(String value, String why) {
        Owner owner = nextOwner();
        return add(Optional.empty(), owner, sink -> sink.unmappable(value, owner, why));
    }

    /**
     * Adds a row that names something that the host declared to mean no file.
     *
     * @param value what stands there
     * @return this
     */
    public InMemoryReferences addIgnored(String value) {
        Owner owner = nextOwner();
        return add(Optional.empty(), owner, sink -> sink.ignored(value, owner));
    }

    private InMemoryReferences add(Optional<FileKey> key, Owner owner, Consumer<ReferenceSink> delivery) {
        rows.add(new Row(key, owner, delivery));
        return this;
    }

    private Owner nextOwner() {
        return new Owner(name, Long.toString(ids.incrementAndGet()));
    }

    /**
     * Takes all references to a file away.
     *
     * @param key the file
     * @throws IllegalStateException if there is none
     */
    public void remove(String key) {
        FileKey file = FileKey.of(key);
        if (!rows.removeIf(row -> row.key().filter(file::equals).isPresent())) {
            throw new IllegalStateException("key (" + key + ") is named by no row of " + name + ": nothing to remove");
        }
    }

    /**
     * Takes all rows of an owner away.
     *
     * @param owner the owner
     * @throws IllegalStateException if there is none
     */
    public void remove(Owner owner) {
        if (!rows.removeIf(row -> row.owner().equals(owner))) {
            throw new IllegalStateException("owner (" + owner + ") has no row in " + name + ": nothing to remove");
        }
    }

    /**
     * Lets every read fail.
     *
     * @param row the row that cannot be delivered, from one; beyond the last one, the read fails at its end
     */
    public void failAtRow(int row) {
        breaks.add(new Break(any -> true, requirePositive("row", row) - 1));
    }

    /**
     * Lets one read fail.
     *
     * @param read the read, from one, counted since the source was made
     * @param row the row that cannot be delivered, from one; beyond the last one, the read fails at its end
     */
    public void failRead(int read, int row) {
        requirePositive("read", read);
        breaks.add(new Break(any -> any == read, requirePositive("row", row) - 1));
    }

    /** Ends all faults. */
    public void heal() {
        breaks.clear();
    }

    /**
     * Lets something happen before a read takes its snapshot.
     *
     * @param read the read, from one, counted since the source was made
     * @param action done once; what it throws reaches the caller, as a crash would
     */
    public void beforeRead(int read, Runnable action) {
        hooks.add(new Point(requirePositive("read", read), 0), action);
    }

    /**
     * Lets something happen during a read, which does not see it any more.
     *
     * @param read the read, from one, counted since the source was made
     * @param row the row after which it happens, from one
     * @param action done once; what it throws reaches the caller, as a crash would
     */
    public void afterRow(int read, int row, Runnable action) {
        hooks.add(new Point(requirePositive("read", read), requirePositive("row", row)), action);
    }

    /**
     * How often the references were read, to their end or not.
     *
     * @return the number of reads that began
     */
    public int reads() {
        return reads.get();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void read(ReferenceSink sink) {
        int read = reads.incrementAndGet();
        hooks.reach(new Point(read, 0));
        List<Row> snapshot = List.copyOf(rows);
        for (int done = 0; done < snapshot.size(); done++) {
            failAt(read, done);
            snapshot.get(done).delivery().accept(sink);
            hooks.reach(new Point(read, done + 1));
        }
        failAt(read, Integer.MAX_VALUE);
    }

    private void failAt(int read, int done) {
        if (breaks.stream().anyMatch(fault -> fault.breaks(read, done))) {
            throw unknown(read);
        }
    }

    private ReferencesUnavailableException unknown(int read) {
        return new ReferencesUnavailableException(
                name,
                "references (" + name + ") failed in read " + read + ","
                        + " so nobody knows what is in use: the test let it fail; heal() ends that",
                null);
    }

    private static int requirePositive(String name, int number) {
        if (number < 1) {
            throw new IllegalArgumentException(name + " (" + number + ") must be positive: they are counted from one");
        }
        return number;
    }

    @Override
    public String toString() {
        return "references of " + name;
    }
}
