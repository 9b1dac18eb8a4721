package dev.cleanup.policy;

import dev.cleanup.fact.Fact;
import dev.cleanup.fact.Facts;
import dev.cleanup.outcome.Reason;
import java.time.Instant;
import java.util.Set;

/**
 * Removes records that name files at all, whether or not these are still there.
 *
 * <p>Where the names could not be read, the decision is unknown.
 */
public record HasFiles() implements ItemPolicy {

    @Override
    public String description() {
        return "with files";
    }

    @Override
    public String negatedDescription() {
        return "without files";
    }

    @Override
    public Set<Fact<?>> needs() {
        return Set.of(Fact.FILES);
    }

    @Override
    public Decision judge(Facts facts, Instant now) {
        return FactCheck.at(
                facts,
                Fact.FILES,
                files -> FactCheck.found(!files.isEmpty(), Reason.Kind.SHARED_FILE, evidence(files.size())),
                () -> Decision.keep(Reason.Kind.SHARED_FILE, evidence(0)));
    }

    private static String evidence(int count) {
        return count == 0 ? "it names no file" : "it names " + count + (count == 1 ? " file" : " files");
    }
}
