package dev.cleanup.policy;

import static java.util.Objects.requireNonNull;

import dev.cleanup.outcome.Reason;

/**
 * What a policy says of one item, and why. Immutable.
 *
 * @param verdict whether it may go
 * @param reason the fact that decided
 */
public record Decision(Verdict verdict, Reason reason) {

    /** Checks that both parts are there. */
    public Decision {
        requireNonNull(verdict, "verdict");
        requireNonNull(reason, "reason");
    }

    /**
     * The item may go.
     *
     * @param kind what sort of fact decided
     * @param text the evidence
     * @return the decision
     */
    public static Decision remove(Reason.Kind kind, String text) {
        return new Decision(Verdict.REMOVE, new Reason(kind, text));
    }

    /**
     * The item stays.
     *
     * @param kind what sort of fact decided
     * @param text the evidence
     * @return the decision
     */
    public static Decision keep(Reason.Kind kind, String text) {
        return new Decision(Verdict.KEEP, new Reason(kind, text));
    }

    /**
     * The item stays, because a fact could not be read.
     *
     * @param why what could not be read
     * @return the decision
     */
    public static Decision unknown(String why) {
        return new Decision(Verdict.UNKNOWN, new Reason(Reason.Kind.UNREADABLE, why));
    }

    /**
     * Whether the item may go.
     *
     * @return true for {@link Verdict#REMOVE} alone
     */
    public boolean removes() {
        return verdict == Verdict.REMOVE;
    }
}
