package dev.cleanup.policy;

import dev.cleanup.fact.Fact;
import dev.cleanup.fact.FactValue;
import dev.cleanup.fact.Facts;
import dev.cleanup.outcome.Reason;
import java.util.function.Function;
import java.util.function.Supplier;

/** One fact, looked at: what follows from its value, from its absence, and from not knowing it. */
final class FactCheck {

    private FactCheck() {}

    static <T> Decision at(Facts facts, Fact<T> fact, Function<T, Decision> known, Supplier<Decision> absent) {
        FactValue<T> reading = facts.read(fact);
        if (reading instanceof FactValue.Known<T> there) {
            return known.apply(there.value());
        }
        if (reading instanceof FactValue.Unreadable<T> unreadable) {
            return Decision.unknown(fact + " could not be read: " + unreadable.why());
        }
        return absent.get();
    }

    /** The decision of a rule that is sure. */
    static Decision found(boolean matches, Reason.Kind kind, String evidence) {
        return matches ? Decision.remove(kind, evidence) : Decision.keep(kind, evidence);
    }

    /** The decision of a rule that needs a value where there is none: no guess follows, under <i>not</i> neither. */
    static Decision missing(Reason.Kind kind, String evidence) {
        return new Decision(Verdict.UNKNOWN, new Reason(kind, evidence));
    }
}
