package dev.cleanup.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** The databases that tests run on. Each test gets an empty one of its own. */
public enum Database {
    H2 {
        @Override
        public DataSource fresh() {
            JdbcDataSource source = new JdbcDataSource();
            source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
            return source;
        }
    },
    POSTGRESQL {
        @Override
        public DataSource fresh() {
            String name = newName();
            EmbeddedPostgres server = server();
            execute(server.getPostgresDatabase(), "CREATE DATABASE " + name);
            return server.getDatabase("postgres", name);
        }
    },
    MARIADB {
        @Override
        public DataSource fresh() {
            String name = newName();
            execute(mariaDb().database(""), "CREATE DATABASE " + name);
            return mariaDb().database(name);
        }
    };

    private static final LazyServer<EmbeddedPostgres> POSTGRES_SERVER =
            new LazyServer<>("PostgreSQL", EmbeddedPostgres::start);
    private static final LazyServer<MariaDbServer> MARIADB_SERVER = new LazyServer<>("MariaDB", MariaDbServer::started);

    public abstract DataSource fresh();

    /** SQL with its quoted names in the quotes that this database wants. */
    String quoting(String sql) {
        return this == MARIADB ? sql.replace('"', '`') : sql;
    }

    /** How many sessions of a database wait for a lock that another one holds, at this very moment. */
    int waiting(DataSource source) {
        return switch (this) {
            case POSTGRESQL ->
                number(
                        source,
                        "SELECT COUNT(DISTINCT l.pid) FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid"
                                + " WHERE NOT l.granted AND a.datname = current_database()");
            // Of the whole server, on which one test runs at a time. Its views of locks are up to 0.1 seconds old.
            case MARIADB -> value(source, 3, "SHOW ENGINE INNODB STATUS").split("TRX HAS BEEN WAITING", -1).length - 1;
            case H2 -> throw new UnsupportedOperationException("H2 proves nothing about races");
        };
    }

    /** The first number of a query. */
    static int number(DataSource source, String sql) {
        return Integer.parseInt(value(source, 1, sql));
    }

    private static String value(DataSource source, int column, String sql) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(column);
        } catch (SQLException fault) {
            throw new AssertionError(fault);
        }
    }

    /** The same database of H2, for whoever works in another schema of it. */
    public static DataSource inSchema(DataSource source, String schema) {
        JdbcDataSource other = new JdbcDataSource();
        other.setURL(((JdbcDataSource) source).getURL() + ";SCHEMA=" + schema);
        return other;
    }

    /** A name that nothing on a server has yet. */
    public static String newName() {
        return "test_" + UUID.randomUUID().toString().replace("-", "");
    }

    /** The one PostgreSQL server of this JVM, which ends with it. */
    public static EmbeddedPostgres server() {
        return POSTGRES_SERVER.running();
    }

    /** The one MariaDB server of this JVM, which ends with it. */
    static MariaDbServer mariaDb() {
        return MARIADB_SERVER.running();
    }

    public static void execute(DataSource source, String... statements) {
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
