package dev.cleanup.benchmarks;

import java.util.List;
import java.util.Locale;

/** How long each took, by how long the shell took. */
final class Ratios {

    private Ratios() {}

    static String table(World world, Phase phase, List<Series> all) {
        StringBuilder table = new StringBuilder();
        double shell = all.stream()
                .filter(series -> series.contestant() == Contestant.SHELL)
                .mapToDouble(Series::median)
                .findFirst()
                .orElse(Double.NaN);
        table.append(String.format(Locale.ROOT, "%n%s of %,d files, shell = 1%n", phase.id(), world.files()));
        for (Series series : all) {
            table.append(String.format(
                    Locale.ROOT,
                    "  %-14s %-5s %8.3f s  %6.2f%n",
                    series.contestant().id(),
                    series.state(),
                    series.median(),
                    series.median() / shell));
        }
        return table.toString();
    }
}
