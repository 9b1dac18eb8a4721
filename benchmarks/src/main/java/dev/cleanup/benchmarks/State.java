package dev.cleanup.benchmarks;

import java.util.Locale;

/** How far a process is when its rounds begin. The page cache is warm in both. */
enum State {
    /** Each round is the only one of a new process, timed from its start to its end. */
    COLD,
    /** The rounds are the later ones of one process, each timed by itself. */
    WARM;

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
