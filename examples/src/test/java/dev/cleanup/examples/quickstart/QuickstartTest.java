package dev.cleanup.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.report.CleanupPlan;
import dev.cleanup.testkit.ManualClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the quickstart shows must be what it does. */
class QuickstartTest {

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8);
    private final ManualClock clock = ManualClock.at(Instant.now().plus(Duration.ofMinutes(1)));

    @TempDir
    private Path home;

    private SampleHost host;
    private Quickstart quickstart;

    @BeforeEach
    void makeHost() throws Exception {
        host = SampleHost.in(home);
        quickstart = new Quickstart(host, clock, out);
    }

    @Test
    void theRunTakesExactlyTheOldOrphansAndLeavesEveryOtherByte() throws Exception {
        quickstart.rehearseLater();
        Map<String, String> expected = Snapshot.of(home);

        quickstart.run();

        host.orphans()
                .forEach(name -> assertThat(expected.remove("uploads/" + name))
                        .as("%s was there", name)
                        .isNotNull());
        assertThat(withoutDatabase(Snapshot.of(home))).isEqualTo(withoutDatabase(expected));
    }

    @Test
    void theOrphansAreSeveralAndSoAreTheOthers() throws Exception {
        assertThat(host.orphans()).hasSizeGreaterThan(100).contains("documents/--force", "documents/one\ntwo.txt");
        assertThat(host.files(""))
                .hasSizeGreaterThan(500)
                .contains("documents/-rf", "audio/session-0002_processed.mp3");
        assertThat(host.leftOut())
                .as("the tests run under a locale that holds every name")
                .isEmpty();
    }

    @Test
    void plansChangeNeitherFilesNorDatabase() throws Exception {
        clock.step(Duration.ofDays(2));
        Map<String, String> files = withoutDatabase(Snapshot.of(home));
        List<String> rows = databaseScript();

        CleanupPlan plan = UploadsCleanup.over(host.uploads(), host.database(), clock)
                .build()
                .plan();

        assertThat(plan.task("orphaned-files").totals().files())
                .isEqualTo(host.orphans().size());
        assertThat(withoutDatabase(Snapshot.of(home))).isEqualTo(files);
        assertThat(databaseScript()).isEqualTo(rows);
    }

    @Test
    void theCleanupOverTheWrongFolderIsRefusedAndRemovesNothing() throws Exception {
        clock.step(Duration.ofDays(2));
        Map<String, String> files = withoutDatabase(Snapshot.of(home));

        quickstart.runOverTheWrongFolder();

        assertThat(withoutDatabase(Snapshot.of(home))).isEqualTo(files);
        assertThat(shown.toString(StandardCharsets.UTF_8)).contains("REFUSED by guard nothing-matches");
    }

    @Test
    void theHostIsDeletedAgainUnlessItIsToBeKept() throws Exception {
        Path other = Files.createDirectory(home.resolve("other"));

        Quickstart.show(other, false, clock, out);

        assertThat(other).doesNotExist();
        assertThat(shown.toString(StandardCharsets.UTF_8))
                .contains("exactly the orphans", "-Dquickstart=keep")
                .doesNotContain("cannot hold");
    }

    @Test
    void underTheLocaleOfABareMachineItLeavesOutWhatCannotBeNamed() throws Exception {
        Path temp = Files.createDirectory(home.resolve("temp"));

        String text = runAsChildWithoutLocale(temp);

        assertThat(text).contains("left out   2 names", "exactly the orphans", "REFUSED by guard nothing-matches");
        Path kept = onlyEntryOf(temp);
        assertThat(kept.resolve("uploads/documents/-rf")).exists();
        assertThat(kept.resolve("uploads/documents/--force")).doesNotExist();
        assertThat(kept.resolve("outside/contract.txt")).hasContent("The only copy.");
    }

    private static String runAsChildWithoutLocale(Path temp) throws IOException, InterruptedException {
        Path log = temp.resolveSibling("child.log");
        ProcessBuilder child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + temp,
                        "-classpath",
                        System.getProperty("java.class.path"),
                        Quickstart.class.getName(),
                        "keep")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        child.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.startsWith("LANG"));
        int exit = child.start().waitFor();
        String text = Files.readString(log, StandardCharsets.ISO_8859_1);
        assertThat(exit).as(text).isZero();
        return text;
    }

    private static Path onlyEntryOf(Path directory) throws IOException {
        try (var entries = Files.list(directory)) {
            return entries.reduce((one, other) -> {
                        throw new AssertionError("both " + one + " and " + other);
                    })
                    .orElseThrow();
        }
    }

    private List<String> databaseScript() throws Exception {
        List<String> lines = new ArrayList<>();
        try (var connection = host.database().getConnection();
                var statement = connection.createStatement();
                ResultSet script = statement.executeQuery("SCRIPT")) {
            while (script.next()) {
                lines.add(script.getString(1));
            }
        }
        return lines;
    }

    private static Map<String, String> withoutDatabase(Map<String, String> entries) {
        entries.keySet().removeIf(name -> name.startsWith("database"));
        return entries;
    }
}
