package dev.cleanup.jdbc.internal.sql;

import dev.cleanup.reference.Owner;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** The owners that rows of a database are. */
public final class Owners {

    private Owners() {}

    /** The owner of a row that its column {@code id} names. */
    public static Owner in(DataSource source, String table, String id) {
        return in(source, table, List.of("id"), id);
    }

    /** The owner of a row that these columns name; null where it lacks its key. */
    static Owner in(DataSource source, String table, List<String> keys, String id) {
        try (Connection connection = source.getConnection()) {
            return TableResolver.of(connection).origin(table, keys).owner(id);
        } catch (SQLException fault) {
            throw new IllegalStateException(fault);
        }
    }
}
