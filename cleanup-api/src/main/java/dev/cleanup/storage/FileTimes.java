package dev.cleanup.storage;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The times of a stored file, as far as its storage has them and could read them.
 *
 * <p>A kind that is in neither set is one the storage does not have at all. A kind in {@link #unread()} exists and
 * could not be read: whoever needs it must treat the answer as unknown. Immutable.
 *
 * @param known the times that were read
 * @param unread the kinds that the storage has but could not read this time
 */
public record FileTimes(Map<Kind, Instant> known, Set<Kind> unread) {

    /** What a time measures. */
    public enum Kind {
        /** When the content was last written; anybody can set it to anything. */
        MODIFIED,
        /** When content, name or attributes last changed; set by the file system alone. */
        STATUS_CHANGED,
        /** When the file came into being in this file system. */
        CREATED,
        /** When the file was last read; often not kept up to date, never part of an age. */
        ACCESSED
    }

    private static final Set<Kind> AGE = EnumSet.of(Kind.MODIFIED, Kind.STATUS_CHANGED, Kind.CREATED);

    /**
     * Copies both sets.
     *
     * @throws IllegalArgumentException if a kind is in both
     */
    public FileTimes {
        known = known.isEmpty() ? Map.of() : Map.copyOf(known);
        unread = unread.isEmpty() ? Set.of() : Set.copyOf(unread);
        for (Kind kind : unread) {
            if (known.containsKey(kind)) {
                throw new IllegalArgumentException("unread (" + kind + ") is also known: " + known.get(kind));
            }
        }
    }

    /**
     * Times of which only the modification is there.
     *
     * @param modified when the content was last written
     * @return the times
     */
    public static FileTimes modified(Instant modified) {
        return new FileTimes(Map.of(Kind.MODIFIED, modified), Set.of());
    }

    /**
     * Times of which none could be read.
     *
     * @param kinds the kinds that the storage has
     * @return the times
     */
    public static FileTimes unreadable(Set<Kind> kinds) {
        return new FileTimes(Map.of(), kinds);
    }

    /**
     * These times and one more, or with one replaced.
     *
     * @param kind what the time measures
     * @param time the time
     * @return a copy
     */
    public FileTimes with(Kind kind, Instant time) {
        Map<Kind, Instant> more = new EnumMap<>(Kind.class);
        more.putAll(known);
        more.put(requireNonNull(kind, "kind"), requireNonNull(time, "time"));
        Set<Kind> rest = EnumSet.noneOf(Kind.class);
        rest.addAll(unread);
        rest.remove(kind);
        return new FileTimes(more, rest);
    }

    /**
     * One of the times.
     *
     * @param kind what it measures
     * @return the time; empty where the storage does not have it or could not read it
     */
    public Optional<Instant> of(Kind kind) {
        return Optional.ofNullable(known.get(kind));
    }

    /**
     * The kinds among modification, change and birth that could not be read.
     *
     * @return what stands in the way of an age; empty where nothing does
     */
    public Set<Kind> unreadForAge() {
        if (unread.isEmpty()) {
            return Set.of();
        }
        Set<Kind> missing = EnumSet.copyOf(AGE);
        missing.retainAll(unread);
        return missing;
    }

    /**
     * The times that an age counts from the newest of: modification, change and birth, as far as the storage has them.
     *
     * @return the known ones of the three, immutable and in no order
     */
    public Map<Kind, Instant> forAge() {
        if (!known.containsKey(Kind.ACCESSED)) {
            return known;
        }
        Map<Kind, Instant> result = new EnumMap<>(known);
        result.keySet().retainAll(AGE);
        return Map.copyOf(result);
    }
}
