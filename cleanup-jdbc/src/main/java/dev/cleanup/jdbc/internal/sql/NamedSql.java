package dev.cleanup.jdbc.internal.sql;

import dev.cleanup.jdbc.internal.reference.ReferenceQuery;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * SQL of the host's own, with parameters such as {@code :id}. Immutable.
 *
 * @param text what the host wrote
 */
public record NamedSql(String text) {

    /** What holds no parameter, whatever it looks like (texts, names, comments, casts), and then the parameters. */
    private static final Pattern TOKENS = Pattern.compile(
            "'[^']*+(?:''[^']*+)*+'|\"[^\"]*+\"|`[^`]*+`|--[^\\n]*+|/\\*.*?\\*/|\\$(\\w*)\\$.*?\\$\\1\\$|::"
                    + "|:([A-Za-z_]\\w*)",
            Pattern.DOTALL);

    public NamedSql {
        ReferenceQuery.present("sql", text);
    }

    /** One statement; of several, some drivers show the rows of the first alone. */
    public static NamedSql query(String text) {
        if (text.indexOf(';') >= 0) {
            throw new IllegalArgumentException(
                    "sql (" + text + ") must be one statement without ';', since the rows of a"
                            + " second one could get lost: leave the ';' out");
        }
        return new NamedSql(text);
    }

    /** The names of its parameters. */
    public Set<String> parameters() {
        Set<String> names = new LinkedHashSet<>();
        with(name -> {
            names.add(name);
            return SqlFragment.of("");
        });
        return names;
    }

    /** The statement with something else in place of each parameter. */
    public SqlFragment with(Function<String, SqlFragment> values) {
        SqlFragment sql = SqlFragment.of("");
        int end = 0;
        for (Matcher token = TOKENS.matcher(text); token.find(); ) {
            @Nullable String name = token.group(2);
            if (name != null) {
                sql = sql.plus(text.substring(end, token.start())).plus(values.apply(name));
                end = token.end();
            }
        }
        return sql.plus(text.substring(end));
    }
}
