package dev.cleanup.reference;

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
     * Delivers every reference of one snapshot that begins after the call does.
     *
     * <p>A normal return is the proof that the delivery is complete.
     *
     * @param sink takes the references, on the calling thread
     * @throws ReferencesUnknownException if the read failed or ended early; whatever was delivered until then counts for
     *     nothing
     */
    void read(ReferenceSink sink);
}
