package dev.cleanup.record;

import static java.util.Objects.requireNonNull;

import dev.cleanup.policy.Fact;
import dev.cleanup.policy.Facts;
import dev.cleanup.policy.Reading;
import dev.cleanup.reference.Owner;
import dev.cleanup.storage.FileKey;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One record as it was read at one moment. Immutable.
 *
 * @param owner the record
 * @param retires all owners that stop naming files once this record is claimed: the record itself and those that end
 *     with it
 * @param files the files that go with it, derived ones included
 * @param readings what is known of it, by fact
 */
public record RecordFacts(Owner owner, Set<Owner> retires, List<FileKey> files, Map<Fact<?>, Reading<?>> readings)
        implements Facts {

    /**
     * Copies the collections.
     *
     * @throws IllegalArgumentException if the record does not retire itself
     */
    public RecordFacts {
        requireNonNull(owner, "owner");
        retires = Set.copyOf(retires);
        files = List.copyOf(files);
        readings = Map.copyOf(readings);
        if (!retires.contains(owner)) {
            throw new IllegalArgumentException("retires (" + retires + ") must contain the record itself: " + owner);
        }
    }

    @Override
    @SuppressWarnings("unchecked") // a reading is stored under the fact whose type it has
    public <T> Reading<T> read(Fact<T> fact) {
        if (fact.equals(Fact.FILES)) {
            return (Reading<T>) Reading.known(files);
        }
        Reading<?> reading = readings.get(fact);
        return reading == null ? Reading.unreadable("nobody provided " + fact) : (Reading<T>) reading;
    }
}
