package dev.cleanup.alert;

import static java.util.Objects.requireNonNull;

import dev.cleanup.report.CleanupReport;
import dev.cleanup.support.EscapedText;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What somebody must hear of: a run that met conditions. Immutable; there is one for a run, whatever the number of causes.
 *
 * @param causes which conditions it met, and why; at least one
 * @param report what the run did
 */
public record Alert(List<Cause> causes, CleanupReport report) {

    /**
     * A condition that was met.
     *
     * @param condition the condition's name
     * @param message what was seen, one line, escaped
     */
    public record Cause(String condition, String message) {
        /** Checks that both parts are there. */
        public Cause {
            requireNonNull(condition, "condition");
            requireNonNull(message, "message");
        }
    }

    /**
     * Copies the causes.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Alert {
        causes = List.copyOf(causes);
        requireNonNull(report, "report");
        if (causes.isEmpty()) {
            throw new IllegalArgumentException("causes ([]) must not be empty: an alert says why");
        }
    }

    /**
     * The alert for people: a line for the run, and one for each cause, names escaped.
     *
     * @return the text, without a line break at its end
     */
    public String toText() {
        return causes.stream()
                .map(cause -> cause.condition() + ": " + cause.message())
                .collect(Collectors.joining("\n", "Cleanup " + EscapedText.escaped(report.cleanup()) + "\n", ""));
    }
}
