package dev.cleanup.guard;

import dev.cleanup.report.Refusal;
import dev.cleanup.storage.ByteSize;
import dev.cleanup.storage.Percentage;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The built-in guards, and how a host makes its own.
 *
 * <p>Stateless; every guard is an immutable value with equality.
 */
public final class Guards {

    private static final ByteSize BYTES = ByteSize.megabytes(100 * 1024);

    private Guards() {}

    /**
     * The guards of an orphan sweep, unless its task says otherwise.
     *
     * @return unmappable-references, encoding, no-references, nothing-matches, near-matches at most 10, orphan-share of
     *     50 %, removals at most 100,000, removed-bytes at most 100 GB of 1024 MB each
     */
    public static List<Guard> forOrphans() {
        return List.of(
                unmappableReferences(),
                encoding(),
                noReferences(),
                nothingMatches(),
                nearMatches(10),
                orphanShare(50),
                removals(100_000),
                removedBytes(BYTES));
    }

    /**
     * The guards of a task over records, unless it says otherwise.
     *
     * @return empty-storage, removals at most 100,000, removed-bytes at most 100 GB of 1024 MB each
     */
    public static List<Guard> forRecords() {
        return List.of(emptyStorage(), removals(100_000), removedBytes(BYTES));
    }

    /**
     * Refuses where a value could not be turned into a key: nobody knows which file it protects.
     *
     * @return the guard
     */
    public static Guard unmappableReferences() {
        return new UnmappableReferencesGuard();
    }

    /**
     * Refuses where references name files that the storage could not even hold, as under a locale that lacks their
     * characters: their files look like orphans.
     *
     * @return the guard
     */
    public static Guard encoding() {
        return new EncodingGuard();
    }

    /**
     * Refuses where no source names any file.
     *
     * @return the guard
     */
    public static Guard noReferences() {
        return new NoReferencesGuard();
    }

    /**
     * Refuses where none of the references names a file that is there.
     *
     * @return the guard
     */
    public static Guard nothingMatches() {
        return new NoMatchGuard();
    }

    /**
     * Refuses where many files equal a reference but for their spelling. Each of them stays in any case.
     *
     * @param most how many are no sign of a fault
     * @return the guard
     * @throws IllegalArgumentException if the number is negative
     */
    public static Guard nearMatches(long most) {
        return new NearMatchGuard(most);
    }

    /**
     * Refuses where orphans are a large share of what is listed. Ten orphans are never too many.
     *
     * @param percent the largest share that is no sign of a fault, from 1 to 100
     * @return the guard
     * @throws IllegalArgumentException if it is no percentage
     */
    public static Guard orphanShare(int percent) {
        return new OrphanShareGuard(percent);
    }

    /**
     * Refuses where more items would go than ever should in one run.
     *
     * @param most how many may go
     * @return the guard
     * @throws IllegalArgumentException if the number is not positive
     */
    public static Guard removals(long most) {
        return new RemovalCountGuard(most);
    }

    /**
     * Refuses where more bytes would go than ever should in one run.
     *
     * @param most how many may go
     * @return the guard
     */
    public static Guard removedBytes(ByteSize most) {
        return new RemovedBytesGuard(most);
    }

    /**
     * Refuses to settle records where the storage holds no file at all: an unmounted disk looks like this.
     *
     * @return the guard
     */
    public static Guard emptyStorage() {
        return new EmptyStorageGuard();
    }

    /**
     * Refuses where a source names far fewer files than after the last good run, by the cleanup's history. Only where asked
     * for; for orphan sweeps.
     *
     * <p>Ten fewer are never far fewer. An approved plan that removes something is the measure from then on. Until a first
     * run went well there is nothing to compare with, and the guard lets pass.
     *
     * @param least the smallest share of the earlier number that is no sign of a fault
     * @return the guard
     */
    public static Guard fewerReferences(Percentage least) {
        return new ReferenceDropGuard(least);
    }

    /**
     * A guard of the host's own.
     *
     * @param name its name, unique within a task
     * @param description what it lets pass, in words
     * @param check looks at the evidence: a message with numbers to refuse, empty to let pass
     * @return the guard
     * @throws IllegalArgumentException if name or description is blank
     */
    public static Guard guard(String name, String description, Function<Evidence, Optional<String>> check) {
        return new CustomGuard(name, description, check);
    }

    /** A refusal that a person can approve, about the items that would go. */
    static Refusal refusal(Guard guard, String message, Evidence evidence, String remedy) {
        return new Refusal(guard.name(), message, RefusalText.samples(evidence), remedy, Refusal.Remedy.APPROVE);
    }
}
