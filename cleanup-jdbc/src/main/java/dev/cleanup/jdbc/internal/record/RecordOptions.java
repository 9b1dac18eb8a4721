package dev.cleanup.jdbc.internal.record;

import dev.cleanup.jdbc.internal.ledger.ClaimLedger;
import dev.cleanup.jdbc.internal.reference.ReferenceQuery;
import dev.cleanup.jdbc.internal.sql.RetryDelay;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a host may set once about a source of records; what is null was not set. Immutable. */
public record RecordOptions(
        @Nullable String name,
        @Nullable String ledger,
        @Nullable Duration patience,
        RetryDelay pause) {

    private static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(10);

    public static final RecordOptions NONE = new RecordOptions(null, null, null, RetryDelay.SLEEP);

    public RecordOptions named(String other) {
        requireUnset("name", name, other);
        return new RecordOptions(ReferenceQuery.present("name", other), ledger, patience, pause);
    }

    public RecordOptions ledger(String other) {
        requireUnset("ledger", ledger, other);
        return new RecordOptions(name, ClaimLedger.requireTable(other), patience, pause);
    }

    public RecordOptions patience(Duration other) {
        requireUnset("waitingForLocks", patience, other);
        if (other.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException(
                    "waitingForLocks (" + other + ") must be a second at least: some databases"
                            + " know whole seconds only, and take zero for no limit. Use a few seconds");
        }
        return new RecordOptions(name, ledger, other, pause);
    }

    public RecordOptions pause(RetryDelay other) {
        return new RecordOptions(name, ledger, patience, other);
    }

    public String ledgerTable() {
        return ledger == null ? ClaimLedger.DEFAULT_TABLE : ledger;
    }

    public Duration lockPatience() {
        return patience == null ? DEFAULT_PATIENCE : patience;
    }

    private static void requireUnset(String what, @Nullable Object before, Object now) {
        if (before != null) {
            throw new IllegalStateException(
                    what + " (" + now + ") conflicts with " + before + ": it was set before, so set it once");
        }
    }
}
