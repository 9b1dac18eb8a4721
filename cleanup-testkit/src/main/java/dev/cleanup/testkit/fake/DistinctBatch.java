package dev.cleanup.testkit.fake;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The rule of every batch: no item twice. */
final class DistinctBatch {

    private DistinctBatch() {}

    static void require(List<?> batch) {
        Set<Object> seen = new HashSet<>();
        for (Object item : batch) {
            if (!seen.add(item)) {
                throw new AssertionError("item (" + item + ") is in the batch twice: each gets exactly one answer, so a"
                        + " batch must not repeat it. Make the batch distinct. Batch: " + batch);
            }
        }
    }
}
