package dev.cleanup.examples.buzzdrop;

import dev.cleanup.report.CleanupReport;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What the page says after a run by hand. Only these can be said, whatever an address asks for. */
enum Message {
    COMPLETED("Cleanup completed successfully"),
    FAILED("Cleanup failed, at least in part: see the last run below, and the log"),
    BUSY("A cleanup is under way: try again when it has ended");

    private final String text;

    Message(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    /** How it looks. */
    String style() {
        return this == COMPLETED ? "message" : "trouble";
    }

    /** How an address asks for it. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Message> of(String key) {
        return Stream.of(values()).filter(message -> message.key().equals(key)).findFirst();
    }

    static Message of(CleanupReport report) {
        return report.isSuccess() ? COMPLETED : FAILED;
    }
}
