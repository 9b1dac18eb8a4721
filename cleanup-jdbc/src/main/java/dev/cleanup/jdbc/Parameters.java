package dev.cleanup.jdbc;

import dev.cleanup.policy.Fact;
import dev.cleanup.policy.Reading;
import dev.cleanup.record.RecordFacts;
import java.sql.Types;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a statement of the host's can ask for by name: the parts of the key, and attributes. */
final class Parameters {

    private Parameters() {}

    static Map<String, Sql> of(Layout layout, RecordFacts record) {
        Map<String, Sql> values = new LinkedHashMap<>();
        layout.columns().forEach((meaning, columns) -> {
            if (meaning instanceof Meaning.Attribute || meaning instanceof Meaning.Retired) {
                for (int i = 0; i < columns.size(); i++) {
                    String name = meaning.columns().get(i);
                    values.put(name, value(columns.get(i), record.read(Fact.attribute(name))));
                }
            }
        });
        List<String> names = layout.mapping().rows().keys();
        List<String> parts = OwnerIds.split(record.owner().id(), names.size());
        for (int i = 0; i < names.size(); i++) {
            values.put(names.get(i), Sql.of("?", layout.rows().keys().get(i).value(parts.get(i))));
        }
        return values;
    }

    private static Sql value(Column column, Reading<String> reading) {
        return reading instanceof Reading.Known<String> known
                ? Sql.of("?", column.value(known.value()))
                : Sql.of("?", (position, statement, context) -> statement.setNull(position, Types.NULL));
    }
}
