package dev.cleanup.jdbc.internal.record;

import dev.cleanup.fact.Fact;
import dev.cleanup.jdbc.internal.sql.Column;
import dev.cleanup.jdbc.internal.sql.SqlFragment;
import dev.cleanup.jdbc.internal.time.TimeColumn;
import dev.cleanup.policy.AllOf;
import dev.cleanup.policy.AnyOf;
import dev.cleanup.policy.Expired;
import dev.cleanup.policy.HasAttribute;
import dev.cleanup.policy.HasFiles;
import dev.cleanup.policy.HasStatus;
import dev.cleanup.policy.InUse;
import dev.cleanup.policy.ItemPolicy;
import dev.cleanup.policy.Not;
import dev.cleanup.policy.TimeBefore;
import dev.cleanup.policy.TimeBetween;
import dev.cleanup.policy.TimeOlderThan;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Conditions in SQL that every row meets which a policy would remove, and some more. They save reading, and decide
 * nothing.
 */
final class PredicatePushDown {

    private final ResolvedMapping layout;
    private final Instant now;

    PredicatePushDown(ResolvedMapping layout, Instant now) {
        this.layout = layout;
        this.now = now;
    }

    /** A condition that all rows meet which the policy removes. */
    SqlFragment removed(ItemPolicy policy) {
        if (policy instanceof AllOf all) {
            return SqlFragment.allOf(each(all.rules(), this::removed));
        }
        if (policy instanceof AnyOf any) {
            return SqlFragment.anyOf(each(any.rules(), this::removed));
        }
        if (policy instanceof Not not) {
            return kept(not.rule());
        }
        return policy instanceof HasFiles ? namesFiles() : comparison(policy, true);
    }

    /** A condition that all rows meet which the policy keeps, being sure of it; what <i>not</i> then removes. */
    private SqlFragment kept(ItemPolicy policy) {
        if (policy instanceof AllOf all) {
            return SqlFragment.anyOf(each(all.rules(), this::kept));
        }
        if (policy instanceof AnyOf any) {
            return SqlFragment.allOf(each(any.rules(), this::kept));
        }
        return policy instanceof Not not ? removed(not.rule()) : comparison(policy, false);
    }

    private static List<SqlFragment> each(List<ItemPolicy> rules, Function<ItemPolicy, SqlFragment> condition) {
        return rules.stream().map(condition).toList();
    }

    private SqlFragment comparison(ItemPolicy policy, boolean matching) {
        if (policy instanceof HasStatus status) {
            return text(Fact.STATUS, status.statuses(), matching);
        }
        if (policy instanceof HasAttribute attribute) {
            return text(attribute.fact(), attribute.values(), matching);
        }
        if (policy instanceof InUse) {
            SqlFragment used = SqlFragment.anyOf(List.copyOf(layout.uses().values()));
            return layout.uses().isEmpty()
                    ? SqlFragment.ANY_ROW
                    : matching ? used : SqlFragment.of("NOT ").plus(used);
        }
        return matching ? matchingTime(policy) : otherTime(policy);
    }

    private SqlFragment matchingTime(ItemPolicy policy) {
        if (policy instanceof TimeOlderThan older) {
            return notAfter(older.time().fact(), older.cutoff(now));
        }
        if (policy instanceof TimeBefore before) {
            return notAfter(before.time().fact(), before.instant());
        }
        if (policy instanceof TimeBetween between) {
            Fact<Instant> time = between.time().fact();
            return SqlFragment.allOf(List.of(notBefore(time, between.from()), notAfter(time, between.until())));
        }
        return policy instanceof Expired ? notAfter(Fact.time("expires"), now) : SqlFragment.ANY_ROW;
    }

    /** What has no time is not judged, and so not kept for sure either; what never expires is. */
    private SqlFragment otherTime(ItemPolicy policy) {
        if (policy instanceof TimeOlderThan older) {
            return notBefore(older.time().fact(), older.cutoff(now));
        }
        if (policy instanceof TimeBefore before) {
            return notBefore(before.time().fact(), before.instant());
        }
        return SqlFragment.ANY_ROW;
    }

    private SqlFragment notAfter(Fact<Instant> fact, Instant instant) {
        return time(fact).map(column -> column.notAfter(instant)).orElse(SqlFragment.ANY_ROW);
    }

    private SqlFragment notBefore(Fact<Instant> fact, Instant instant) {
        return time(fact).map(column -> column.notBefore(instant)).orElse(SqlFragment.ANY_ROW);
    }

    private Optional<TimeColumn> time(Fact<?> fact) {
        return layout.times().entrySet().stream()
                .filter(one -> one.getKey().fact().equals(Optional.of(fact)))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private SqlFragment text(Fact<?> fact, Set<String> values, boolean matching) {
        return layout.column(fact)
                .filter(Column::isText)
                .map(found -> matching ? oneOf(found, values) : noneOf(found, values))
                .orElse(SqlFragment.ANY_ROW);
    }

    /** Whatever the collation, texts that are the same compare as equal. */
    private static SqlFragment oneOf(Column column, Set<String> values) {
        return new SqlFragment(
                column.sql() + " IN (" + questionMarks(values) + ")",
                values.stream().map(Column::text).toList());
    }

    /** Only bytes tell for sure that two texts are the same, and so not different. */
    private SqlFragment noneOf(Column column, Set<String> values) {
        if (column.isPadded()) {
            return SqlFragment.ANY_ROW;
        }
        String different = layout.dialect().bytes(column.sql()) + " NOT IN (" + questionMarks(values) + ")";
        return new SqlFragment(
                "(" + different + " OR " + column.sql() + " IS NULL)",
                values.stream().map(Column::utf8).toList());
    }

    private static String questionMarks(Set<String> values) {
        return String.join(", ", Collections.nCopies(values.size(), "?"));
    }

    private SqlFragment namesFiles() {
        List<SqlFragment> named = layout.mapping().all(ColumnRole.File.class).stream()
                .flatMap(file -> layout.columns().getOrDefault(file, List.of()).stream())
                .map(column -> SqlFragment.of(column.sql() + " IS NOT NULL"))
                .toList();
        return named.isEmpty() ? SqlFragment.of("1 = 0") : SqlFragment.anyOf(named);
    }
}
