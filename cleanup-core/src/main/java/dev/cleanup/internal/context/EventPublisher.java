package dev.cleanup.internal.context;

import dev.cleanup.report.CleanupListener;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.ItemReport;
import dev.cleanup.report.Phase;
import dev.cleanup.report.Progress;
import dev.cleanup.support.LogSafeThrowable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the host's listeners, and the log; what listeners throw is logged and changes nothing.
 *
 * <p>How far a run has come is told where a stretch begins and ends, and between these at times.
 */
public final class EventPublisher {

    /** A long stretch asks after so many items, or when a {@link ProgressThrottle} beats, whether it must end. */
    public static final int STEP = 1000;

    private static final Logger LOG = LoggerFactory.getLogger("dev.cleanup");

    private record Stretch(String task, Phase phase) {}

    private final List<CleanupListener> listeners;
    private final InstantSource clock;
    private Instant told;
    private Optional<Stretch> stretch = Optional.empty();

    EventPublisher(List<CleanupListener> listeners, InstantSource clock, Instant start) {
        this.listeners = listeners;
        this.clock = clock;
        this.told = start;
    }

    /** Events of what was not begun, of which no listener hears. */
    public static EventPublisher unheard() {
        return new EventPublisher(List.of(), InstantSource.system(), Instant.EPOCH);
    }

    /** A stretch begins, of so many items where that is known. */
    public void begin(String task, Phase phase, OptionalLong total) {
        progress(task, phase, 0, total);
    }

    /** The stretch has come so far. */
    public void progress(String task, Phase phase, long done, OptionalLong total) {
        Optional<Stretch> at = Optional.of(new Stretch(task, phase));
        boolean atEdge = !stretch.equals(at) || total.equals(OptionalLong.of(done));
        if (atEdge || ProgressThrottle.isDue(told, clock.instant())) {
            stretch = at;
            told = clock.instant();
            Progress progress = new Progress(task, phase, done, total);
            tell(listener -> listener.onProgress(progress));
        }
    }

    /** Says within a stretch at which items to tell of progress, and to ask whether the run must end. */
    public ProgressThrottle pulse() {
        return new ProgressThrottle(clock);
    }

    public void item(String task, ItemReport item) {
        RunLogger.item(task, item);
        tell(listener -> listener.onItem(task, item));
    }

    public void finished(CleanupReport report) {
        RunLogger.finished(report);
        tell(listener -> listener.onFinished(report));
    }

    private void tell(Consumer<CleanupListener> event) {
        for (CleanupListener listener : listeners) {
            try {
                event.accept(listener);
            } catch (Throwable fault) {
                LOG.warn(
                        "Listener {} failed; the run goes on without it hearing this event",
                        listener,
                        LogSafeThrowable.of(fault));
            }
        }
    }
}
