package dev.cleanup.examples.owndata;

import dev.cleanup.report.CleanupListener;
import dev.cleanup.report.Phase;
import dev.cleanup.report.Progress;
import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows how far a run is, one bar for each stretch of its way. For the thread of the run. */
final class Bar implements CleanupListener, AutoCloseable {

    /** Given, as its library starts processes and unpacks native code to find out how wide a terminal is. */
    private static final int WIDTH = 79;

    private final PrintStream out;
    private @Nullable ProgressBar bar;
    private @Nullable Phase phase;

    Bar(PrintStream out) {
        this.out = out;
    }

    @Override
    public void onProgress(Progress progress) {
        ProgressBar current = bar;
        if (current == null || phase != progress.phase()) {
            close();
            current = begin(progress.phase());
        }
        progress.total().ifPresent(current::maxHint);
        current.stepTo(progress.done());
    }

    private ProgressBar begin(Phase begun) {
        ProgressBar begin = new ProgressBarBuilder()
                .setTaskName(begun.words())
                // Its length is not known before its end.
                .setInitialMax(-1)
                .setStyle(ProgressBarStyle.ASCII)
                .setConsumer(new ConsoleProgressBarConsumer(out, WIDTH))
                .build();
        bar = begin;
        phase = begun;
        return begin;
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
