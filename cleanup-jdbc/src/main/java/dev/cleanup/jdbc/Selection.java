package dev.cleanup.jdbc;

import dev.cleanup.reference.ReferenceSink;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;

/**
 * A reading with its names looked up: the statement to send, and what its rows mean.
 *
 * @param reading what the host asked for
 * @param sql selects the value first, then the parts of the owner's id
 * @param origin where the owners stand
 */
record Selection(Reading reading, String sql, TableOrigin origin) {

    /** Where the ids of the owners stand, checked where the host wrote the statement. */
    OwnerIds.Key keyOf(ResultSet rows) throws SQLException {
        int columns = rows.getMetaData().getColumnCount();
        if (reading instanceof Reading.Query && columns > 2) {
            throw new SQLSyntaxErrorException(
                    "it selects " + columns + " columns, where the value and at most the owner's id belong");
        }
        return OwnerIds.Key.from(rows, 2);
    }

    /** Delivers the row at which the cursor stands. */
    void deliver(ResultSet row, OwnerIds.Key key, ReferenceSink sink) throws SQLException {
        String value = row.getString(1);
        reading.mapping().deliver(value, origin.owner(key.id(row)), sink);
    }
}
