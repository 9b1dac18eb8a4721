package dev.cleanup.record;

import static java.util.Objects.requireNonNull;

import dev.cleanup.fact.Fact;
import dev.cleanup.fact.FactValue;
import dev.cleanup.fact.Facts;
import dev.cleanup.reference.Owner;
import dev.cleanup.storage.FileKey;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One record as it was read at one moment. Immutable.
 *
 * @param owner the record
 * @param retiredOwners all owners that stop naming files once this record is claimed: the record itself and those that end
 *     with it
 * @param files the files that go with it, derived ones included
 * @param readings what is known of it, by fact
 */
public record RecordFacts(
        Owner owner, Set<Owner> retiredOwners, List<FileKey> files, Map<Fact<?>, FactValue<?>> readings)
        implements Facts {

    /**
     * Copies the collections.
     *
     * @throws IllegalArgumentException if the record does not retire itself
     */
    public RecordFacts {
        requireNonNull(owner, "owner");
        retiredOwners = Set.copyOf(retiredOwners);
        files = List.copyOf(files);
        readings = Map.copyOf(readings);
        if (!retiredOwners.contains(owner)) {
            throw new IllegalArgumentException(
                    "retires (" + retiredOwners + ") must contain the record itself: " + owner);
        }
    }

    @Override
    @SuppressWarnings("unchecked") // a reading is stored under the fact whose type it has
    public <T> FactValue<T> read(Fact<T> fact) {
        if (fact.equals(Fact.FILES)) {
            return (FactValue<T>) FactValue.known(files);
        }
        FactValue<?> reading = readings.get(fact);
        return reading == null ? FactValue.unreadable("nobody provided " + fact) : (FactValue<T>) reading;
    }
}
