package dev.cleanup.guard;

import dev.cleanup.report.Refusal;
import java.util.Optional;

/** Refuses where more items would go than ever should in one run. */
record RemovalCountGuard(long most) implements CountingGuard {

    RemovalCountGuard {
        if (most < 1) {
            throw new IllegalArgumentException("most (" + most + ") removals must be positive");
        }
    }

    @Override
    public String name() {
        return "removals";
    }

    @Override
    public String description() {
        return RefusalText.text("at most %,d removals", most);
    }

    @Override
    public Optional<Refusal> check(Evidence evidence) {
        long items = evidence.totals().items();
        if (items <= most) {
            return Optional.empty();
        }
        return Optional.of(Guards.refusal(
                this,
                RefusalText.text("%,d items would go, more than the allowed %,d in one run.", items, most),
                evidence,
                RefusalText.text(
                        "If that many are due, approve this plan, or allow it for good: allowRemovals(%d).", items)));
    }
}
