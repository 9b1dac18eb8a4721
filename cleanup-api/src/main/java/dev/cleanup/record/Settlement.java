package dev.cleanup.record;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** What becomes of a record once its files are gone. Immutable. */
public sealed interface Settlement {

    /** The record stays as it is; that its files are gone is remembered beside it, so that it is not visited again. */
    record Keep() implements Settlement {}

    /**
     * The record gets a status.
     *
     * @param status the status
     */
    record SetStatus(String status) implements Settlement {
        /** Checks the status. */
        public SetStatus {
            requireNonNull(status, "status");
        }
    }

    /** The record stays, and names no file any more. */
    record ClearFiles() implements Settlement {}

    /** The record is deleted. */
    record Delete() implements Settlement {}

    /**
     * The host's own statements are executed, in one transaction.
     *
     * @param statements in the language of the source, with its parameters by name
     */
    record Execute(List<String> statements) implements Settlement {
        /**
         * Copies the statements.
         *
         * @throws IllegalArgumentException if there is none
         */
        public Execute {
            statements = List.copyOf(statements);
            if (statements.isEmpty()) {
                throw new IllegalArgumentException("statements ([]) must not be empty: use keepingRecords()");
            }
        }
    }
}
