package dev.cleanup.benchmarks;

import java.util.Locale;

/** What is measured. */
enum Phase {
    /** Find out what would go. */
    PLAN,
    /** Find out and remove. */
    RUN;

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Phase of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
