package dev.cleanup;

import dev.cleanup.report.CleanupListener;
import dev.cleanup.report.ItemReport;

/** Breaks at each item with what is no exception, as a failed assertion or a missing class does. */
final class BrokenListener implements CleanupListener {

    @Override
    public void onItem(String task, ItemReport item) {
        throw new AssertionError("listener is broken");
    }
}
