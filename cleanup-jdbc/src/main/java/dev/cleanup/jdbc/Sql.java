package dev.cleanup.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.argument.Argument;

/**
 * A piece of SQL with the values that stand for its question marks, in their order. Immutable.
 *
 * @param text the SQL; data never stands in it
 * @param values the values
 */
record Sql(String text, List<Argument> values) {

    /** A condition that every row meets. */
    static final Sql ANY_ROW = of("1 = 1");

    Sql {
        values = List.copyOf(values);
    }

    static Sql of(String text, Argument... values) {
        return new Sql(text, List.of(values));
    }

    /** This, and more behind it. */
    Sql plus(Sql more) {
        List<Argument> all = new ArrayList<>(values);
        all.addAll(more.values);
        return new Sql(text + more.text, all);
    }

    /** This, and more behind it. */
    Sql plus(String more) {
        return new Sql(text + more, values);
    }

    static Sql joined(String separator, List<Sql> parts) {
        return new Sql(
                parts.stream().map(Sql::text).collect(Collectors.joining(separator)),
                parts.stream().flatMap(part -> part.values.stream()).toList());
    }

    /** What all conditions ask for. */
    static Sql allOf(List<Sql> conditions) {
        List<Sql> asking =
                conditions.stream().filter(one -> !one.equals(ANY_ROW)).toList();
        return asking.isEmpty() ? ANY_ROW : grouped(" AND ", asking);
    }

    /** What at least one of the conditions asks for. */
    static Sql anyOf(List<Sql> conditions) {
        return conditions.contains(ANY_ROW) ? ANY_ROW : grouped(" OR ", conditions);
    }

    private static Sql grouped(String conjunction, List<Sql> parts) {
        return parts.size() == 1
                ? parts.get(0)
                : of("(").plus(joined(conjunction, parts)).plus(")");
    }
}
