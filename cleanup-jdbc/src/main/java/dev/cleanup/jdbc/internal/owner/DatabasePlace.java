package dev.cleanup.jdbc.internal.owner;

import dev.cleanup.jdbc.internal.sql.Product;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.util.Objects;
import java.util.regex.Pattern;

/** Which database a connection leads to, in words without options and credentials. */
final class DatabasePlace {

    private static final Pattern OPTIONS = Pattern.compile("[?;].*", Pattern.DOTALL);
    private static final Pattern USER_OF_HOST = Pattern.compile("(//|,)[^/,]*@");
    private static final Pattern USER_OF_ORACLE = Pattern.compile("^(jdbc:oracle:\\w+:)[^@]*@");
    private static final Pattern NAMED_CREDENTIALS =
            Pattern.compile("\\b(user|username|password|pwd)=[^,)&]*", Pattern.CASE_INSENSITIVE);
    private static final Pattern AFTER_HOST = Pattern.compile("^(jdbc:[^/]*//[^/]*)/.*", Pattern.DOTALL);

    /** Each connection to such a URL leads to another database. */
    private static final Pattern UNNAMED = Pattern.compile(
            "jdbc:(h2:mem:|hsqldb:mem:|derby:memory:|sqlite:(:memory:)?|duckdb:(:memory:)?)", Pattern.CASE_INSENSITIVE);

    private DatabasePlace() {}

    /**
     * Where schemas are databases, the server; else the database.
     *
     * @throws SQLSyntaxErrorException if the database has no name: rows of two such databases would be taken for the same
     */
    static String of(Connection connection) throws SQLException {
        DatabaseMetaData metadata = connection.getMetaData();
        String place = withoutSecrets(Objects.requireNonNullElse(metadata.getURL(), ""));
        requireNamed(place);
        return switch (Product.of(metadata)) {
            case MARIADB, MYSQL -> AFTER_HOST.matcher(place).replaceFirst("$1");
            default -> place + " " + Objects.requireNonNullElse(connection.getCatalog(), "");
        };
    }

    private static void requireNamed(String place) throws SQLException {
        if (UNNAMED.matcher(place).matches()) {
            throw new SQLSyntaxErrorException(
                    "the URL " + place + " names no database: each connection has a database for"
                            + " itself, and nothing tells the rows of one from those of another. Name it, such as jdbc:h2:mem:app");
        }
    }

    static String withoutSecrets(String url) {
        String plain = OPTIONS.matcher(url).replaceFirst("");
        plain = USER_OF_ORACLE.matcher(plain).replaceFirst("$1");
        plain = USER_OF_HOST.matcher(plain).replaceAll("$1");
        return NAMED_CREDENTIALS.matcher(plain).replaceAll("");
    }
}
