package dev.cleanup.guard;

import dev.cleanup.report.Refusal;
import java.util.Optional;

/** Refuses where none of the references names a file that is there. */
record NoMatchGuard() implements CountingGuard {

    @Override
    public String name() {
        return "nothing-matches";
    }

    @Override
    public String description() {
        return "at least one reference that names a file of the storage";
    }

    @Override
    public Optional<Refusal> check(Evidence evidence) {
        if (evidence.seen().referenced() > 0 || evidence.referenceCount() == 0) {
            return Optional.empty();
        }
        String message = RefusalText.text(
                "none of %,d references names any of the %,d files in the storage; references in another form, or"
                        + " another directory, look like this.",
                evidence.referenceCount(), evidence.seen().listed());
        return Optional.of(Guards.refusal(
                this,
                message,
                evidence,
                "Compare these names with the values in the database, and mend the KeyMapping or the root. If it is"
                        + " right, approve this plan, or allow it for good: orphans(..).allowNoMatches()."));
    }
}
