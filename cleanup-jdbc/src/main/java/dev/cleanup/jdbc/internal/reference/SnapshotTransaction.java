package dev.cleanup.jdbc.internal.reference;

import dev.cleanup.jdbc.internal.owner.IdDisplay;
import dev.cleanup.jdbc.internal.owner.TableOrigin;
import dev.cleanup.jdbc.internal.record.ColumnRole;
import dev.cleanup.jdbc.internal.record.RecordMapping;
import dev.cleanup.jdbc.internal.record.ResolvedMapping;
import dev.cleanup.jdbc.internal.sql.BorrowedConnection;
import dev.cleanup.jdbc.internal.sql.Column;
import dev.cleanup.jdbc.internal.sql.CompleteAnswers;
import dev.cleanup.jdbc.internal.sql.KeyedTable;
import dev.cleanup.jdbc.internal.sql.Product;
import dev.cleanup.jdbc.internal.sql.TableResolver;
import dev.cleanup.reference.ReferenceSink;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * One transaction that shows all tables as of one instant. It writes nothing, ends with a rollback and leaves the
 * connection as it came. For one thread.
 */
public final class SnapshotTransaction implements AutoCloseable {

    /** Some drivers count in milliseconds that must fit into an int. */
    private static final Duration LONGEST_TIMEOUT = Duration.ofDays(20);

    private final BorrowedConnection loan;
    private final Connection connection;
    private final ReferenceFaults faults;

    private SnapshotTransaction(BorrowedConnection loan, ReferenceFaults faults) {
        this.loan = loan;
        this.connection = loan.connection();
        this.faults = faults;
    }

    public static SnapshotTransaction of(Jdbi jdbi, ReferenceFaults faults) {
        try {
            return new SnapshotTransaction(BorrowedConnection.of(jdbi), faults);
        } catch (JdbiException fault) {
            throw faults.connecting(fault);
        }
    }

    /** Begins the transaction, or refuses where it would show more than one instant. */
    public void begin() {
        try {
            Product product = Product.of(connection.getMetaData());
            refuseOpenTransaction(product);
            ask(product.questions());
            keepQueryTimeout();
            // Also where the level is the right one already: in an open transaction this fails, and so it must.
            loan.isolate(product.snapshotLevel());
            loan.handle().begin();
            loan.undo(loan.handle()::rollback);
            verify(product);
            CompleteAnswers.require(connection, product);
            for (String sql : product.opening()) {
                execute(sql);
            }
        } catch (SQLException | JdbiException fault) {
            throw faults.beginning(fault);
        }
    }

    private void refuseOpenTransaction(Product product) throws SQLException {
        if (!product.tellsOpenTransactions() && !connection.getAutoCommit()) {
            throw new SQLException(
                    "the connection came with auto-commit off, so that its transaction may be an old one,"
                            + " which shows old references");
        }
    }

    private void ask(List<Product.Question> questions) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (Product.Question question : questions) {
                CompleteAnswers.ask(statement, question);
            }
        }
    }

    /** A time limit belongs to the statement, except where it stays with the connection. */
    private void keepQueryTimeout() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            int before = statement.getQueryTimeout();
            loan.undo(() -> restoreQueryTimeout(before));
        }
    }

    private void restoreQueryTimeout(int seconds) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(seconds);
        }
    }

    private void verify(Product product) throws SQLException {
        int taken = connection.getTransactionIsolation();
        if (!product.isSnapshot(taken)) {
            throw new SQLException("isolation level " + product.snapshotLevel() + " was asked for, " + taken
                    + " was taken, at which a reference that moves between tables can be missed");
        }
        if (connection.getAutoCommit()) {
            throw new SQLException("auto-commit stayed on, so that each query would see another instant");
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Looks up the names of all readings. */
    public List<ResolvedQuery> selections(List<ReferenceQuery> readings, IdDisplay ids) {
        List<ResolvedQuery> selections = new ArrayList<>();
        @Nullable TableResolver tables = null;
        for (ReferenceQuery reading : readings) {
            try {
                if (reading instanceof ReferenceQuery.Query query
                        && query.rows().isEmpty()) {
                    TableOrigin origin = ids.of(TableOrigin.ofQuery(connection, query.source()));
                    selections.add(new ResolvedQuery(query, query.sql(), origin));
                    continue;
                }
                tables = tables == null ? TableResolver.of(connection) : tables;
                selections.add(tables.selection(reading).with(ids));
            } catch (SQLException fault) {
                throw faults.reading(reading, 0, fault);
            }
        }
        return selections;
    }

    /** Streams every row of a selection to the sink. */
    public void deliver(ResolvedQuery selection, Duration timeout, ReferenceSink sink) {
        long delivered = 0;
        try (Statement statement =
                connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            limit(statement, timeout);
            try (ResultSet rows = statement.executeQuery(selection.sql())) {
                ResolvedQuery.Cells cells = selection.cells(rows, Product.of(connection.getMetaData()));
                while (rows.next()) {
                    selection.deliver(rows, cells, sink);
                    delivered++;
                }
            }
        } catch (SQLException fault) {
            throw faults.reading(selection.reading(), delivered, fault);
        }
    }

    /** Limits time and memory, but never the number of rows. */
    private void limit(Statement statement, Duration timeout) throws SQLException {
        statement.setFetchSize(Product.fetchSize(connection.getMetaData()));
        statement.setQueryTimeout(seconds(timeout));
        statement.setMaxRows(0);
        if (statement.getMaxRows() != 0) {
            throw new SQLException(
                    "the driver stops after " + statement.getMaxRows() + " rows and cannot be told not to");
        }
    }

    private static int seconds(Duration timeout) {
        long roundedUp = timeout.toSeconds() + (timeout.toNanosPart() > 0 ? 1 : 0);
        return (int) Math.min(roundedUp, LONGEST_TIMEOUT.toSeconds());
    }

    /** Looks up the names of records; each of their file columns is read by itself. */
    public List<ResolvedQuery> selections(RecordMapping mapping) {
        String source = mapping.rows().table();
        List<ResolvedQuery> selections = new ArrayList<>();
        try {
            ResolvedMapping layout = ResolvedMapping.of(connection, mapping);
            KeyedTable view = layout.view();
            for (ColumnRole.File file : mapping.all(ColumnRole.File.class)) {
                ReferenceQuery reading = new ReferenceQuery.OfRecords(source, file.column(), file.mapping());
                for (Column column : layout.columns().getOrDefault(file, List.of())) {
                    String sql = "SELECT " + column.sql() + ", " + view.selected() + " FROM " + view.from();
                    selections.add(new ResolvedQuery(reading, sql, view.origin()));
                }
            }
        } catch (SQLException fault) {
            throw faults.unfit(fault);
        }
        return selections;
    }

    /** Puts back what was changed and returns the connection, whatever fails on the way. */
    @Override
    public void close() {
        try {
            loan.close();
        } catch (SQLException | RuntimeException fault) {
            throw faults.ending(fault);
        }
    }
}
