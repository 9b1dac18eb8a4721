package dev.cleanup.storage;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A storage that can set files aside instead of deleting them, so that a mistake can be undone.
 *
 * <p>What is set aside is no longer listed nor found by look-up. Each operation survives a crash at any point: a file is
 * then at its old place, or aside with its note.
 */
public interface QuarantineStorage extends StorageTarget {

    /**
     * Sets files aside if they are still the ones that were seen.
     *
     * @param batch the files as they were looked up, no key twice, each with what is remembered with it
     * @param sink takes one outcome for each: {@code SetAside}, or as {@link #remove} has them
     */
    void quarantine(Map<StoredFile, QuarantineNote> batch, OutcomeSink<StoredFile> sink);

    /**
     * Shows everything that lies aside now.
     *
     * @param sink takes the files, on the calling thread
     * @throws StorageUnavailableException if that cannot be found out completely
     */
    void quarantined(Consumer<QuarantinedFile> sink);

    /**
     * Puts files back to their old places, never over another file.
     *
     * @param batch files that lie aside
     * @param sink takes one outcome for each: {@code PutBack}; {@code Kept} aside where the name is taken;
     *     {@code AlreadyGone}; {@code Failed}; {@code Unknown}
     */
    void restore(List<QuarantinedFile> batch, OutcomeSink<QuarantinedFile> sink);

    /**
     * Deletes files that lie aside, for good.
     *
     * @param batch files that lie aside
     * @param sink takes one outcome for each: {@code Deleted}, {@code AlreadyGone}, {@code Failed}, {@code Unknown}
     */
    void purge(List<QuarantinedFile> batch, OutcomeSink<QuarantinedFile> sink);
}
