package dev.cleanup.testkit;

import static java.util.Objects.requireNonNull;

import dev.cleanup.policy.Candidate;
import dev.cleanup.policy.FileFacts;
import dev.cleanup.policy.Reading;
import dev.cleanup.reference.Owner;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.StoredFile;
import dev.cleanup.storage.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A stored file as a test sketches it; made by {@link TestFacts#aFile()}. Immutable.
 *
 * <p>Unless said otherwise it is called {@code file}, is empty, was stored a moment ago and is named by no reference.
 */
public final class FileSketch implements FactsSketch {

    private static final Set<Times.Kind> AGE_KINDS =
            EnumSet.of(Times.Kind.MODIFIED, Times.Kind.CHANGED, Times.Kind.BORN);

    private final FileKey key;
    private final long size;
    private final Function<Instant, Times> times;
    private final Reading<Owner> referencedBy;

    private FileSketch(FileKey key, long size, Function<Instant, Times> times, Reading<Owner> referencedBy) {
        this.key = key;
        this.size = size;
        this.times = times;
        this.referencedBy = referencedBy;
    }

    static FileSketch plain() {
        return new FileSketch(FileKey.of("file"), 0, FileSketch::allAt, Reading.absent());
    }

    /**
     * Names the file.
     *
     * @param name its key
     * @return a copy
     * @throws IllegalArgumentException if it is no {@link FileKey}
     */
    public FileSketch named(String name) {
        return new FileSketch(FileKey.of(name), size, times, referencedBy);
    }

    /**
     * Gives the file a size.
     *
     * @param bytes its logical size
     * @return a copy
     * @throws IllegalArgumentException if it is negative
     */
    public FileSketch sized(long bytes) {
        return new FileSketch(key, RecordSketch.requireSize(bytes), times, referencedBy);
    }

    /**
     * Makes the file modified, changed and born the same time ago.
     *
     * @param age how long before the instant of the judgement; negative for a file of the future
     * @return a copy
     */
    public FileSketch aged(Duration age) {
        requireNonNull(age, "age");
        return withTimes(now -> allAt(now.minus(age)));
    }

    /**
     * Gives the file times of its own.
     *
     * @param exactly its times
     * @return a copy
     */
    public FileSketch times(Times exactly) {
        requireNonNull(exactly, "exactly");
        return withTimes(now -> exactly);
    }

    /**
     * Lets all times of the file exist and be unreadable.
     *
     * @return a copy
     */
    public FileSketch unreadableTimes() {
        return times(Times.unreadable(AGE_KINDS));
    }

    /**
     * Lets a row name the file.
     *
     * @param source the name of the source
     * @param id the row
     * @return a copy
     */
    public FileSketch referencedBy(String source, String id) {
        return new FileSketch(key, size, times, Reading.known(new Owner(source, id)));
    }

    /**
     * Lets nobody know whether a reference names the file.
     *
     * @return a copy
     */
    public FileSketch referencesUnknown() {
        return new FileSketch(key, size, times, Reading.unreadable("the test does not let it be known"));
    }

    private FileSketch withTimes(Function<Instant, Times> other) {
        return new FileSketch(key, size, other, referencedBy);
    }

    private static Times allAt(Instant time) {
        Map<Times.Kind, Instant> known = new EnumMap<>(Times.Kind.class);
        AGE_KINDS.forEach(kind -> known.put(kind, time));
        return new Times(known, Set.of());
    }

    @Override
    public String id() {
        return key.path();
    }

    @Override
    public FileFacts at(Instant now) {
        return new FileFacts(new StoredFile(key, size, times.apply(now), "sketch of " + key), referencedBy);
    }

    @Override
    public Candidate candidateAt(Instant now) {
        return new Candidate(id(), at(now), size);
    }

    @Override
    public String toString() {
        return "file " + key;
    }
}
