package dev.cleanup.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The rounds of one contestant, phase and state. Not thread-safe. */
final class Series {

    private final Contestant contestant;
    private final World world;
    private final Phase phase;
    private final String state;
    private final List<Round> rounds = new ArrayList<>();
    private long peakMegabytes;

    Series(Contestant contestant, World world, Phase phase, String state) {
        this.contestant = contestant;
        this.world = world;
        this.phase = phase;
        this.state = state;
    }

    void add(Round round, long peak) {
        rounds.add(round);
        peakMegabytes = Math.max(peakMegabytes, peak);
    }

    Contestant contestant() {
        return contestant;
    }

    String state() {
        return state;
    }

    double median() {
        List<Double> sorted = seconds();
        return sorted.get(sorted.size() / 2);
    }

    private List<Double> seconds() {
        return rounds.stream().map(Round::seconds).sorted().toList();
    }

    /** Tab-separated, as the header of {@link Compare} names it. */
    String line() {
        List<Double> sorted = seconds();
        return String.format(
                Locale.ROOT,
                "%s\t%d\t%d\t%s\t%s\t%.3f\t%.3f\t%.3f\t%d\t%d",
                contestant.id(),
                world.files(),
                world.references(),
                phase.id(),
                state,
                median(),
                sorted.get(0),
                sorted.get(sorted.size() - 1),
                peakMegabytes,
                rounds.get(0).removed());
    }
}
