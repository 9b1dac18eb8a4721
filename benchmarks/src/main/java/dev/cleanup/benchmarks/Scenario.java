package dev.cleanup.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What can be compared: each is a world, and those who meet it. */
enum Scenario {
    /** Files that no row names, one in a hundred: found, and removed. */
    ORPHANS(5),
    /** Every file is referenced, so that a run finds nothing to do. */
    NOTHING(5),
    /** No file is referenced: the worst case, in little memory. */
    ALL_ORPHANS(2),
    /** One in a hundred of the oldest files is chosen, for which all have to be looked at. */
    QUOTA(5),
    /** Every file is removed. */
    REMOVAL(5),
    /** What the removal of a file costs, step by step. */
    STEPS(5),
    /** Very many references to few files, in bounded memory. */
    REFERENCES(3),
    /** Rows of which one in ten is due, with their files. */
    RECORDS(5),
    /** Entries of a JSON file of which one in ten is due. */
    TOKENS(5);

    private final int rounds;

    Scenario(int rounds) {
        this.rounds = rounds;
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
        return switch (this) {
            case ORPHANS -> List.of(100_000, 1_000_000);
            case NOTHING, ALL_ORPHANS, QUOTA -> List.of(1_000_000);
            case REMOVAL, RECORDS -> List.of(100_000);
            case TOKENS -> List.of(50_000);
            case STEPS -> List.of(20_000);
            case REFERENCES -> List.of(1_000_000, 2_000_000, 4_000_000, 8_000_000, 10_000_000);
        };
    }

    private List<Match> matches(Stage stage, int size) throws IOException {
        return switch (this) {
            case ORPHANS -> Sweeps.orphans(stage, size);
            case NOTHING -> Sweeps.nothing(stage, size);
            case ALL_ORPHANS -> Sweeps.allOrphans(stage, size);
            case QUOTA -> Storages.quota(stage, size);
            case REMOVAL -> Storages.removal(stage, size);
            case STEPS -> Storages.steps(stage, size);
            case REFERENCES -> Sources.references(stage, size);
            case RECORDS -> Sources.records(stage, size);
            case TOKENS -> Sources.tokens(stage, size);
        };
    }

    /** Builds the world, plays all its matches, prints each, and removes the world. */
    void play(Stage stage, int size, Printout out) throws IOException, SQLException, InterruptedException {
        List<Match> matches = matches(stage, size);
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
