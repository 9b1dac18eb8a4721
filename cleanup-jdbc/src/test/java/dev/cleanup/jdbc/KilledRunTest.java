package dev.cleanup.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.local.LocalDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** Processes that end before and after each commit of a run, over real files and a real server; the next run finishes. */
class KilledRunTest {

    private static final int KILLED = 9;

    @TempDir
    private Path audio;

    @Test
    void whereverAProcessEndsTheNextRunFinishes() throws Exception {
        DataSource database = Database.POSTGRESQL.fresh();
        Sessions sessions = new Sessions(database, Ending.DELETED);
        sessions.create();

        int commit = 1;
        while (isKilledAt(commit, "before", sessions, database) && isKilledAt(commit, "after", sessions, database)) {
            commit++;
        }

        assertThat(commit).as("commits that a run was killed at").isGreaterThan(3);
    }

    private boolean isKilledAt(int commit, String when, Sessions sessions, DataSource database)
            throws IOException, InterruptedException, SQLException {
        sessions.reset();
        for (String file : Sessions.FILES) {
            Files.writeString(audio.resolve(file), file);
        }
        int exit = exitOf(url(database), audio.toString(), Integer.toString(commit), when);

        assertThat(exit).isIn(0, KILLED);
        sessions.clean(LocalDirectory.at(audio));
        assertThat(sessions.lost(this::exists)).as("%s commit %d", when, commit).isEmpty();
        assertThat(sessions.undone(this::exists))
                .as("%s commit %d", when, commit)
                .isEmpty();
        return exit == KILLED;
    }

    private boolean exists(String file) {
        return Files.exists(audio.resolve(file));
    }

    private static String url(DataSource database) throws SQLException {
        return database.unwrap(PGSimpleDataSource.class).getUrl();
    }

    private static int exitOf(String... arguments) throws IOException, InterruptedException {
        List<String> java = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Cleaner.class.getName());
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(java)).redirectErrorStream(true);
        builder.command().addAll(List.of(arguments));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        int exit = process.waitFor();
        assertThat(exit).as(output).isIn(0, KILLED);
        return exit;
    }

    /** A run that ends its process at a commit. */
    static final class Cleaner {

        private Cleaner() {}

        /** Takes JDBC URL, directory, the number of the commit, and whether to end before or after it. */
        public static void main(String[] arguments) {
            PGSimpleDataSource database = new PGSimpleDataSource();
            database.setUrl(arguments[0]);
            database.setUser("postgres");
            int deadly = Integer.parseInt(arguments[2]);
            AtomicInteger commits = new AtomicInteger();
            DataSource tapped = Tapped.of(database, call -> {
                boolean isIt = call.commits() && commits.incrementAndGet() == deadly;
                if (isIt && arguments[3].equals("before")) {
                    Runtime.getRuntime().halt(KILLED);
                }
                Object result = call.proceed();
                if (isIt) {
                    Runtime.getRuntime().halt(KILLED);
                }
                return result;
            });
            new Sessions(database, Ending.DELETED).clean(tapped, LocalDirectory.at(Path.of(arguments[1])));
        }
    }
}
