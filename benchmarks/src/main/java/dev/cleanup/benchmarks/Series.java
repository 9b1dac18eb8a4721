package dev.cleanup.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rounds of one contestant, phase and state. Not thread-safe. */
final class Series {

    private final Contestant contestant;
    private final World world;
    private final Phase phase;
    private final State state;
    private final List<Round> rounds = new ArrayList<>();
    private long peakMegabytes;
    private @Nullable LostException lost;

    Series(Contestant contestant, World world, Phase phase, State state) {
        this.contestant = contestant;
        this.world = world;
        this.phase = phase;
        this.state = state;
    }

    void add(Round round, long peak) {
        rounds.add(round);
        peakMegabytes = Math.max(peakMegabytes, peak);
    }

    /** The contestant has ended: nothing that it did before counts. */
    void lose(LostException how) {
        lost = how;
    }

    boolean isLost() {
        return lost != null;
    }

    /** Why there is no result. */
    Optional<String> failure() {
        return Optional.ofNullable(lost).map(how -> id() + ": " + how.getMessage());
    }

    private String id() {
        return contestant.id() + " " + phase.id() + " " + state.id() + " of " + world.files() + " files and "
                + world.references() + " references";
    }

    Contestant contestant() {
        return contestant;
    }

    State state() {
        return state;
    }

    /** Not a number where the contestant was lost. */
    double median() {
        return lost == null ? quantile(0.5) : Double.NaN;
    }

    /** How many files a second were removed. */
    double rate() {
        return rounds.isEmpty() ? Double.NaN : rounds.get(0).removed() / median();
    }

    private double quantile(double of) {
        List<Double> sorted = rounds.stream().map(Round::seconds).sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(of * (sorted.size() - 1))));
    }

    /** Tab-separated, as the header of {@link Compare} names it. */
    String line() {
        String of = String.join(
                "\t",
                contestant.id(),
                Integer.toString(world.files()),
                Integer.toString(world.references()),
                phase.id(),
                state.id());
        return lost == null
                ? of
                        + String.format(
                                Locale.ROOT,
                                "\t%.3f\t%.3f\t%.3f\t%d\t%d",
                                median(),
                                quantile(0),
                                quantile(1),
                                peakMegabytes,
                                rounds.get(0).removed())
                : of + "\tfailed\tfailed\tfailed\tfailed\tfailed";
    }
}
