package dev.cleanup.jdbc;

import static dev.cleanup.CleanupTask.records;
import static dev.cleanup.policy.Policies.created;
import static dev.cleanup.policy.Policies.status;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.Cleanup;
import dev.cleanup.local.LocalDirectory;
import dev.cleanup.report.CleanupReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** A table far larger than the memory that its cleanup takes. */
class LargeTableTest {

    private static final int ROWS = 100_000;
    private static final int DUE = 10_000;

    @TempDir
    private Path uploads;

    @Test
    void aHundredThousandRowsOfWhichTenThousandAreDueFitIntoAHeapOf64Megabytes() throws Exception {
        DataSource database = Database.POSTGRESQL.fresh();
        fill(database);

        String output = outputOf("-Xmx64m", Sweeper.class, url(database), uploads.toString());

        assertThat(output).contains("deleted " + DUE + ", settled " + DUE + ", success true");
        try (Stream<Path> left = Files.list(uploads)) {
            assertThat(left.filter(Files::isRegularFile)).hasSize(1);
        }
    }

    private void fill(DataSource database) throws IOException, SQLException {
        Database.execute(
                database,
                "CREATE TABLE uploads (id BIGINT PRIMARY KEY, status TEXT, created_at TIMESTAMP, path TEXT)",
                "INSERT INTO uploads SELECT n, CASE WHEN n % 10 = 0 THEN 'failed' ELSE 'active' END,"
                        + " TIMESTAMP '2026-01-01 00:00:00' + n * INTERVAL '1 second', 'upload-' || n || '.bin'"
                        + " FROM generate_series(1, " + ROWS + ") AS n");
        JdbcClaimLedger.in(database).create();
        for (int row = 10; row <= ROWS; row += ROWS / DUE) {
            Files.createFile(uploads.resolve("upload-" + row + ".bin"));
        }
        Files.createFile(uploads.resolve("upload-1.bin"));
    }

    private static String url(DataSource database) throws SQLException {
        return database.unwrap(PGSimpleDataSource.class).getUrl();
    }

    private static String outputOf(String heap, Class<?> program, String... arguments)
            throws IOException, InterruptedException {
        Stream<String> java = Stream.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-cp",
                System.getProperty("java.class.path"),
                program.getName());
        List<String> command = Stream.concat(java, Stream.of(arguments)).toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    /** The cleanup in a process of its own. */
    static final class Sweeper {

        private Sweeper() {}

        /** Takes JDBC URL and directory. */
        public static void main(String[] arguments) {
            PGSimpleDataSource database = new PGSimpleDataSource();
            database.setUrl(arguments[0]);
            database.setUser("postgres");
            JdbcRecords uploads = JdbcRecords.table(database, "uploads")
                    .id("id")
                    .status("status")
                    .created("created_at", UTC)
                    .file("path");
            CleanupReport report = Cleanup.of("large", LocalDirectory.at(Path.of(arguments[1])))
                    .task(records("failed", uploads)
                            .where(status("failed").and(created().olderThan(Duration.ofDays(7))))
                            .removingFiles()
                            .deletingRecords())
                    .clock(InstantSource.system())
                    .build()
                    .run();
            System.out.println("deleted " + report.files().deleted() + ", settled "
                    + report.records().settled() + ", success " + report.isSuccess());
            System.out.println(report.toText().lines().limit(10).toList());
        }
    }
}
