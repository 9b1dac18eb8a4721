package dev.cleanup.testkit;

import static java.util.Objects.requireNonNull;

import dev.cleanup.fact.FactValue;
import dev.cleanup.fact.FileFacts;
import dev.cleanup.policy.Candidate;
import dev.cleanup.reference.Owner;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.FileTimes;
import dev.cleanup.storage.StoredFile;
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
public final class TestFile implements TestItem {

    private static final Set<FileTimes.Kind> AGE_KINDS =
            EnumSet.of(FileTimes.Kind.MODIFIED, FileTimes.Kind.STATUS_CHANGED, FileTimes.Kind.CREATED);

    private final FileKey key;
    private final long size;
    private final Function<Instant, FileTimes> times;
    private final FactValue<Owner> referencedBy;

    private TestFile(FileKey key, long size, Function<Instant, FileTimes> times, FactValue<Owner> referencedBy) {
        this.key = key;
        this.size = size;
        this.times = times;
        this.referencedBy = referencedBy;
    }

    static TestFile plain() {
        return new TestFile(FileKey.of("file"), 0, TestFile::allAt, FactValue.absent());
    }

    /**
     * Names the file.
     *
     * @param name its key
     * @return a copy
     * @throws IllegalArgumentException if it is no {@link FileKey}
     */
    public TestFile named(String name) {
        return new TestFile(FileKey.of(name), size, times, referencedBy);
    }

    /**
     * Gives the file a size.
     *
     * @param bytes its logical size
     * @return a copy
     * @throws IllegalArgumentException if it is negative
     */
    public TestFile sized(long bytes) {
        return new TestFile(key, TestRecord.requireSize(bytes), times, referencedBy);
    }

    /**
     * Makes the file modified, changed and born the same time ago.
     *
     * @param age how long before the instant of the judgement; negative for a file of the future
     * @return a copy
     */
    public TestFile aged(Duration age) {
        requireNonNull(age, "age");
        return withTimes(now -> allAt(now.minus(age)));
    }

    /**
     * Gives the file times of its own.
     *
     * @param exactly its times
     * @return a copy
     */
    public TestFile times(FileTimes exactly) {
        requireNonNull(exactly, "exactly");
        return withTimes(now -> exactly);
    }

    /**
     * Lets all times of the file exist and be unreadable.
     *
     * @return a copy
     */
    public TestFile unreadableTimes() {
        return times(FileTimes.unreadable(AGE_KINDS));
    }

    /**
     * Lets a row name the file.
     *
     * @param source the name of the source
     * @param id the row
     * @return a copy
     */
    public TestFile referencedBy(String source, String id) {
        return new TestFile(key, size, times, FactValue.known(new Owner(source, id)));
    }

    /**
     * Lets nobody know whether a reference names the file.
     *
     * @return a copy
     */
    public TestFile referencesUnknown() {
        return new TestFile(key, size, times, FactValue.unreadable("the test does not let it be known"));
    }

    private TestFile withTimes(Function<Instant, FileTimes> other) {
        return new TestFile(key, size, other, referencedBy);
    }

    private static FileTimes allAt(Instant time) {
        Map<FileTimes.Kind, Instant> known = new EnumMap<>(FileTimes.Kind.class);
        AGE_KINDS.forEach(kind -> known.put(kind, time));
        return new FileTimes(known, Set.of());
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
