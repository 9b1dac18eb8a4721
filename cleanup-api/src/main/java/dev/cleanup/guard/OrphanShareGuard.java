package dev.cleanup.guard;

import dev.cleanup.report.Refusal;
import dev.cleanup.report.ScanCounts;
import java.util.Optional;

/** Refuses where orphans are a large share of what is listed. */
record OrphanShareGuard(int percent) implements CountingGuard {

    /** So few orphans are never too large a share. */
    static final long FEW = 10;

    OrphanShareGuard {
        if (percent < 1 || percent > 100) {
            throw new IllegalArgumentException("percent (" + percent
                    + ") of the orphan share must be from 1 to 100: it is the share of the listed files that may be"
                    + " orphans");
        }
    }

    @Override
    public String name() {
        return "orphan-share";
    }

    @Override
    public String description() {
        return "at most " + percent + " % orphans";
    }

    @Override
    public Optional<Refusal> check(Evidence evidence) {
        ScanCounts seen = evidence.seen();
        if (seen.unreferenced() <= FEW || seen.unreferenced() * 100.0 <= (double) seen.listed() * percent) {
            return Optional.empty();
        }
        double share = 100.0 * seen.unreferenced() / seen.listed();
        String message = RefusalText.text(
                "%,d of %,d files (%.1f %%) are orphans, more than the allowed %d %%; a forgotten source of references"
                        + " looks like this.",
                seen.unreferenced(), seen.listed(), share, percent);
        String remedy = RefusalText.text(
                "Look whether these files are really unused. If they are, approve this plan, or allow it for good: orphans(..).allowOrphanShare(%d).",
                (int) Math.ceil(share));
        return Optional.of(Guards.refusal(this, message, evidence, remedy));
    }

    @Override
    public boolean isExceeded(Evidence fresh, Evidence approved) {
        return fresh.seen().unreferenced() > approved.seen().unreferenced() + FEW;
    }
}
