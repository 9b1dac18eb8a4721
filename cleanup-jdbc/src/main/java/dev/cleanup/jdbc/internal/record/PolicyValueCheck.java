package dev.cleanup.jdbc.internal.record;

import dev.cleanup.fact.Fact;
import dev.cleanup.jdbc.internal.sql.Column;
import dev.cleanup.jdbc.internal.sql.Dialect;
import dev.cleanup.jdbc.internal.sql.Transaction;
import dev.cleanup.policy.AllOf;
import dev.cleanup.policy.AnyOf;
import dev.cleanup.policy.HasAttribute;
import dev.cleanup.policy.HasStatus;
import dev.cleanup.policy.ItemPolicy;
import dev.cleanup.policy.Not;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses a policy that compares a column with a text that none of its values reads as. Under <i>not</i>, such a policy
 * takes every row.
 */
final class PolicyValueCheck {

    private final ResolvedMapping layout;
    private final Transaction transaction;

    PolicyValueCheck(ResolvedMapping layout, Transaction transaction) {
        this.layout = layout;
        this.transaction = transaction;
    }

    /**
     * Checks each text of a policy.
     *
     * @throws SQLException if a column never shows one of them
     */
    void require(ItemPolicy policy) throws SQLException {
        if (policy instanceof AllOf all) {
            requireEach(all.rules());
        } else if (policy instanceof AnyOf any) {
            requireEach(any.rules());
        } else if (policy instanceof Not not) {
            require(not.rule());
        } else if (policy instanceof HasStatus status) {
            require(Fact.STATUS, status.statuses());
        } else if (policy instanceof HasAttribute attribute) {
            require(attribute.fact(), attribute.values());
        }
    }

    private void requireEach(List<ItemPolicy> rules) throws SQLException {
        for (ItemPolicy rule : rules) {
            require(rule);
        }
    }

    private void require(Fact<?> fact, Set<String> values) throws SQLException {
        Optional<Column> column = layout.column(fact);
        if (column.isEmpty()) {
            return;
        }
        List<String> labels = labels(column.get());
        for (String value : values) {
            Optional<String> never = labels.isEmpty() || labels.contains(value)
                    ? column.get().neverShows(value)
                    : Optional.of("its values are " + String.join(", ", labels));
            if (never.isPresent()) {
                throw new SQLException("the policy compares " + column.get() + " of "
                        + layout.mapping().rows().table() + " with '" + value + "', which it never is: " + never.get()
                        + ". Under not(..), the policy would take every row. Correct the value");
            }
        }
    }

    /** The values of an enumeration; empty where the column is none, or the database does not say. */
    private List<String> labels(Column column) {
        Dialect dialect = layout.dialect();
        if (!column.mayBeEnumeration() || !(layout.mapping().isTable() || dialect.namesEnumerations())) {
            return List.of();
        }
        return dialect.labelsIn(dialect.labels(layout.rows().from(), column)
                .map(query -> transaction.query(query, (row, context) -> dialect.label(row)))
                .orElse(List.of(column.typeName())));
    }
}
