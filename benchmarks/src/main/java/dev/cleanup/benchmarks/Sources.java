package dev.cleanup.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Scenarios of many references, and of records. */
final class Sources {

    private static final int FEW_FILES = 1000;

    private Sources() {}

    static List<Match> references(Stage stage, int size) {
        Tree tree = stage.tree(FEW_FILES, 0);
        Phase plan = Phase.PLAN;
        List<Contestant> contestants = List.of(
                stage.cleanup("cleanup-alone", "256m", Composition.REFERENCES, 1, plan, tree.root(), "", size),
                stage.java("set", "3g", "HandWrittenSet", tree.root(), size),
                stage.java("floor", "256m", "GeneratedReferences", size).doingAPart());
        return List.of(new Match(new Unnamed(tree, size), plan, contestants, "set"));
    }

    static List<Match> records(Stage stage, int size) throws IOException {
        Sessions world = new Sessions(stage.tree(size, 0), stage.database());
        Phase run = Phase.RUN;
        Path root = world.tree().root();
        List<Contestant> contestants = List.of(
                stage.cleanup("cleanup", "256m", Composition.RECORDS, 2, run, root, stage.url()),
                stage.cleanup("cleanup-alone", "256m", Composition.RECORDS, 1, run, root, stage.url()),
                stage.java("loop", "256m", "HandWrittenLoop", "each", root, stage.url()),
                stage.java("loop-at-once", "256m", "HandWrittenLoop", "at-once", root, stage.url()));
        return List.of(new Match(world, run, contestants, "loop"));
    }

    static List<Match> tokens(Stage stage, int size) {
        Tokens world = new Tokens(stage.tree(10, 0), stage.folder().resolve("tokens.json"), size);
        Phase run = Phase.RUN;
        List<Contestant> contestants = List.of(
                stage.cleanup(
                        "cleanup-alone",
                        "256m",
                        Composition.TOKENS,
                        1,
                        run,
                        world.tree().root()),
                stage.java("rewrite", "256m", "HandWrittenTokens", world.json()));
        return List.of(new Match(world, run, contestants, "rewrite"));
    }
}
