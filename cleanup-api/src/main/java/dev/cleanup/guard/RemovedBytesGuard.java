package dev.cleanup.guard;

import static java.util.Objects.requireNonNull;

import dev.cleanup.report.Refusal;
import dev.cleanup.storage.ByteSize;
import java.util.Optional;

/** Refuses where more bytes would go than ever should in one run. */
record RemovedBytesGuard(ByteSize most) implements CountingGuard {

    RemovedBytesGuard {
        requireNonNull(most, "most");
    }

    @Override
    public String name() {
        return "removed-bytes";
    }

    @Override
    public String description() {
        return "at most " + most + " removed";
    }

    @Override
    public Optional<Refusal> check(Evidence evidence) {
        long bytes = evidence.totals().bytes();
        if (bytes <= most.bytes()) {
            return Optional.empty();
        }
        return Optional.of(Guards.refusal(
                this,
                RefusalText.text("%,d bytes would go, more than the allowed %s in one run.", bytes, most),
                evidence,
                RefusalText.text(
                        "If that much is due, approve this plan, or allow it for good: allowRemovedBytes(new ByteSize(%d)).",
                        bytes)));
    }
}
