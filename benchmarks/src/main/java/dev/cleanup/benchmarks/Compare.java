package dev.cleanup.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Plays one scenario in some sizes, and prints what came out. */
final class Compare {

    static final String HEADER =
            "contestant\tfiles\treferences\tphase\tstate\tmedian_s\tmin_s\tmax_s\tpeak_rss_mb\tremoved";

    private Compare() {}

    /**
     * Takes the folder of the scripts, a folder to work in, a number of rounds or nothing, a folder for the results or
     * nothing, the scenario, and sizes or none.
     */
    public static void main(String[] args) throws Exception {
        Path work = Path.of(args[1]);
        Scenario scenario = Scenario.of(args[4]);
        int rounds = args[2].isEmpty() ? scenario.rounds() : Integer.parseInt(args[2]);
        List<Integer> sizes = List.of(args).subList(5, args.length).stream()
                .map(Integer::valueOf)
                .toList();
        boolean hasFailed;
        try (Printout out = printout(args[3], scenario, work);
                Stage stage = new Stage(Path.of(args[0]), work, Effort.measuring(rounds))) {
            out.note(LocalDate.now(ZoneOffset.UTC) + ", benchmarks/compare " + scenario.id() + ", " + rounds
                    + " rounds");
            out.note(Machine.line(work));
            out.note(Machine.load());
            play(scenario, sizes.isEmpty() ? scenario.sizes() : sizes, stage, out);
            hasFailed = !out.failures().isEmpty();
        }
        if (hasFailed) {
            System.exit(1);
        }
    }

    private static Printout printout(String folder, Scenario scenario, Path work) throws IOException {
        return folder.isEmpty()
                ? Printout.toTerminal()
                : Printout.keptIn(Path.of(folder)
                        .resolve(LocalDate.now(ZoneOffset.UTC) + "-" + scenario.id() + "-" + Machine.fileSystem(work)
                                + ".tsv"));
    }

    private static void play(Scenario scenario, List<Integer> sizes, Stage stage, Printout out)
            throws IOException, SQLException, InterruptedException {
        if (!Stage.hasPsql()) {
            out.note("what needs psql is left out, as there is none on the path");
        }
        out.line(HEADER);
        for (int size : sizes) {
            scenario.play(stage, size, out);
        }
        stage.databaseVersion().ifPresent(out::note);
    }
}
