package dev.cleanup.examples.quickstart;

import dev.cleanup.report.CleanupListener;
import dev.cleanup.report.Progress;
import java.io.PrintStream;
import java.util.Locale;

/** Shows how far a run is, one line for each step. */
final class ProgressLines implements CleanupListener {

    private static final int WIDTH = 20;

    private final PrintStream out;

    ProgressLines(PrintStream out) {
        this.out = out;
    }

    @Override
    public void onProgress(Progress progress) {
        String phase = progress.phase().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        long total = progress.total().orElse(progress.done());
        int filled = total == 0 ? WIDTH : (int) (WIDTH * progress.done() / total);
        String bar = "#".repeat(filled) + ".".repeat(WIDTH - filled);
        out.printf(Locale.ROOT, "   %-20s [%s] %,d of %,d%n", phase, bar, progress.done(), total);
    }
}
