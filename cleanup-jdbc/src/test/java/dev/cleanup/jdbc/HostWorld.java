package dev.cleanup.jdbc;

import static dev.cleanup.testkit.CleanupAssertions.assertThat;

import dev.cleanup.Cleanup;
import dev.cleanup.CleanupBuilder;
import dev.cleanup.RecordTask;
import dev.cleanup.jdbc.internal.sql.Owners;
import dev.cleanup.reference.Owner;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.testkit.ManualClock;
import dev.cleanup.testkit.TaskReportAssert;
import dev.cleanup.testkit.fake.InMemoryStorage;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import javax.sql.DataSource;

/** A host with a database, a ledger in it, and files. It is the ninth of January 2026. */
public final class HostWorld {

    public final ManualClock clock = ManualClock.at("2026-01-09T00:00:00Z");
    public final InMemoryStorage storage = InMemoryStorage.named("files", clock);
    public final DataSource database;

    public HostWorld(Database kind, String... statements) throws SQLException {
        database = kind.fresh();
        Database.execute(database, statements);
        JdbcClaimLedger.in(database).create();
    }

    /** The owner that a row is, by its column {@code id}. */
    Owner owner(String table, String id) {
        return Owners.in(database, table, id);
    }

    public HostWorld storing(String... keys) {
        for (String key : keys) {
            storage.put(key, 10);
        }
        return this;
    }

    public void execute(String... statements) {
        Database.execute(database, statements);
    }

    public CleanupReport run(RecordTask... tasks) {
        CleanupBuilder builder = Cleanup.of("host", storage).clock(clock);
        for (RecordTask task : tasks) {
            builder = builder.task(task);
        }
        return builder.build().run();
    }

    public TaskReportAssert assertThatRunning(RecordTask task) {
        return assertThat(run(task)).task(task.name());
    }

    /** Rows as text, such as {@code 1 failed null}. */
    public List<String> rows(String sql) throws SQLException {
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
