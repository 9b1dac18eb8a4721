package dev.cleanup.reference;

import java.util.Map;

/**
 * A source of references: which keys are in use, and by whom.
 *
 * <p>One source is one consistent snapshot: a reference that moves within the source during the read is delivered at
 * least once. A source fails rather than guess, and never leaves anything out for an error. Implementations are safe for
 * use by several threads.
 */
public interface ReferenceSource {

    /**
     * The source's name, unique within a composition, for messages and reports.
     *
     * @return the name
     */
    String name();

    /**
     * Returns what the host declared of this source, by the name of each setting: all that decides which files stay. A stored plan is
     * applied only where this is the same. It is the same in every process, and holds no password or key.
     *
     * @return the settings; none unless overridden, and then a plan is bound to the name alone
     */
    default Map<String, String> configuration() {
        return Map.of();
    }

    /**
     * Delivers every reference of one snapshot that begins after the call does.
     *
     * <p>A normal return is the proof that the delivery is complete.
     *
     * @param sink takes the references, on the calling thread
     * @throws ReferencesUnavailableException if the read failed or ended early; whatever was delivered until then counts for
     *     nothing
     */
    void read(ReferenceSink sink);
}
