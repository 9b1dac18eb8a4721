package dev.cleanup.jdbc;

import static dev.cleanup.jdbc.Database.execute;
import static java.time.ZoneOffset.UTC;

import dev.cleanup.jdbc.internal.sql.Owners;
import dev.cleanup.record.RecordSource;
import dev.cleanup.reference.Owner;
import dev.cleanup.storage.FileKey;
import dev.cleanup.testkit.contract.RecordSourceContract;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

class JdbcRecordsContractTest {

    @Nested
    class OnH2 extends Contract {
        OnH2() {
            super(Database.H2);
        }
    }

    @Nested
    class OnPostgresql extends Contract {
        OnPostgresql() {
            super(Database.POSTGRESQL);
        }
    }

    @Nested
    class OnMariaDb extends Contract {
        OnMariaDb() {
            super(Database.MARIADB);
        }
    }

    abstract static class Contract extends RecordSourceContract {

        private final DataSource database;
        private final JdbcRecords records;

        Contract(Database database) {
            this.database = database.fresh();
            this.records = declared();
        }

        private JdbcRecords declared() {
            return JdbcRecords.table(database, "sessions")
                    .id("id")
                    .status("status")
                    .created("created_at", UTC)
                    .time("seen_at", TimeFormat.isoText(UTC))
                    .file("audio_filename");
        }

        @BeforeEach
        void createTables() throws SQLException {
            execute(
                    database,
                    "CREATE TABLE sessions (id VARCHAR(99) PRIMARY KEY, status VARCHAR(20),"
                            + " created_at TIMESTAMP(6) NULL, seen_at VARCHAR(40), audio_filename VARCHAR(99))");
            JdbcClaimLedger.in(database).create();
        }

        @Override
        protected RecordSource records() {
            return records;
        }

        @Override
        protected Owner owner(String id) {
            return Owners.in(database, "sessions", id);
        }

        @Override
        protected void insert(String id, Instant created, FileKey file) throws SQLException {
            update(
                    "INSERT INTO sessions (id, created_at, audio_filename) VALUES (?, ?, ?)",
                    id,
                    LocalDateTime.ofInstant(created, UTC),
                    file.path());
        }

        @Override
        protected void insertAll(List<FileKey> files, Instant created) throws SQLException {
            try (Connection connection = database.getConnection();
                    PreparedStatement insert = connection.prepareStatement(
                            "INSERT INTO sessions (id, created_at, audio_filename) VALUES (?, ?, ?)")) {
                for (FileKey file : files) {
                    insert.setString(1, file.path());
                    insert.setObject(2, LocalDateTime.ofInstant(created, UTC));
                    insert.setString(3, file.path());
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        }

        @Override
        protected void recreate(String id, Instant created) throws SQLException {
            update("UPDATE sessions SET created_at = ? WHERE id = ?", LocalDateTime.ofInstant(created, UTC), id);
        }

        @Override
        protected void delete(String id) throws SQLException {
            update("DELETE FROM sessions WHERE id = ?", id);
        }

        @Override
        protected boolean exists(String id) throws SQLException {
            return statusOf(id) != null;
        }

        @Override
        protected Optional<String> statusOf(String id) throws SQLException {
            try (Connection connection = database.getConnection();
                    PreparedStatement query = connection.prepareStatement("SELECT status FROM sessions WHERE id = ?")) {
                query.setString(1, id);
                ResultSet rows = query.executeQuery();
                return rows.next() ? Optional.ofNullable(rows.getString(1)) : null;
            }
        }

        @Override
        protected boolean insertUnreadable(String id) throws SQLException {
            update(
                    "INSERT INTO sessions (id, created_at, seen_at, audio_filename) VALUES (?, ?, 'yesterday', 'a.mp3')",
                    id,
                    LocalDateTime.of(2020, 1, 1, 0, 0));
            return true;
        }

        @Override
        protected boolean breakReads() {
            execute(database, "DROP TABLE sessions");
            return true;
        }

        @Override
        protected boolean pointTo(String id, FileKey file) throws SQLException {
            update("UPDATE sessions SET audio_filename = ? WHERE id = ?", file.path(), id);
            return true;
        }

        @Override
        protected Optional<RecordSource> reopened() {
            return Optional.of(declared());
        }

        private void update(String sql, Object... values) throws SQLException {
            try (Connection connection = database.getConnection();
                    PreparedStatement update = connection.prepareStatement(sql)) {
                for (int i = 0; i < values.length; i++) {
                    update.setObject(i + 1, values[i]);
                }
                update.executeUpdate();
            }
        }
    }
}
