package dev.cleanup.internal.reference;

import dev.cleanup.guard.Evidence;
import dev.cleanup.internal.compact.FingerprintSet;
import dev.cleanup.internal.compact.KeyBatch;
import dev.cleanup.internal.context.ReferenceReader;
import dev.cleanup.outcome.Failure;
import dev.cleanup.reference.Owner;
import dev.cleanup.report.ReferenceCounts;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.StorageTarget;
import dev.cleanup.support.EscapedText;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** All references as they stood when the plan was made. */
public final class ReferenceSnapshot implements ReferenceReader.Look {

    private static final int SAMPLES = 20;

    private final StorageTarget storage;
    private final FingerprintSet named = new FingerprintSet();

    /** The folds of those names that are not their own fold. */
    private final FingerprintSet folds = new FingerprintSet();

    private final long[] waiting = new long[KeyBatch.MOST];
    private int waitingCount;
    private long duplicates;

    private final List<String> unmappable = new ArrayList<>();
    private final List<String> unnameable = new ArrayList<>();
    private long unnameableCount;

    public ReferenceSnapshot(StorageTarget storage) {
        this.storage = storage;
    }

    @Override
    public void names(FileKey key, Owner owner) {
        note(key, owner);
        waiting[waitingCount++] = named.of(key.path());
        if (waitingCount == waiting.length) {
            addWaiting();
        }
    }

    /** Whether a derived name was named before tells nothing. */
    @Override
    public void derives(FileKey key, Owner owner) {
        note(key, owner);
        addWaiting();
        named.add(key.path());
    }

    private void note(FileKey key, Owner owner) {
        if (NameFolding.isPlain(key.path())) {
            return;
        }
        String fold = NameFolding.of(key.path());
        if (!fold.equals(key.path())) {
            folds.add(fold);
        }
        checkName(key, owner);
    }

    private void addWaiting() {
        duplicates += waitingCount - named.addAll(waiting, waitingCount);
        waitingCount = 0;
    }

    @Override
    public long duplicates() {
        addWaiting();
        return duplicates;
    }

    /** Only a name that is not plain can be one that the storage lacks the characters for. */
    private void checkName(FileKey key, Owner owner) {
        if (!storage.supportsKey(key)) {
            unnameableCount++;
            if (unnameable.size() < SAMPLES) {
                unnameable.add(key + " (" + owner + ")");
            }
        }
    }

    @Override
    public void unmappable(String value, Owner owner, String why) {
        if (unmappable.size() < SAMPLES) {
            unmappable.add(EscapedText.unmappable(value, owner, why));
        }
    }

    /** What stands for a name here, by its UTF-8; any thread may ask. */
    public long fingerprint(byte[] name) {
        return named.of(name);
    }

    public boolean isReferenced(FileKey key) {
        addWaiting();
        return named.contains(key.path());
    }

    /** Which of some names are referenced, by their fingerprints here. */
    public BitSet referenced(KeyBatch names) {
        addWaiting();
        return names.among(named);
    }

    /** Whether a key equals a reference but for its spelling. */
    public boolean isNearReference(FileKey key) {
        addWaiting();
        String fold = NameFolding.of(key.path());
        return folds.contains(fold) || (!fold.equals(key.path()) && named.contains(fold));
    }

    public List<String> unmappableSamples() {
        return List.copyOf(unmappable);
    }

    public Evidence.Samples unnameable() {
        return new Evidence.Samples(unnameableCount, unnameable);
    }

    /** What came of the first look: references and their numbers, or why there are none. */
    public sealed interface Result {

        /** Every source was read to its end. */
        record Complete(List<ReferenceCounts> counts) implements Result {}

        /** One of the sources could not be read: no file can go. */
        record Failed(Failure failure) implements Result {}

        /** The run must end. */
        record Halted(String why) implements Result {}
    }
}
