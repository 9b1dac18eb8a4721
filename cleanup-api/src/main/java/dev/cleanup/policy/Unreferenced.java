package dev.cleanup.policy;

import dev.cleanup.outcome.Reason;
import dev.cleanup.reference.Owner;
import java.time.Instant;
import java.util.Set;

/** Removes files that no reference names. */
public record Unreferenced() implements ItemPolicy {

    @Override
    public String description() {
        return "named by no reference";
    }

    @Override
    public Set<Fact<?>> needs() {
        return Set.of(Fact.REFERENCED_BY);
    }

    @Override
    public Decision judge(Facts facts, Instant now) {
        Reading<Owner> owner = facts.read(Fact.REFERENCED_BY);
        if (owner instanceof Reading.Known<Owner> known) {
            return Decision.keep(Reason.Kind.REFERENCE, "referenced by " + known.value());
        }
        if (owner instanceof Reading.Unreadable<Owner> unreadable) {
            return Decision.unknown("references unknown: " + unreadable.why());
        }
        return Decision.remove(Reason.Kind.REFERENCE, "no reference names it");
    }
}
