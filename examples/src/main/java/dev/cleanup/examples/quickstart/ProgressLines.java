package dev.cleanup.examples.quickstart;

import dev.cleanup.report.CleanupListener;
import dev.cleanup.report.Progress;
import java.io.PrintStream;
import java.util.Locale;

/** Shows how far a run is, one line for each step of which it is known how far there is to go. */
final class ProgressLines implements CleanupListener {

    private static final int WIDTH = 20;

    private final PrintStream out;

    ProgressLines(PrintStream out) {
        this.out = out;
    }

    @Override
    public void onProgress(Progress progress) {
        progress.total().ifPresent(total -> print(progress, total));
    }

    private void print(Progress progress, long total) {
        int filled = total == 0 ? WIDTH : (int) (WIDTH * progress.done() / total);
        String bar = "#".repeat(filled) + ".".repeat(WIDTH - filled);
        out.printf(Locale.ROOT, "   %-28s [%s] %,d of %,d%n", progress.phase().words(), bar, progress.done(), total);
    }
}
