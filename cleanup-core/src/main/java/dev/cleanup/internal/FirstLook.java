package dev.cleanup.internal;

import dev.cleanup.outcome.Failure;
import dev.cleanup.reference.Owner;
import dev.cleanup.report.SourceCounts;
import dev.cleanup.storage.FileKey;
import java.util.ArrayList;
import java.util.List;

/** All references as they stood when the plan was made. */
final class FirstLook implements ReferenceReader.Look {

    private static final int SAMPLES = 20;

    private final Fingerprints named = new Fingerprints();
    private final List<String> unmappable = new ArrayList<>();

    @Override
    public boolean names(FileKey key, Owner owner) {
        return named.add(key);
    }

    @Override
    public void unmappable(String value, Owner owner, String why) {
        if (unmappable.size() < SAMPLES) {
            unmappable.add(value + " (" + owner + "): " + why);
        }
    }

    boolean isReferenced(FileKey key) {
        return named.contains(key);
    }

    List<String> unmappableSamples() {
        return List.copyOf(unmappable);
    }

    /** What came of the first look: references and their numbers, or why there are none. */
    sealed interface Result {

        /** Every source was read to its end. */
        record Complete(FirstLook look, List<SourceCounts> counts) implements Result {
            long references() {
                return counts.stream().mapToLong(SourceCounts::references).sum();
            }

            long unmappable() {
                return counts.stream().mapToLong(SourceCounts::unmappable).sum();
            }
        }

        /** One of the sources could not be read: no file can go. */
        record Failed(Failure failure) implements Result {}

        /** The run must end. */
        record Halted(String why) implements Result {}
    }
}
