package dev.cleanup.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Scenarios of orphans that a database knows nothing of. */
final class Sweeps {

    private static final int ORPHANS_IN = 100;

    private Sweeps() {}

    static List<Match> orphans(Stage stage, int size) throws IOException {
        World world = new Uploads(stage.tree(size, 0), stage.database(), size / ORPHANS_IN);
        List<Contestant> planning = contestants(stage, Phase.PLAN);
        planning.add(2, once(stage));
        planning.add(stage.java("floor", "512m", "Floor", stage.tree(size, 0).root(), stage.url())
                .doingAPart());
        return List.of(
                new Match(world, Phase.PLAN, planning, "shell"),
                new Match(world, Phase.RUN, contestants(stage, Phase.RUN), "shell"));
    }

    /** As one would start a process that ends after it: with the first compiler alone, and the simplest collector. */
    private static Contestant once(Stage stage) throws IOException {
        return stage.cleanup(
                        "cleanup-once",
                        "512m",
                        Composition.ORPHANS,
                        2,
                        Phase.PLAN,
                        stage.tree(0, 0).root(),
                        stage.url())
                .with("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
                .onlyCold();
    }

    static List<Match> nothing(Stage stage, int size) throws IOException {
        World world = new Uploads(stage.tree(size, 0), stage.database(), 0);
        return List.of(new Match(world, Phase.RUN, contestants(stage, Phase.RUN), "shell"));
    }

    private static List<Contestant> contestants(Stage stage, Phase phase) throws IOException {
        Object[] where = {stage.tree(0, 0).root(), stage.url()};
        List<Contestant> all = new ArrayList<>();
        all.add(stage.cleanup("cleanup", "512m", Composition.ORPHANS, 2, phase, where));
        all.add(stage.cleanup("cleanup-alone", "64m", Composition.ORPHANS, 1, phase, where));
        stage.psql("shell", "orphans", phase, where).ifPresent(all::add);
        all.add(stage.java("walk", "2g", "HandWritten", phase.id(), where[0], where[1]));
        return all;
    }

    /** The shell reads an empty table, the library a source without references. */
    static List<Match> allOrphans(Stage stage, int size) throws IOException {
        World world = new Uploads(stage.tree(size, 0), stage.database(), size);
        return List.of(
                inLittleMemory(stage, world, Phase.PLAN).only(State.COLD),
                inLittleMemory(stage, world, Phase.RUN).only(State.COLD));
    }

    private static Match inLittleMemory(Stage stage, World world, Phase phase) throws IOException {
        Object[] where = {stage.tree(0, 0).root(), stage.url()};
        List<Contestant> all = new ArrayList<>();
        all.add(stage.cleanup("cleanup", "128m", Composition.ALL, 2, phase, where));
        all.add(stage.cleanup("cleanup-alone", "128m", Composition.ALL, 1, phase, where));
        stage.psql("shell", "orphans", phase, where).ifPresent(all::add);
        return new Match(world, phase, all, "shell");
    }
}
