package dev.cleanup.outcome;

import static java.util.Objects.requireNonNull;

/**
 * A fault as a value that can be compared, stored and shown.
 *
 * <p>Immutable. The stack trace goes to the log where the fault is met; this is what a report keeps of it.
 *
 * @param type simple name of the fault's class, such as {@code AccessDeniedException}
 * @param message what the fault said; empty where it said nothing
 */
public record Failure(String type, String message) {

    /** Checks that both parts are there. */
    public Failure {
        requireNonNull(type, "type");
        requireNonNull(message, "message");
    }

    /**
     * The failure that describes a fault.
     *
     * @param fault what was thrown
     * @return its type and message
     */
    public static Failure of(Throwable fault) {
        String message = fault.getMessage();
        return new Failure(fault.getClass().getSimpleName(), message == null ? "" : message);
    }

    @Override
    public String toString() {
        return message.isEmpty() ? type : type + ": " + message;
    }
}
