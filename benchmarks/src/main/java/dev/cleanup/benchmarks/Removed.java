package dev.cleanup.benchmarks;

import dev.cleanup.outcome.Outcome;
import dev.cleanup.report.CleanupListener;
import dev.cleanup.report.ItemRef;
import dev.cleanup.report.ItemReport;
import java.util.ArrayList;
import java.util.List;

/** What a run says it has removed: records where there are any, else files. Not thread-safe. */
final class Removed implements CleanupListener {

    private final Composition composition;
    private final List<String> names = new ArrayList<>();
    private long count;

    Removed(Composition composition) {
        this.composition = composition;
    }

    @Override
    public void onItem(String task, ItemReport item) {
        if (isOne(item)) {
            count++;
            if (composition.tellsNames()) {
                names.add(item.subject().toString());
            }
        }
    }

    private boolean isOne(ItemReport item) {
        return switch (composition) {
            case RECORDS, TOKENS ->
                item.subject() instanceof ItemRef.OfRecord && item.outcome() instanceof Outcome.Settled;
            case ORPHANS, ALL, QUOTA, REFERENCES -> item.outcome() instanceof Outcome.Deleted;
        };
    }

    void forget() {
        count = 0;
        names.clear();
    }

    Finding finding() {
        return composition.tellsNames() ? new Finding.Names(List.copyOf(names)) : new Finding.Count(count);
    }
}
