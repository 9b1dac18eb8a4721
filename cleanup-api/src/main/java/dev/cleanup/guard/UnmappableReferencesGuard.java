package dev.cleanup.guard;

import dev.cleanup.report.Refusal;
import java.util.Optional;

/** Refuses where a value could not be turned into a key. */
record UnmappableReferencesGuard() implements CountingGuard {

    @Override
    public String name() {
        return "unmappable-references";
    }

    @Override
    public String description() {
        return "every reference can be turned into the name of a stored file";
    }

    @Override
    public Optional<Refusal> check(Evidence evidence) {
        long unmappable = evidence.unmappableCount();
        if (unmappable == 0) {
            return Optional.empty();
        }
        String message = RefusalText.text(
                "%,d of %,d references cannot be turned into the name of a stored file, so nobody knows which files"
                        + " they protect.",
                unmappable, evidence.referenceCount() + unmappable);
        return Optional.of(new Refusal(
                name(),
                message,
                evidence.unmappable(),
                "Correct these values or the KeyMapping of their source; if they mean no file of this storage, say so"
                        + " with KeyMapping.ignoring(..).",
                Refusal.Remedy.FIX));
    }
}
