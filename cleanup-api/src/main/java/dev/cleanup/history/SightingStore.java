package dev.cleanup.history;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Remembers since when files have been orphans in every run that could see them.
 *
 * <p>A file is known by its mark, 32 hexadecimal digits made of its name and identity, so that another file of the same
 * name begins anew. Implementations are safe for use by several threads.
 */
public interface SightingStore {

    /**
     * Whether what is remembered outlives the process. One that does not serves only where one process runs the cleanup again
     * and again.
     *
     * @return true for files and databases, false for memory
     */
    boolean outlivesProcess();

    /**
     * The time of the last run that was remembered.
     *
     * @param place whose
     * @return the time; empty where no run was
     * @throws HistoryUnavailableException if it cannot be read
     */
    Optional<SightingTime> time(SightingScope place);

    /**
     * Looks up since when some files have been orphans.
     *
     * @param place whose
     * @param marks the files, at most 1,000
     * @param sink takes each mark that is remembered, once, with the ledger's time at its first sighting
     * @throws HistoryUnavailableException if they cannot be read
     */
    void lookUp(SightingScope place, Collection<String> marks, BiConsumer<String, Instant> sink);

    /**
     * Remembers the orphans of a run, all of them or, where it fails, none.
     *
     * <p>A mark that is remembered keeps its time, a new one gets that of the run, and every other one is forgotten.
     *
     * @param place whose
     * @param time the time of the run
     * @param orphans the marks of all orphans, each once, in batches of at most 1,000
     * @throws HistoryUnavailableException if nobody can say that they are kept
     */
    void remember(SightingScope place, SightingTime time, Iterable<List<String>> orphans);
}
