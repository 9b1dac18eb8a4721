package dev.cleanup.jdbc;

import static java.util.Objects.requireNonNull;

import dev.cleanup.jdbc.internal.ledger.ClaimLedger;
import dev.cleanup.jdbc.internal.sql.Ddl;
import dev.cleanup.jdbc.internal.sql.Dialect;
import dev.cleanup.jdbc.internal.sql.Product;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import javax.sql.DataSource;

/**
 * The table in which {@link JdbcRecords} keep their marks, for hosts that let the library create it.
 *
 * <p>Others take the statement from {@code dev/cleanup/jdbc/ledger-postgresql.sql}, {@code -mariadb.sql},
 * {@code -mysql.sql} or {@code -h2.sql} in the jar, or from {@link #ddl}, and create it with their own migrations. It
 * stands in the database of the records, since marks and rows change in the same transaction. Immutable and safe for use
 * by several threads.
 */
public final class JdbcClaimLedger {

    private final DataSource dataSource;
    private final String table;

    private JdbcClaimLedger(DataSource dataSource, String table) {
        this.dataSource = dataSource;
        this.table = table;
    }

    /**
     * The ledger called {@code cleanup_claims} in a database.
     *
     * @param dataSource where connections come from
     * @return the ledger
     */
    public static JdbcClaimLedger in(DataSource dataSource) {
        return new JdbcClaimLedger(requireNonNull(dataSource, "dataSource"), ClaimLedger.DEFAULT_TABLE);
    }

    /**
     * The ledger with another name, as {@link JdbcRecords#ledger} has it.
     *
     * @param table letters, digits and underscores, with the schema and a dot before it where needed
     * @return a copy with that name
     * @throws IllegalArgumentException if that is no plain name
     * @throws IllegalStateException if it was named before
     */
    public JdbcClaimLedger named(String table) {
        if (!this.table.equals(ClaimLedger.DEFAULT_TABLE)) {
            throw new IllegalStateException("ledger (" + table + ") conflicts with " + this.table
                    + ": marks stand in one table, so name it once");
        }
        return new JdbcClaimLedger(dataSource, ClaimLedger.requireTable(table));
    }

    /**
     * Creates the table unless it is there.
     *
     * @throws SQLException if the database refuses, or is none of PostgreSQL, MariaDB, MySQL and H2
     */
    public void create() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(ddl(connection));
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        }
    }

    /**
     * The statement that creates the table, for the database that the data source leads to.
     *
     * @return one statement
     * @throws SQLException if no connection is to be had, or the database is none of PostgreSQL, MariaDB, MySQL and H2
     */
    public String ddl() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return ddl(connection);
        }
    }

    private String ddl(Connection connection) throws SQLException {
        Dialect dialect = Dialect.of(Product.of(connection.getMetaData()));
        String resource = "ledger-" + dialect.name().toLowerCase(Locale.ROOT) + ".sql";
        return Ddl.resource(resource).replace(ClaimLedger.DEFAULT_TABLE, table);
    }

    /** Shows the table. */
    @Override
    public String toString() {
        return "ledger " + table;
    }
}
