package dev.cleanup.jdbc.internal.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Proves that a transaction sees all rows. Every transaction of this module begins with it: a missing row reads as "not in
 * use", "not claimed" or "not referenced".
 */
public final class CompleteAnswers {

    private CompleteAnswers() {}

    /**
     * Has a transaction that just began see all rows or fail.
     *
     * @throws SQLException if a setting of the session cuts answers short or hides rows
     */
    public static void require(Connection connection, Product product) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String setting : product.unfiltered()) {
                statement.execute(setting);
            }
            for (Product.Question question : product.limits()) {
                ask(statement, question);
            }
        }
    }

    /**
     * Has all statements of a connection deliver all rows. A reader that sets the limit of each of its statements does
     * not need it.
     *
     * @throws SQLException if statements come with a limit
     */
    static void requireNoRowLimit(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (statement.getMaxRows() != 0) {
                throw new SQLException("the connection delivers at most " + statement.getMaxRows()
                        + " rows of each answer, and cuts the rest off without a word");
            }
        }
    }

    /**
     * Has the database check foreign keys, which keep a row to which others point.
     *
     * @throws SQLException if the session switched that off
     */
    static void requireForeignKeys(Connection connection, Product product) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (Product.Question question : product.foreignKeys()) {
                ask(statement, question);
            }
        }
    }

    /**
     * Asks a question that has one right answer.
     *
     * @throws SQLException if the answer is another one
     */
    public static void ask(Statement statement, Product.Question question) throws SQLException {
        try (ResultSet rows = statement.executeQuery(question.sql())) {
            if (!rows.next() || !question.right().equals(rows.getString(1))) {
                throw new SQLException(question.otherwise());
            }
        }
    }
}
