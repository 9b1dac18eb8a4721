package dev.cleanup.jdbc;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a host may set once about a source of records; what is null was not set. Immutable. */
record Settings(
        @Nullable String name,
        @Nullable String ledger,
        @Nullable Duration patience,
        Pause pause) {

    private static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(10);

    static final Settings NONE = new Settings(null, null, null, Pause.SLEEP);

    Settings named(String other) {
        requireUnset("name", name, other);
        return new Settings(Reading.present("name", other), ledger, patience, pause);
    }

    Settings ledger(String other) {
        requireUnset("ledger", ledger, other);
        return new Settings(name, Ledger.requireTable(other), patience, pause);
    }

    Settings patience(Duration other) {
        requireUnset("waitingForLocks", patience, other);
        if (other.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException(
                    "waitingForLocks (" + other + ") must be a second at least: some databases"
                            + " know whole seconds only, and take zero for no limit. Use a few seconds");
        }
        return new Settings(name, ledger, other, pause);
    }

    Settings pause(Pause other) {
        return new Settings(name, ledger, patience, other);
    }

    String ledgerTable() {
        return ledger == null ? Ledger.DEFAULT_TABLE : ledger;
    }

    Duration lockPatience() {
        return patience == null ? DEFAULT_PATIENCE : patience;
    }

    private static void requireUnset(String what, @Nullable Object before, Object now) {
        if (before != null) {
            throw new IllegalStateException(
                    what + " (" + now + ") conflicts with " + before + ": it was set before, so set it once");
        }
    }
}
