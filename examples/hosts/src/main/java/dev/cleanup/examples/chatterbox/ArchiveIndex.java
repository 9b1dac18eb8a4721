package dev.cleanup.examples.chatterbox;

import dev.cleanup.outcome.Outcome;
import dev.cleanup.report.CleanupListener;
import dev.cleanup.report.ItemReport;

/** Remembers where the copy of each file lies whose token is gone: the host's own record of it. */
record ArchiveIndex(JsonDocument index) implements CleanupListener {

    @Override
    public void onItem(String task, ItemReport item) {
        if (item.outcome() instanceof Outcome.Archived archived) {
            index.add(item.subject().toString(), entry -> entry.put("location", archived.location()));
        }
    }
}
