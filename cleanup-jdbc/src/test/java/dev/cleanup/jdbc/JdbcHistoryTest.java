package dev.cleanup.jdbc;

import static dev.cleanup.CleanupTask.orphans;
import static dev.cleanup.jdbc.Database.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cleanup.Cleanup;
import dev.cleanup.history.HistoryQuery;
import dev.cleanup.history.HistoryRetention;
import dev.cleanup.history.HistoryUnavailableException;
import dev.cleanup.history.RunEntry;
import dev.cleanup.history.RunHistory;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.testkit.ManualClock;
import dev.cleanup.testkit.fake.InMemoryReferences;
import dev.cleanup.testkit.fake.InMemoryStorage;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JdbcHistoryTest {

    private static final HistoryQuery ALL = HistoryQuery.newest(100);

    private final ManualClock clock = ManualClock.anywhere();
    private final InMemoryStorage storage = InMemoryStorage.named("uploads", clock);
    private final InMemoryReferences references = InMemoryReferences.named("database");

    private static JdbcHistory history(DataSource source) {
        return JdbcHistory.in(source, HistoryRetention.newest(100));
    }

    @BeforeEach
    void store() {
        storage.put("used", 10);
        storage.put("orphan", 10);
        references.add("used");
        clock.step(Duration.ofDays(2));
    }

    private CleanupReport run(RunHistory history) {
        return Cleanup.of("media", storage)
                .referencedBy(references)
                .task(orphans("orphaned-files"))
                .clock(clock)
                .history(history)
                .build()
                .requestedBy("operator")
                .run();
    }

    @ParameterizedTest
    @EnumSource
    void remembersARunAcrossProcesses(Database database) {
        DataSource source = database.fresh();

        CleanupReport report = run(history(source).createTables());

        RunEntry entry = history(source).entries(ALL).get(0);
        assertThat(entry.id()).isEqualTo(report.id());
        assertThat(entry.request().actor()).contains("operator");
        assertThat(entry.started()).isEqualTo(report.startedAt());
        assertThat(entry.files()).isEqualTo(report.files());
        assertThat(entry.references()).isEqualTo(report.references());
    }

    @ParameterizedTest
    @EnumSource
    void withoutTablesTheRunIsDoneAndItsReportSaysWhatIsMissing(Database database) {
        CleanupReport report = run(history(database.fresh()));

        assertThat(report.isSuccess()).isTrue();
        assertThat(report.files().deleted()).isEqualTo(1);
        assertThat(report.notes())
                .anySatisfy(note -> assertThat(note)
                        .startsWith("The history does not have this run: run " + report.id())
                        .contains("createTables()"));
    }

    @ParameterizedTest
    @EnumSource
    void aRunIsWrittenWholeOrNotAtAll(Database database) {
        DataSource source = database.fresh();
        JdbcHistory history = history(source).createTables();
        execute(source, "ALTER TABLE cleanup_run_task ADD CONSTRAINT none CHECK (seen_listed < 0)");

        assertThat(run(history).notes()).anyMatch(note -> note.contains("does not have this run"));

        assertThat(history.entries(ALL)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void tablesAreMadeOnceAndNeverTwice(Database database) {
        DataSource source = database.fresh();
        run(history(source).createTables());

        assertThat(history(source).createTables().entries(ALL)).hasSize(1);
    }

    @Test
    void whatIsDroppedLeavesNothingBehind() throws SQLException {
        DataSource source = Database.H2.fresh();
        JdbcHistory history = JdbcHistory.in(source, HistoryRetention.newest(1)).createTables();
        for (int i = 0; i < 3; i++) {
            run(history);
        }

        for (String table : List.of("cleanup_run", "cleanup_run_task", "cleanup_run_source")) {
            assertThat(rows(source, table)).as(table).isEqualTo(1);
        }
    }

    private static int rows(DataSource source, String table) throws SQLException {
        try (Connection connection = source.getConnection();
                var rows = connection.createStatement().executeQuery("SELECT COUNT(*) FROM " + table)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    @Test
    void aConnectionThatMayStandInATransactionIsRefused() throws SQLException {
        try (Connection connection = Database.H2.fresh().getConnection()) {
            connection.setAutoCommit(false);

            assertThatExceptionOfType(HistoryUnavailableException.class)
                    .isThrownBy(() -> history(OneConnection.of(connection)).entries(ALL))
                    .withMessageContainingAll("auto-commit off", "transaction of the host's");
        }
    }
}
