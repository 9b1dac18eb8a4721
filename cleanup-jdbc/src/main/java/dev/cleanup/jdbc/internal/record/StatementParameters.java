package dev.cleanup.jdbc.internal.record;

import dev.cleanup.fact.Fact;
import dev.cleanup.fact.FactValue;
import dev.cleanup.jdbc.internal.owner.OwnerIdCodec;
import dev.cleanup.jdbc.internal.sql.Column;
import dev.cleanup.jdbc.internal.sql.SqlFragment;
import dev.cleanup.record.RecordFacts;
import java.sql.Types;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a statement of the host's can ask for by name: the parts of the key, and attributes. */
public final class StatementParameters {

    private StatementParameters() {}

    public static Map<String, SqlFragment> of(ResolvedMapping layout, RecordFacts record) {
        Map<String, SqlFragment> values = new LinkedHashMap<>();
        layout.columns().forEach((meaning, columns) -> {
            if (meaning instanceof ColumnRole.Attribute || meaning instanceof ColumnRole.Retired) {
                for (int i = 0; i < columns.size(); i++) {
                    String name = meaning.columns().get(i);
                    values.put(name, value(columns.get(i), record.read(Fact.attribute(name))));
                }
            }
        });
        List<String> names = layout.mapping().rows().keys();
        List<String> parts = OwnerIdCodec.split(record.owner().id(), names.size());
        for (int i = 0; i < names.size(); i++) {
            values.put(
                    names.get(i),
                    SqlFragment.of("?", layout.rows().keys().get(i).value(parts.get(i))));
        }
        return values;
    }

    private static SqlFragment value(Column column, FactValue<String> reading) {
        return reading instanceof FactValue.Known<String> known
                ? SqlFragment.of("?", column.value(known.value()))
                : SqlFragment.of("?", (position, statement, context) -> statement.setNull(position, Types.NULL));
    }
}
