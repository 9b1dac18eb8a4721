package dev.cleanup.internal;

import dev.cleanup.report.CleanupListener;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.ItemReport;
import dev.cleanup.report.Phase;
import dev.cleanup.report.Progress;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the host's listeners; what they throw is logged and changes nothing. */
final class Events {

    /** Progress is told at every so many items, and at the end of each phase. */
    static final int STEP = 1000;

    private static final Logger LOG = LoggerFactory.getLogger("dev.cleanup");

    private final List<CleanupListener> listeners;

    Events(List<CleanupListener> listeners) {
        this.listeners = listeners;
    }

    void progress(String task, Phase phase, long done, OptionalLong total) {
        Progress progress = new Progress(task, phase, done, total);
        tell(listener -> listener.onProgress(progress));
    }

    void item(String task, ItemReport item) {
        tell(listener -> listener.onItem(task, item));
    }

    void finished(CleanupReport report) {
        tell(listener -> listener.onFinished(report));
    }

    private void tell(Consumer<CleanupListener> event) {
        for (CleanupListener listener : listeners) {
            try {
                event.accept(listener);
            } catch (Throwable fault) {
                LOG.warn("Listener {} failed; the run goes on without it hearing this event", listener, fault);
            }
        }
    }
}
