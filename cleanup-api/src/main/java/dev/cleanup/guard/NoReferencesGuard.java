package dev.cleanup.guard;

import dev.cleanup.report.Refusal;
import java.util.Optional;

/** Refuses where no source names any file. */
record NoReferencesGuard() implements CountingGuard {

    @Override
    public String name() {
        return "no-references";
    }

    @Override
    public String description() {
        return "at least one reference";
    }

    @Override
    public Optional<Refusal> check(Evidence evidence) {
        if (evidence.referenceCount() > 0) {
            return Optional.empty();
        }
        String message = RefusalText.text(
                "no source names any file, yet %,d files lie in the storage; an empty or wrong database looks like"
                        + " this.",
                evidence.seen().listed());
        return Optional.of(Guards.refusal(
                this,
                message,
                evidence,
                "Check that the sources read the right database. If it is right that nothing is referenced, approve this"
                        + " plan, or allow it for good: orphans(..).allowNoReferences()."));
    }

    /** A plan that found referenced files had references. */
    @Override
    public boolean isExceeded(Evidence fresh, Evidence approved) {
        return approved.seen().referenced() > 0;
    }
}
