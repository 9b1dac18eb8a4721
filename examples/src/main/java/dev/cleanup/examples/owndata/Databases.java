package dev.cleanup.examples.owndata;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.mariadb.jdbc.MariaDbDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The databases whose drivers are on board, by the beginnings of their URLs. */
final class Databases {

    static final String KNOWN = "jdbc:postgresql:, jdbc:mariadb: or jdbc:h2:";

    private Databases() {}

    /**
     * Connects to the database of a URL when it is first asked.
     *
     * @throws IllegalArgumentException if no driver for it is on board, or the driver does not understand it
     */
    static DataSource at(String url, @Nullable String user, @Nullable String password) {
        try {
            if (url.startsWith("jdbc:postgresql:")) {
                return postgresql(url, user, password);
            }
            if (url.startsWith("jdbc:mariadb:")) {
                return mariadb(url, user, password);
            }
            if (url.startsWith("jdbc:h2:")) {
                return h2(url, user, password);
            }
        } catch (SQLException | IllegalArgumentException fault) {
            throw new IllegalArgumentException(
                    "cannot be understood by its driver, which cannot be quoted, as it may quote a password. Look at the form,"
                            + " such as jdbc:postgresql://host:5432/name",
                    fault);
        }
        throw new IllegalArgumentException("has no driver here: it must begin with " + KNOWN);
    }

    private static DataSource postgresql(String url, @Nullable String user, @Nullable String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        if (user != null) {
            source.setUser(user);
        }
        if (password != null) {
            source.setPassword(password);
        }
        return source;
    }

    private static DataSource mariadb(String url, @Nullable String user, @Nullable String password)
            throws SQLException {
        MariaDbDataSource source = new MariaDbDataSource(url);
        if (user != null) {
            source.setUser(user);
        }
        if (password != null) {
            source.setPassword(password);
        }
        return source;
    }

    private static DataSource h2(String url, @Nullable String user, @Nullable String password) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(url);
        source.setUser(user == null ? "" : user);
        source.setPassword(password == null ? "" : password);
        return source;
    }
}
