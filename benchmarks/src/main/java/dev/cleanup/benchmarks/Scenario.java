package dev.cleanup.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What can be compared: each is a world, and those who meet it. */
enum Scenario {
    /** Files that no row names, one in a hundred: found, and removed. */
    ORPHANS(Sweeps::orphans, 5, 100_000, 1_000_000),
    /** Every file is referenced, so that a run finds nothing to do. */
    NOTHING(Sweeps::nothing, 5, 1_000_000),
    /** No file is referenced: the worst case, in little memory. */
    ALL_ORPHANS(Sweeps::allOrphans, 2, 1_000_000),
    /** One in a hundred of the oldest files is chosen, for which all have to be looked at. */
    QUOTA(Storages::quota, 5, 1_000_000),
    /** Every file is removed. */
    REMOVAL(Storages::removal, 5, 100_000),
    /** What the removal of a file costs, step by step. */
    STEPS(Storages::steps, 5, 50_000),
    /** Very many references to few files, in bounded memory. */
    REFERENCES(Sources::references, 3, 1_000_000, 2_000_000, 4_000_000, 8_000_000, 10_000_000),
    /** Rows of which one in ten is due, with their files. */
    RECORDS(Sources::records, 5, 100_000),
    /** Entries of a JSON file of which one in ten is due. */
    TOKENS(Sources::tokens, 5, 50_000);

    /** Says who plays what. */
    private interface Plan {
        List<Match> matches(Stage stage, int size) throws IOException, SQLException;
    }

    private final Plan plan;
    private final int rounds;
    private final List<Integer> sizes;

    Scenario(Plan plan, int rounds, Integer... sizes) {
        this.plan = plan;
        this.rounds = rounds;
        this.sizes = List.of(sizes);
    }

    /** Throws where there is none of that name, and says which there are. */
    static Scenario of(String id) {
        return Stream.of(values())
                .filter(scenario -> scenario.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("scenario (" + id + ") must be one of "
                        + Stream.of(values()).map(Scenario::id).toList()));
    }

    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** How many rounds count unless said otherwise. */
    int rounds() {
        return rounds;
    }

    /** How large the world is unless said otherwise. */
    List<Integer> sizes() {
        return sizes;
    }

    /** Builds the world, plays all its matches, prints each, and removes the world. */
    void play(Stage stage, int size, Printout out) throws IOException, SQLException, InterruptedException {
        List<Match> matches = plan.matches(stage, size);
        try (World world = matches.get(0).world()) {
            world.build();
            for (Match match : matches) {
                List<Series> all = new Tournament(match, stage.effort()).play();
                all.forEach(series -> out.line(series.line()));
                Ratios.table(match, all).forEach(out::note);
                all.forEach(series -> series.failure().ifPresent(out::failure));
            }
        }
    }
}
