package dev.cleanup.testkit.fake;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * One call that a fake source of records received. Immutable.
 *
 * @param operation what was asked for
 * @param ids the records it was asked for, in the order of the batch; empty where the operation names none
 */
public record RecordCall(Operation operation, List<String> ids) {

    /** What a source of records can be asked for. */
    public enum Operation {
        /** Its references. */
        READ,
        /** The records that may be due. */
        FIND,
        /** Marks. */
        CLAIM,
        /** Whether marked records are still due. */
        CONFIRM,
        /** End states. */
        SETTLE,
        /** Marks taken off. */
        RELEASE,
        /** The open claims. */
        UNSETTLED;

        /**
         * Whether it may change records or marks.
         *
         * @return true for claiming, confirming, settling and releasing
         */
        public boolean isMutating() {
            return this == CLAIM || this == CONFIRM || this == SETTLE || this == RELEASE;
        }
    }

    /** Copies the ids. */
    public RecordCall {
        requireNonNull(operation, "operation");
        ids = List.copyOf(ids);
    }
}
