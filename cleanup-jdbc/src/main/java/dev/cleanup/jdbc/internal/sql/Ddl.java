package dev.cleanup.jdbc.internal.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The statements that make the library's own tables, shipped for each database. */
public final class Ddl {

    private static final List<Product> SHIPPED = List.of(Product.POSTGRESQL, Product.MARIADB, Product.H2);

    private Ddl() {}

    /** The statements of a set of tables, such as {@code history}. */
    public static List<String> statements(String tables, Product product) throws SQLException {
        if (!SHIPPED.contains(product)) {
            throw new SQLException("no tables are shipped for this database, only for " + SHIPPED
                    + "; make them as dev/cleanup/jdbc/" + tables + "-*.sql in the jar has them");
        }
        String script = resource(tables + "-" + product.name().toLowerCase(Locale.ROOT) + ".sql");
        String plain = script.lines().filter(line -> !line.startsWith("--")).collect(Collectors.joining("\n"));
        return Stream.of(plain.split(";", -1))
                .map(String::strip)
                .filter(sql -> !sql.isEmpty())
                .toList();
    }

    /** Returns the text of a resource of this package. */
    public static String resource(String name) {
        try (InputStream in = Ddl.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks its resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
