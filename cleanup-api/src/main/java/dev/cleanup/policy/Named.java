package dev.cleanup.policy;

import dev.cleanup.outcome.Reason;
import dev.cleanup.storage.FileKey;
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
        return "named " + Wording.either(texts());
    }

    @Override
    public String negation() {
        return globs.size() == 1 ? "not " + description() : "named " + Wording.neither(texts());
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
        return Look.at(
                facts,
                Fact.FILE_KEY,
                key -> Look.found(fits(key), Reason.Kind.NAME, "its name is " + key),
                () -> Look.missing(Reason.Kind.NAME, "it has no name"));
    }

    private boolean fits(FileKey key) {
        return globs.stream().anyMatch(glob -> glob.matches(key));
    }
}
