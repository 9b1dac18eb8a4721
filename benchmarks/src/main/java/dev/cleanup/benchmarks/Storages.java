package dev.cleanup.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Scenarios of files alone, without a database. */
final class Storages {

    private static final long BYTES = 1000;

    private Storages() {}

    static List<Match> quota(Stage stage, int size) {
        Tree tree = stage.tree(size, BYTES);
        long limit = size * BYTES / 100 * 99;
        Phase plan = Phase.PLAN;
        List<Contestant> contestants = List.of(
                stage.cleanup("cleanup", "512m", Composition.QUOTA, 2, plan, tree.root(), "", limit),
                stage.cleanup("cleanup-alone", "512m", Composition.QUOTA, 1, plan, tree.root(), "", limit),
                stage.shell("find", "look", plan, tree.root()).doingAPart(),
                stage.shell("shell", "quota", plan, tree.root(), "", limit));
        return List.of(new Match(new Unnamed(tree, 0), plan, contestants, "find"));
    }

    static List<Match> removal(Stage stage, int size) {
        Tree tree = stage.tree(size, 0);
        Phase run = Phase.RUN;
        List<Contestant> contestants = List.of(
                stage.cleanup("cleanup", "256m", Composition.ALL, 2, run, tree.root()),
                stage.cleanup("cleanup-alone", "256m", Composition.ALL, 1, run, tree.root()),
                stage.shell("find", "delete", run, tree.root()),
                stage.shell("rm", "remove", run, tree.root()));
        return List.of(new Match(new Unnamed(tree, 0), run, contestants, "find"));
    }

    /** A ladder: each does what the one before it does, and one thing more. */
    static List<Match> steps(Stage stage, int size) {
        Tree tree = stage.tree(size, 0);
        Path aside = stage.folder().resolve("aside");
        List<Contestant> contestants = new ArrayList<>();
        Stream.of("unlink", "look", "move", "look-again", "journal", "directory")
                .map(step -> stage.java(step, "256m", "Steps", step, tree.root(), size, aside))
                .forEach(contestants::add);
        contestants.add(stage.cleanup("cleanup-alone", "256m", Composition.ALL, 1, Phase.RUN, tree.root()));
        return List.of(new Match(new Unnamed(tree, 0), Phase.RUN, contestants, "unlink").only(State.WARM));
    }
}
