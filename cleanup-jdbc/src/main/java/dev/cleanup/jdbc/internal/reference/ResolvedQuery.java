package dev.cleanup.jdbc.internal.reference;

import dev.cleanup.jdbc.internal.owner.IdDisplay;
import dev.cleanup.jdbc.internal.owner.OwnerIdCodec;
import dev.cleanup.jdbc.internal.owner.TableOrigin;
import dev.cleanup.jdbc.internal.sql.CellText;
import dev.cleanup.jdbc.internal.sql.Product;
import dev.cleanup.reference.Owner;
import dev.cleanup.reference.ReferenceSink;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;

/**
 * A reading with its names looked up: the statement to send, and what its rows mean.
 *
 * @param reading what the host asked for
 * @param sql selects the value first, then the parts of the owner's id
 * @param origin where the owners stand
 */
public record ResolvedQuery(ReferenceQuery reading, String sql, TableOrigin origin) {

    /** The same with ids that texts show so. */
    ResolvedQuery with(IdDisplay ids) {
        return new ResolvedQuery(reading, sql, ids.of(origin));
    }

    /** How the rows of a result are read, checked where the host wrote the statement. */
    Cells cells(ResultSet rows, Product product) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        if (reading instanceof ReferenceQuery.Query && columns.getColumnCount() > 2) {
            throw new SQLSyntaxErrorException("it selects " + columns.getColumnCount()
                    + " columns, where the value and at most the owner's id belong");
        }
        return new Cells(CellText.of(columns, 1, product).named(), OwnerIdCodec.Key.from(columns, 2, product));
    }

    /** Delivers the row at which the cursor stands. */
    void deliver(ResultSet row, Cells cells, ReferenceSink sink) throws SQLException {
        try {
            String value = cells.value().of(row, 1);
            reading.mapping().deliver(value, owner(row, cells), sink);
        } catch (SQLDataException fault) {
            sink.unmappable("a value that is no text", owner(row, cells), String.valueOf(fault.getMessage()));
        }
    }

    private Owner owner(ResultSet row, Cells cells) throws SQLException {
        return origin.owner(cells.key().id(row));
    }

    /**
     * How the columns of one result are read: drivers take longer to say what a column is than to read it.
     *
     * @param value of the value
     * @param key of the owner's key
     */
    record Cells(CellText value, OwnerIdCodec.Key key) {}
}
