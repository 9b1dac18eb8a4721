package dev.cleanup.jdbc.internal.owner;

import dev.cleanup.jdbc.internal.sql.DelimitedText;
import dev.cleanup.jdbc.internal.sql.TableResolver;
import dev.cleanup.reference.Origin;
import dev.cleanup.reference.Owner;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The owners that stand in one table, by one key. Immutable.
 *
 * <p>Two are equal only if database, schema, table and the columns of the key are. A row without a key is an owner that
 * equals no record.
 *
 * @param origin of rows that have their key
 * @param unkeyed of rows that lack it
 * @param ledgerName what tells the table and its key from others of the same database; it outlives a move of the database
 */
public record TableOrigin(Origin origin, Origin unkeyed, String ledgerName) {

    private static final String NO_KEY = "-";

    /** As long as the ledger's column. */
    private static final int LONGEST_NAME = 190;

    private static final int KEPT_OF_LONG_NAME = 150;

    public static TableOrigin of(Connection connection, String written, TableResolver.Table table, List<String> keys)
            throws SQLException {
        String place = DatabasePlace.of(connection);
        String name = DelimitedText.joined('.', List.of(table.place(), table.name()));
        String keyed = name + keys.stream().map(TableOrigin::escaped).collect(Collectors.joining(",", "(", ")"));
        return new TableOrigin(
                Origin.of(written, place + " " + keyed),
                Origin.of(written, place + " " + name + " without a key"),
                shortened(keyed));
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, KEPT_OF_LONG_NAME) + "#" + Owner.hashOf(name);
    }

    private static String escaped(String column) {
        return DelimitedText.joined(',', List.of(column)).replace("(", "\\(");
    }

    /** The owners of a query of the host's, which equal no record's. */
    public static TableOrigin ofQuery(Connection connection, String name) throws SQLException {
        Origin origin = Origin.of(name, DatabasePlace.of(connection) + " query " + name);
        return new TableOrigin(origin, origin, name);
    }

    /** Whether an owner is one of these rows. */
    public boolean isOf(Owner owner) {
        return owner.origin().equals(origin);
    }

    /** The ids of those owners that are rows of this table. */
    public List<String> idsOf(List<Owner> owners) {
        return owners.stream().filter(this::isOf).map(Owner::id).toList();
    }

    /** The owner of a row, whose id is null where it lacks its key. */
    public Owner owner(@Nullable String id) {
        return id == null ? new Owner(unkeyed, NO_KEY) : new Owner(origin, id);
    }
}
