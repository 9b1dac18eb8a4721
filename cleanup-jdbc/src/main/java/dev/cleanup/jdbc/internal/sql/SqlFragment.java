package dev.cleanup.jdbc.internal.sql;

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
public record SqlFragment(String text, List<Argument> values) {

    /** A condition that every row meets. */
    public static final SqlFragment ANY_ROW = of("1 = 1");

    public SqlFragment {
        values = List.copyOf(values);
    }

    public static SqlFragment of(String text, Argument... values) {
        return new SqlFragment(text, List.of(values));
    }

    /** This, and more behind it. */
    public SqlFragment plus(SqlFragment more) {
        List<Argument> all = new ArrayList<>(values);
        all.addAll(more.values);
        return new SqlFragment(text + more.text, all);
    }

    /** This, and more behind it. */
    public SqlFragment plus(String more) {
        return new SqlFragment(text + more, values);
    }

    public static SqlFragment joined(String separator, List<SqlFragment> parts) {
        return new SqlFragment(
                parts.stream().map(SqlFragment::text).collect(Collectors.joining(separator)),
                parts.stream().flatMap(part -> part.values.stream()).toList());
    }

    /** What all conditions ask for. */
    public static SqlFragment allOf(List<SqlFragment> conditions) {
        List<SqlFragment> asking =
                conditions.stream().filter(one -> !one.equals(ANY_ROW)).toList();
        return asking.isEmpty() ? ANY_ROW : grouped(" AND ", asking);
    }

    /** What at least one of the conditions asks for. */
    public static SqlFragment anyOf(List<SqlFragment> conditions) {
        return conditions.contains(ANY_ROW) ? ANY_ROW : grouped(" OR ", conditions);
    }

    private static SqlFragment grouped(String conjunction, List<SqlFragment> parts) {
        return parts.size() == 1
                ? parts.get(0)
                : of("(").plus(joined(conjunction, parts)).plus(")");
    }
}
