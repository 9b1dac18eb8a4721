package dev.cleanup.jdbc.internal.record;

import dev.cleanup.outcome.Failure;
import dev.cleanup.record.RecordFacts;
import dev.cleanup.reference.Owner;
import org.jspecify.annotations.Nullable;

/** A row that was read: either a record, or the reason why it is none. Immutable. */
public sealed interface RowResult {

    /** Whose row it is. */
    Owner owner();

    /**
     * A row of which everything could be read.
     *
     * @param record the record
     * @param use what uses it, in the host's words, or null where nothing does
     */
    record Read(RecordFacts record, @Nullable String use) implements RowResult {
        @Override
        public Owner owner() {
            return record.owner();
        }
    }

    /**
     * A row with a value that could not be read.
     *
     * @param owner whose row it is
     * @param failure which value, and why
     */
    record Unreadable(Owner owner, Failure failure) implements RowResult {}
}
