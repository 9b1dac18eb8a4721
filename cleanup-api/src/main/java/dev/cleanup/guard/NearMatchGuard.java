package dev.cleanup.guard;

import dev.cleanup.report.Refusal;
import java.util.Optional;

/** Refuses where many files equal a reference but for their spelling. */
record NearMatchGuard(long most) implements CountingGuard {

    NearMatchGuard {
        if (most < 0) {
            throw new IllegalArgumentException("most (" + most + ") near-matches must not be negative");
        }
    }

    @Override
    public String name() {
        return "near-matches";
    }

    @Override
    public String description() {
        return RefusalText.text("at most %,d files that equal a reference but for their spelling", most);
    }

    @Override
    public Optional<Refusal> check(Evidence evidence) {
        long count = evidence.nearMatches().count();
        if (count <= most) {
            return Optional.empty();
        }
        String message = RefusalText.text(
                "%,d files equal a reference but for case, Unicode form, percent-encoding or slashes, more than the"
                        + " allowed %,d; references in another spelling look like this.",
                count, most);
        return Optional.of(new Refusal(
                name(),
                message,
                evidence.nearMatches().some(),
                RefusalText.text(
                        "These files stay in any case; others may be referenced in a spelling that is further off."
                                + " Mend the KeyMapping. If it is right: orphans(..).allowNearMatches(%d).",
                        count),
                Refusal.Remedy.APPROVE));
    }
}
