package dev.cleanup.jdbc;

import static org.junit.jupiter.api.Assumptions.abort;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** The databases that tests run on. Each test gets an empty one of its own. */
enum Database {
    H2 {
        @Override
        DataSource fresh() {
            JdbcDataSource source = new JdbcDataSource();
            source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
            return source;
        }
    },
    POSTGRESQL {
        @Override
        DataSource fresh() {
            String name = "test_" + UUID.randomUUID().toString().replace("-", "");
            EmbeddedPostgres server = server();
            execute(server.getPostgresDatabase(), "CREATE DATABASE " + name);
            return server.getDatabase("postgres", name);
        }
    };

    private static EmbeddedPostgres server;

    abstract DataSource fresh();

    /** The one PostgreSQL server of this JVM, which ends with it. */
    static synchronized EmbeddedPostgres server() {
        if (server == null) {
            try {
                server = EmbeddedPostgres.start();
            } catch (IOException | RuntimeException fault) {
                return abort("this platform runs no PostgreSQL server: " + fault);
            }
        }
        return server;
    }

    static void execute(DataSource source, String... statements) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException fault) {
            throw new AssertionError(fault);
        }
    }
}
