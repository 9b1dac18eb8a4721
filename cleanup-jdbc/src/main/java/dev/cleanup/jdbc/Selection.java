package dev.cleanup.jdbc;

import dev.cleanup.reference.Owner;
import dev.cleanup.reference.ReferenceSink;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.util.ArrayList;
import java.util.List;

/**
 * A reading with its names looked up: the statement to send, and what its rows mean.
 *
 * @param reading what the host asked for
 * @param sql selects the value first, then the parts of the owner's id
 */
record Selection(Reading reading, String sql) {

    /** How many columns there are, checked where the host wrote the statement. */
    int columnsOf(ResultSet rows) throws SQLException {
        int columns = rows.getMetaData().getColumnCount();
        if (reading instanceof Reading.Query && columns > 2) {
            throw new SQLSyntaxErrorException(
                    "it selects " + columns + " columns, where the value and at most the owner's id belong");
        }
        return columns;
    }

    /** Delivers the row at which the cursor stands. */
    void deliver(ResultSet row, int columns, ReferenceSink sink) throws SQLException {
        String value = row.getString(1);
        reading.mapping().deliver(value, new Owner(reading.source(), id(row, columns)), sink);
    }

    private static String id(ResultSet row, int columns) throws SQLException {
        List<String> parts = new ArrayList<>();
        for (int column = 2; column <= columns; column++) {
            parts.add(OwnerIds.part(row, column));
        }
        return OwnerIds.joined(parts);
    }
}
