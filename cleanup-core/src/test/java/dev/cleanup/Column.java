package dev.cleanup;

import dev.cleanup.reference.KeyMapping;
import dev.cleanup.reference.Owner;
import dev.cleanup.reference.ReferenceSink;
import dev.cleanup.reference.ReferenceSource;
import java.util.List;

/** A column of a host's table: text as it stands there, and what it means. */
record Column(String name, KeyMapping mapping, List<String> values) implements ReferenceSource {

    static Column of(KeyMapping mapping, String... values) {
        return new Column("column", mapping, List.of(values));
    }

    @Override
    public void read(ReferenceSink sink) {
        for (int row = 0; row < values.size(); row++) {
            mapping.deliver(values.get(row), new Owner(name, Integer.toString(row)), sink);
        }
    }
}
