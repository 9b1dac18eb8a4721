package dev.cleanup.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How long each took, by how long one of them took. */
final class Ratios {

    private Ratios() {}

    /** One line for each contestant and state, below a title. */
    static List<String> table(Match match, List<Series> all) {
        boolean known = all.stream().anyMatch(series -> !Double.isNaN(base(match, series.state(), all)));
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "%s of %,d with %,d references; %s",
                match.phase().id(),
                match.world().files(),
                match.world().references(),
                known ? match.base() + " = 1" : "no ratios without " + match.base()));
        all.forEach(series -> lines.add(line(match, series, base(match, series.state(), all))));
        return lines;
    }

    /** In the same state; or in the only one, for whom never gets warm. */
    private static double base(Match match, State state, List<Series> all) {
        List<Series> base = all.stream()
                .filter(series -> series.contestant().id().equals(match.base()))
                .toList();
        return base.stream()
                .filter(series -> series.state() == state || base.size() == 1)
                .mapToDouble(Series::median)
                .findFirst()
                .orElse(Double.NaN);
    }

    private static String line(Match match, Series series, double base) {
        if (series.isLost()) {
            return "  %-18s %-5s    failed"
                    .formatted(series.contestant().id(), series.state().id());
        }
        String text = String.format(
                Locale.ROOT,
                "  %-18s %-5s %9.3f s  %6.2f",
                series.contestant().id(),
                series.state().id(),
                series.median(),
                series.median() / base);
        return match.phase() == Phase.RUN ? text + String.format(Locale.ROOT, "  %,10.0f /s", series.rate()) : text;
    }
}
