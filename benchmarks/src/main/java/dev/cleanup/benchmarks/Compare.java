package dev.cleanup.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Compares all contestants over worlds of some sizes, on a PostgreSQL server of its own. */
final class Compare {

    static final String HEADER =
            "contestant\tfiles\treferences\tphase\tstate\tmedian_s\tmin_s\tmax_s\tpeak_rss_mb\tremoved";

    private static final int ORPHANS_IN = 100;

    private Compare() {}

    /** Takes the folder of the scripts, a folder to work in, the number of rounds and the numbers of files. */
    public static void main(String[] args) throws Exception {
        Path scripts = Path.of(args[0]);
        Path work = Path.of(args[1]);
        int rounds = Integer.parseInt(args[2]);
        if (!Contestant.SHELL.isAvailable()) {
            System.err.println("shell is left out, as there is no psql on the path; so there are no ratios");
        }
        System.out.println(HEADER);
        for (String files : List.of(args).subList(3, args.length)) {
            compare(scripts, work, rounds, Integer.parseInt(files));
        }
    }

    /** Compares over one world; throws if two contestants come to different results. */
    static void compare(Path scripts, Path work, int rounds, int files)
            throws IOException, SQLException, InterruptedException {
        Path root = Files.createTempDirectory(work, "compare");
        try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
            World world = new World(root.resolve("files"), server.getPostgresDatabase(), files, files / ORPHANS_IN);
            world.build();
            String url = server.getJdbcUrl("postgres", "postgres");
            for (Phase phase : Phase.values()) {
                List<Series> all = new Tournament(
                                world,
                                phase,
                                rounds,
                                contestant -> contestant.command(phase, world.root(), url, scripts))
                        .play();
                all.forEach(series -> System.out.println(series.line()));
                System.err.print(Ratios.table(world, phase, all));
            }
        } finally {
            delete(root);
        }
    }

    private static void delete(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(path);
            }
        }
    }
}
