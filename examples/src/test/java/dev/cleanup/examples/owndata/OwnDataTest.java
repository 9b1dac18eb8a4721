package dev.cleanup.examples.owndata;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.cleanup.jsonstore.JsonPlans;
import dev.cleanup.jsonstore.JsonReports;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program as its user meets it: arguments in, text and an exit code out, over PostgreSQL. */
class OwnDataTest {

    private static final int USED = 900;
    private static final int ORPHANS = 820;

    /** No file can be made old: so the clock is two days ahead. */
    private static final InstantSource LATER = InstantSource.offset(InstantSource.system(), Duration.ofDays(2));

    private static EmbeddedPostgres server;

    @TempDir
    private Path directory;

    @TempDir
    private Path elsewhere;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeAll
    static void startTheDatabase() {
        try {
            server = EmbeddedPostgres.start();
        } catch (IOException | RuntimeException fault) {
            abort("this platform runs no PostgreSQL server: " + fault);
        }
    }

    @AfterAll
    static void stopTheDatabase() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void makeTheHost() throws IOException, SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS media");
            statement.execute("CREATE TABLE media (id INT PRIMARY KEY, path TEXT)");
            statement.execute("INSERT INTO media SELECT n, 'used-' || n FROM generate_series(1, " + USED + ") AS n");
        }
        for (int i = 1; i <= USED; i++) {
            Files.createFile(directory.resolve("used-" + i));
        }
        for (int i = 1; i <= ORPHANS; i++) {
            Files.createFile(directory.resolve("orphan-" + i));
        }
    }

    @Test
    void withoutApplyItIsARehearsal() throws IOException {
        assertThat(run("SELECT path FROM media")).isZero();

        assertThat(printed()).contains("would remove " + ORPHANS + " files", "add --apply");
        assertThat(files()).hasSize(USED + ORPHANS);
    }

    @Test
    void withApplyTheOrphansGo() throws IOException {
        assertThat(run("SELECT path FROM media", "--apply")).isZero();

        assertThat(printed()).contains(ORPHANS + " deleted");
        assertThat(files()).hasSize(USED).allMatch(name -> name.startsWith("used-"));
    }

    @Test
    void asJsonThePlanOrReportIsAllThatIsPrinted() throws IOException {
        assertThat(run("SELECT path FROM media", "--json")).isZero();
        Path plan = Files.writeString(elsewhere.resolve("plan.json"), printed());
        assertThat(JsonPlans.read(plan).task(OwnData.TASK).totals().files()).isEqualTo(ORPHANS);

        out.reset();
        assertThat(run("SELECT path FROM media", "--json", "--apply")).isZero();
        Path report = Files.writeString(elsewhere.resolve("report.json"), printed());
        assertThat(JsonReports.read(report).files().deleted()).isEqualTo(ORPHANS);
    }

    @Test
    void aQueryThatNamesNoneOfTheFilesIsRefused() throws IOException {
        assertThat(run("SELECT 'media/' || path FROM media", "--apply")).isEqualTo(3);

        assertThat(printed()).contains("REFUSED", "nothing-matches").doesNotContain("add --apply");
        assertThat(files()).hasSize(USED + ORPHANS);
    }

    @Test
    void aRunThatIsStoppedSaysWhatItDid() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        // Between the first batch of eight hundred and the second.
        assertThat(run(
                        () -> files().size() < USED + ORPHANS && asked.incrementAndGet() > 0,
                        "SELECT path FROM media",
                        "--apply"))
                .isEqualTo(4);

        assertThat(printed()).contains("800 deleted, 20 left over");
        assertThat(files()).hasSize(USED + ORPHANS - 800);
    }

    @Test
    void aSignalLetsTheProcessFinishItsBatchAndReport() throws Exception {
        int orphans = 5_000;
        for (int i = 1; i <= orphans; i++) {
            Files.createFile(directory.resolve("more-" + i));
        }
        // More than half of the files: the guard is right, and this test not about it.
        Process process =
                process("SELECT path FROM media UNION ALL SELECT 'more-' || n FROM generate_series(2501, 5000) n");

        awaitFirstRemoval();
        process.toHandle().destroy();
        String report = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();

        Matcher deleted =
                Pattern.compile("files: ([\\d,]+) deleted, [\\d,]+ left over").matcher(report);
        assertThat(deleted.find()).as(report).isTrue();
        assertThat(files())
                .hasSize(USED
                        + ORPHANS
                        + orphans
                        - Integer.parseInt(deleted.group(1).replace(",", "")));
    }

    private Process process(String query) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                TwoDaysLater.class.getName()));
        command.addAll(arguments(query, "--apply"));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private void awaitFirstRemoval() throws IOException, InterruptedException {
        try (WatchService watch = directory.getFileSystem().newWatchService()) {
            directory.register(watch, StandardWatchEventKinds.ENTRY_DELETE);
            assertThat(watch.poll(1, TimeUnit.MINUTES)).isNotNull();
        }
    }

    /** The program with a clock that is ahead. */
    static final class TwoDaysLater {
        private TwoDaysLater() {}

        public static void main(String[] arguments) {
            System.exit(Main.runUntilSignalled(LATER, arguments));
        }
    }

    @Test
    void aQueryThatFailsRemovesNothing() throws IOException {
        assertThat(run("SELECT nothing FROM media", "--apply")).isEqualTo(1);

        assertThat(printed()).contains("nothing");
        assertThat(files()).hasSize(USED + ORPHANS);
    }

    @Test
    void aCommandLineThatCannotBeUnderstoodSaysWhyAndHow() {
        assertThat(main(() -> false, "--dir", directory.toString(), "--jdbc-url", "jdbc:oracle:x", "--query", "x"))
                .isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("jdbc:oracle:..", "jdbc:postgresql:", "Usage: owndata");

        assertThat(run("SELECT path FROM media", "--older-than", "soon")).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("'soon' is no age", "7d");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:oracle:thin:kim/hidden@host",
                "jdbc:postgresql://kim:hidden@host:port/x?password=hidden",
                "jdbc:mariadb:kim:hidden@nowhere",
                "jdbc:mariadb://host:port/x?user=kim&password=hidden",
                "jdbc:h2:mem:x;IFEXISTS=TRUE;USER=kim;PASSWORD=hidden",
                "jdbc:h2:mem:x;NOTHING=hidden;PASSWORD=hidden",
                "jdbc:h2:what:ever;PASSWORD=hidden with blanks; and hidden",
                "JDBC:postgresql://host/x?password=hidden"
            })
    void noPasswordOfAUrlIsPrinted(String url) {
        assertThat(main(() -> false, "--dir", directory.toString(), "--jdbc-url", url, "--query", "SELECT 1"))
                .isNotZero();
        assertThat(main(() -> false, "--dir", directory.toString(), url)).isEqualTo(2);
        main(() -> false, "--dir", directory.toString(), "--jdbc-url", url, "--query", "SELECT 1", "--json");

        assertThat(printed() + err.toString(UTF_8)).contains("..").doesNotContain("hidden", "add --apply");
    }

    @Test
    void aRehearsalThatFailsSaysNothingOfApply() {
        assertThat(run("SELECT nothing FROM media")).isEqualTo(1);

        assertThat(printed()).contains("FAILED").doesNotContain("add --apply");
    }

    @Test
    void aRehearsalUnpacksNothingAndLooksForNoTerminal() throws Exception {
        Path classes = elsewhere.resolve("classes");
        Path temporary = Files.createDirectory(elsewhere.resolve("temporary"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=" + classes,
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(arguments("SELECT path FROM media"));
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();

        assertThat(process.waitFor()).isZero();

        assertThat(Files.readString(classes))
                .contains("me.tongfei.progressbar.ProgressBar ")
                .doesNotContain("org.jline.terminal", "org.jline.nativ", "java.lang.ProcessImpl ");
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void aConnectionThatFailsIsToldByTheReportAlone() throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of("--dir", directory.toString(), "--query", "SELECT 1"));
        command.addAll(List.of("--jdbc-url", "jdbc:h2:mem:x;IFEXISTS=TRUE;PASSWORD=hidden"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();

        String printed = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(printed).contains("FAILED").doesNotContain("\tat ", "hidden", "add --apply");
    }

    @Test
    void helpListsOptionsAndExitCodes() {
        assertThat(main(() -> false, "--help")).isZero();

        assertThat(printed())
                .contains("--dir", "--jdbc-url", "--query", "--older-than", "--apply", "--json", "Exit codes");
    }

    private int run(String query, String... more) {
        return run(() -> false, query, more);
    }

    private int run(BooleanSupplier stop, String query, String... more) {
        return main(stop, arguments(query, more).toArray(String[]::new));
    }

    private List<String> arguments(String query, String... more) {
        String url = server.getJdbcUrl("postgres", "postgres");
        List<String> arguments =
                new ArrayList<>(List.of("--dir", directory.toString(), "--jdbc-url", url, "--query", query));
        arguments.addAll(Arrays.asList(more));
        return arguments;
    }

    private int main(BooleanSupplier stop, String... arguments) {
        return Main.run(LATER, stop, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), arguments);
    }

    private String printed() {
        return out.toString(UTF_8);
    }

    private List<String> files() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .toList();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
