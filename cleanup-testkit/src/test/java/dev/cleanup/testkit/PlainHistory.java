package dev.cleanup.testkit;

import dev.cleanup.history.HistoryQuery;
import dev.cleanup.history.HistoryRetention;
import dev.cleanup.history.HistoryUnavailableException;
import dev.cleanup.history.RunEntry;
import dev.cleanup.history.RunHistory;
import java.util.ArrayList;
import java.util.List;

/** The plainest history that keeps the contract, over a place that outlives it. */
public class PlainHistory implements RunHistory {

    /** What outlives the history. */
    public static final class Place {
        private final List<RunEntry> newestFirst = new ArrayList<>();
        private boolean isBroken;

        public void breakDown() {
            isBroken = true;
        }
    }

    final Place place;
    final HistoryRetention retention;

    public PlainHistory(Place place, HistoryRetention retention) {
        this.place = place;
        this.retention = retention;
    }

    @Override
    public void append(RunEntry entry) {
        synchronized (place) {
            require("run " + entry.id() + " could not be kept");
            place.newestFirst.add(0, entry);
            int[] newer = {0};
            place.newestFirst.removeIf(old -> old.cleanup().equals(entry.cleanup())
                    && old.storage().equals(entry.storage())
                    && !retention.keeps(old, newer[0]++, entry.started()));
        }
    }

    @Override
    public List<RunEntry> entries(HistoryQuery query) {
        synchronized (place) {
            require("runs could not be read");
            return place.newestFirst.stream()
                    .filter(query::matches)
                    .limit(query.most())
                    .toList();
        }
    }

    private void require(String fault) {
        if (place.isBroken) {
            throw new HistoryUnavailableException(fault, null);
        }
    }
}
