package dev.cleanup.policy;

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
    public String negation() {
        return "without files";
    }

    @Override
    public Set<Fact<?>> needs() {
        return Set.of(Fact.FILES);
    }

    @Override
    public Decision judge(Facts facts, Instant now) {
        return Look.at(
                facts,
                Fact.FILES,
                files -> Look.found(!files.isEmpty(), Reason.Kind.FILES, evidence(files.size())),
                () -> Decision.keep(Reason.Kind.FILES, evidence(0)));
    }

    private static String evidence(int count) {
        return count == 0 ? "it names no file" : "it names " + count + (count == 1 ? " file" : " files");
    }
}
