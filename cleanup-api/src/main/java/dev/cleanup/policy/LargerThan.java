package dev.cleanup.policy;

import static java.util.Objects.requireNonNull;

import dev.cleanup.fact.Fact;
import dev.cleanup.fact.Facts;
import dev.cleanup.outcome.Reason;
import dev.cleanup.storage.ByteSize;
import java.time.Instant;
import java.util.Set;

/**
 * Removes files that are larger than a size.
 *
 * @param size the largest size that stays
 */
public record LargerThan(ByteSize size) implements ItemPolicy {

    /** Checks that the size is there. */
    public LargerThan {
        requireNonNull(size, "size");
    }

    @Override
    public String description() {
        return "larger than " + size;
    }

    @Override
    public Set<Fact<?>> needs() {
        return Set.of(Fact.FILE_SIZE);
    }

    @Override
    public Decision judge(Facts facts, Instant now) {
        return FactCheck.at(
                facts,
                Fact.FILE_SIZE,
                bytes -> FactCheck.found(bytes > size.bytes(), Reason.Kind.SIZE, "its size is " + new ByteSize(bytes)),
                () -> FactCheck.missing(Reason.Kind.SIZE, "it has no size"));
    }
}
