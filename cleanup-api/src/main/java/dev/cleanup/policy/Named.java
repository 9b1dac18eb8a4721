package dev.cleanup.policy;

import dev.cleanup.fact.Fact;
import dev.cleanup.fact.Facts;
import dev.cleanup.outcome.Reason;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.Glob;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Removes files whose name fits one of some globs.
 *
 * @param globs the globs, at least one
 */
public record Named(List<Glob> globs) implements ItemPolicy {

    /**
     * Copies the globs.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Named {
        if (globs.isEmpty()) {
            throw new IllegalArgumentException("globs ([]) must not be empty: nothing could fit one of none, and under"
                    + " not() everything would match. Name at least one, such as *.tmp");
        }
        globs = List.copyOf(globs);
    }

    @Override
    public String description() {
        return "named " + RuleText.either(texts());
    }

    @Override
    public String negatedDescription() {
        return globs.size() == 1 ? "not " + description() : "named " + RuleText.neither(texts());
    }

    private List<String> texts() {
        return globs.stream().map(Glob::toString).toList();
    }

    @Override
    public Set<Fact<?>> needs() {
        return Set.of(Fact.FILE_KEY);
    }

    @Override
    public Decision judge(Facts facts, Instant now) {
        return FactCheck.at(
                facts,
                Fact.FILE_KEY,
                key -> FactCheck.found(fits(key), Reason.Kind.NAME, "its name is " + key),
                () -> FactCheck.missing(Reason.Kind.NAME, "it has no name"));
    }

    private boolean fits(FileKey key) {
        return globs.stream().anyMatch(glob -> glob.matches(key));
    }
}
