package dev.cleanup.internal;

import dev.cleanup.guard.Evidence;
import dev.cleanup.outcome.Failure;
import dev.cleanup.reference.Owner;
import dev.cleanup.report.SourceCounts;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.StorageTarget;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** All references as they stood when the plan was made. */
final class FirstLook implements ReferenceReader.Look {

    private static final int SAMPLES = 20;

    private final StorageTarget storage;
    private final Fingerprints named = new Fingerprints();

    /** The folds of those names that are not their own fold. */
    private final Fingerprints folds = new Fingerprints();

    private final long[] waiting = new long[ListedNames.MOST];
    private int waitingCount;
    private long duplicates;

    private final List<String> unmappable = new ArrayList<>();
    private final List<String> unnameable = new ArrayList<>();
    private long unnameableCount;

    FirstLook(StorageTarget storage) {
        this.storage = storage;
    }

    @Override
    public void names(FileKey key, Owner owner) {
        note(key, owner);
        waiting[waitingCount++] = fingerprint(key);
        if (waitingCount == waiting.length) {
            addWaiting();
        }
    }

    /** Whether a derived name was named before tells nothing. */
    @Override
    public void derives(FileKey key, Owner owner) {
        note(key, owner);
        addWaiting();
        named.add(fingerprint(key));
    }

    private void note(FileKey key, Owner owner) {
        if (Fold.isPlain(key.path())) {
            return;
        }
        String fold = Fold.of(key.path());
        if (!fold.equals(key.path())) {
            folds.add(fold);
        }
        checkName(key, owner);
    }

    /** One after the other, as then one does not wait for the memory of another. */
    private void addWaiting() {
        for (int i = 0; i < waitingCount; i++) {
            duplicates += named.add(waiting[i]) ? 0 : 1;
        }
        waitingCount = 0;
    }

    @Override
    public long duplicates() {
        addWaiting();
        return duplicates;
    }

    /** Only a name that is not plain can be one that the storage lacks the characters for. */
    private void checkName(FileKey key, Owner owner) {
        if (!storage.canHold(key)) {
            unnameableCount++;
            if (unnameable.size() < SAMPLES) {
                unnameable.add(key + " (" + owner + ")");
            }
        }
    }

    @Override
    public void unmappable(String value, Owner owner, String why) {
        if (unmappable.size() < SAMPLES) {
            unmappable.add(value + " (" + owner + "): " + why);
        }
    }

    /** What stands for a key here; any thread may ask. */
    long fingerprint(FileKey key) {
        return named.of(key.path());
    }

    boolean isReferenced(FileKey key) {
        addWaiting();
        return named.contains(key.path());
    }

    /** Which of some names are referenced, by their fingerprints here. */
    BitSet referenced(ListedNames names) {
        addWaiting();
        BitSet referenced = new BitSet(names.size());
        for (int i = 0; i < names.size(); i++) {
            referenced.set(i, named.contains(names.fingerprint(i)));
        }
        return referenced;
    }

    /** Whether a key equals a reference but for its spelling. */
    boolean isNearReference(FileKey key) {
        addWaiting();
        String fold = Fold.of(key.path());
        return folds.contains(fold) || (!fold.equals(key.path()) && named.contains(fold));
    }

    List<String> unmappableSamples() {
        return List.copyOf(unmappable);
    }

    Evidence.Samples unnameable() {
        return new Evidence.Samples(unnameableCount, unnameable);
    }

    /** What came of the first look: references and their numbers, or why there are none. */
    sealed interface Result {

        /** Every source was read to its end. */
        record Complete(List<SourceCounts> counts) implements Result {}

        /** One of the sources could not be read: no file can go. */
        record Failed(Failure failure) implements Result {}

        /** The run must end. */
        record Halted(String why) implements Result {}
    }
}
