package dev.cleanup.jdbc;

import static dev.cleanup.testkit.CleanupAssertions.assertThat;

import dev.cleanup.Cleanup;
import dev.cleanup.CleanupBuilder;
import dev.cleanup.RecordTask;
import dev.cleanup.reference.Owner;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.testkit.InMemoryStorage;
import dev.cleanup.testkit.SteppedClock;
import dev.cleanup.testkit.TaskReportAssert;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import javax.sql.DataSource;

/** A host with a database, a ledger in it, and files. It is the ninth of January 2026. */
final class HostWorld {

    final SteppedClock clock = SteppedClock.at("2026-01-09T00:00:00Z");
    final InMemoryStorage storage = InMemoryStorage.named("files", clock);
    final DataSource database;

    HostWorld(Database kind, String... statements) throws SQLException {
        database = kind.fresh();
        Database.execute(database, statements);
        JdbcLedger.in(database).create();
    }

    /** The owner that a row is, by its column {@code id}. */
    Owner owner(String table, String id) {
        return Owners.in(database, table, id);
    }

    HostWorld storing(String... keys) {
        for (String key : keys) {
            storage.put(key, 10);
        }
        return this;
    }

    void execute(String... statements) {
        Database.execute(database, statements);
    }

    CleanupReport run(RecordTask... tasks) {
        CleanupBuilder builder = Cleanup.of("host", storage).clock(clock);
        for (RecordTask task : tasks) {
            builder = builder.task(task);
        }
        return builder.build().run();
    }

    TaskReportAssert assertThatRunning(RecordTask task) {
        return assertThat(run(task)).task(task.name());
    }

    /** Rows as text, such as {@code 1 failed null}. */
    List<String> rows(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                StringJoiner row = new StringJoiner(" ");
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(String.valueOf(result.getString(i)));
                }
                rows.add(row.toString());
            }
        }
        return rows;
    }
}
