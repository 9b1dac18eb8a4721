package dev.cleanup.jdbc;

import static dev.cleanup.CleanupTask.orphans;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.Cleanup;
import dev.cleanup.local.LocalDirectory;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.reference.KeyMapping;
import dev.cleanup.report.CleanupListener;
import dev.cleanup.report.CleanupPlan;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.Phase;
import dev.cleanup.report.Progress;
import dev.cleanup.report.TaskOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole sweep: a real directory against a real database, two days later by the composed clock. */
class SweepTest {

    private static final String TASK = "orphaned-files";
    private static final InstantSource IN_TWO_DAYS = () -> Instant.now().plus(Duration.ofDays(2));

    @TempDir
    private Path root;

    @BeforeEach
    void store() throws IOException {
        Files.createDirectory(root.resolve("sub"));
        for (String name : List.of("a.m4a", "a_small.mp3", "sub/b.m4a", "draft.m4a", "orphan 1.m4a", "sub/orphan\n2")) {
            Files.writeString(root.resolve(name), "content of " + name);
        }
        Files.writeString(root.resolve(".gitkeep"), "");
    }

    private static DataSource rows(Database database) {
        DataSource source = database.fresh();
        Database.execute(
                source,
                "CREATE TABLE media (id INT PRIMARY KEY, filename VARCHAR(200))",
                "CREATE TABLE drafts (id INT PRIMARY KEY, path VARCHAR(200))",
                "INSERT INTO media VALUES (1, 'a.m4a'), (2, 'sub/b.m4a'), (3, NULL), (4, ' '), (5, 'long gone')",
                "INSERT INTO drafts VALUES (1, '/srv/draft.m4a')");
        return source;
    }

    private Cleanup cleanup(DataSource source, CleanupListener... listeners) {
        var builder = Cleanup.of("media", LocalDirectory.at(root).excluding(".gitkeep"))
                .referencedBy(JdbcReferences.of(source)
                        .column(
                                "media",
                                "filename",
                                KeyMapping.relativePaths().deriving(key -> key.sibling(key.stem() + "_small.mp3")))
                        .column("drafts", "path", KeyMapping.strippingPrefix("/srv/")))
                .task(orphans(TASK).olderThan(Duration.ofHours(24)))
                .clock(IN_TWO_DAYS);
        for (CleanupListener listener : listeners) {
            builder.listener(listener);
        }
        return builder.build();
    }

    @ParameterizedTest
    @EnumSource
    void removesExactlyTheOldOrphans(Database database) throws IOException {
        Map<String, String> expected = files();
        expected.keySet().removeAll(List.of("orphan 1.m4a", "sub/orphan\n2"));

        CleanupReport report = cleanup(rows(database)).run();

        assertThat(files()).isEqualTo(expected);
        assertThat(report.files().deleted()).isEqualTo(2);
        assertThat(report.task(TASK).seen().referenced()).isEqualTo(4);
        assertThat(report.references().get(0).none()).isEqualTo(2);
        assertThat(report.isSuccess()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aPlanChangesNeitherDirectoryNorDatabase(Database database) throws IOException, SQLException {
        DataSource source = rows(database);
        Map<String, String> filesBefore = files();
        List<String> rowsBefore = rowsOf(source);

        CleanupPlan plan = cleanup(source).plan();

        assertThat(plan.task(TASK).totals().files()).isEqualTo(2);
        assertThat(files()).isEqualTo(filesBefore);
        assertThat(rowsOf(source)).isEqualTo(rowsBefore);
    }

    @ParameterizedTest
    @EnumSource(names = "H2")
    void nothingIsLostAtWhateverRowEitherReadOfTheReferencesFails(Database database) throws IOException {
        DataSource source = rows(database);
        Map<String, String> before = files();
        FaultyDataSource counting = FaultyDataSource.counting(source);
        cleanup(counting.source()).plan();
        long rows = counting.calls().stream()
                .filter(call -> call.startsWith("next"))
                .count();

        for (int row = 1; row <= 2 * rows; row++) {
            DataSource faulty = FaultyDataSource.failing(source, "next", row).source();
            CleanupReport report = cleanup(faulty).run();
            assertThat(report.task(TASK).outcome()).as("row %d", row).isInstanceOf(TaskOutcome.Failed.class);
        }

        assertThat(rows).isGreaterThan(6);
        assertThat(files()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void aReferenceCommittedAfterTheListingSavesItsFile(Database database) throws IOException {
        DataSource source = rows(database);

        CleanupReport report = cleanup(
                        source,
                        after(
                                Phase.LOOKING_UP,
                                () -> Database.execute(source, "INSERT INTO media VALUES (6, 'orphan 1.m4a')")))
                .run();

        assertThat(files()).containsKey("orphan 1.m4a").doesNotContainKey("sub/orphan\n2");
        assertThat(report.task(TASK).samples())
                .anySatisfy(item -> assertThat(item.outcome()).isInstanceOf(Outcome.Kept.class));
    }

    private static CleanupListener after(Phase phase, Runnable action) {
        return new CleanupListener() {
            @Override
            public void onProgress(Progress progress) {
                if (progress.phase() == phase) {
                    action.run();
                }
            }
        };
    }

    private Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.filter(Files::isRegularFile)
                    .filter(path -> !path.startsWith(root.resolve(".cleanup")))
                    .toList()) {
                files.put(
                        root.relativize(path).toString(),
                        Files.readString(path) + " of " + Files.getLastModifiedTime(path));
            }
        }
        return files;
    }

    private static List<String> rowsOf(DataSource source) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT id, filename FROM media UNION ALL SELECT id, path FROM drafts ORDER BY 1, 2")) {
            while (row.next()) {
                rows.add(row.getInt(1) + " " + row.getString(2));
            }
        }
        return rows;
    }
}
