package dev.cleanup.policy;

import dev.cleanup.fact.Fact;
import dev.cleanup.fact.Facts;
import dev.cleanup.outcome.Reason;
import java.time.Instant;
import java.util.Set;

/** Removes files that no reference names. Where the references could not be read, the decision is unknown. */
public record Unreferenced() implements ItemPolicy {

    private static final Decision UNNAMED = Decision.remove(Reason.Kind.REFERENCE, "no reference names it");

    @Override
    public String description() {
        return "named by no reference";
    }

    @Override
    public String negatedDescription() {
        return "named by a reference";
    }

    @Override
    public Set<Fact<?>> needs() {
        return Set.of(Fact.REFERENCED_BY);
    }

    @Override
    public Decision judge(Facts facts, Instant now) {
        return FactCheck.at(
                facts,
                Fact.REFERENCED_BY,
                owner -> Decision.keep(Reason.Kind.REFERENCE, "referenced by " + owner),
                () -> UNNAMED);
    }
}
