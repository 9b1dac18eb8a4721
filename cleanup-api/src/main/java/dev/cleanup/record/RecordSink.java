package dev.cleanup.record;

import dev.cleanup.outcome.Failure;
import dev.cleanup.reference.Owner;

/** Takes the records that a source finds. Whatever a sink throws ends the search and reaches its caller. */
public interface RecordSink {

    /**
     * A record that may be due.
     *
     * @param record what was read of it
     */
    void found(RecordFacts record);

    /**
     * A record that could not be read: it stays.
     *
     * @param owner the record, as far as it is known
     * @param failure what went wrong
     */
    void unreadable(Owner owner, Failure failure);
}
