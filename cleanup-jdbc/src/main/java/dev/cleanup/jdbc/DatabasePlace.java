package dev.cleanup.jdbc;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
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

    private DatabasePlace() {}

    /** Where schemas are databases, the server; else the database. */
    static String of(Connection connection) throws SQLException {
        DatabaseMetaData metadata = connection.getMetaData();
        String place = withoutSecrets(Objects.requireNonNullElse(metadata.getURL(), ""));
        return switch (Product.of(metadata)) {
            case MARIADB, MYSQL -> AFTER_HOST.matcher(place).replaceFirst("$1");
            default -> place + " " + Objects.requireNonNullElse(connection.getCatalog(), "");
        };
    }

    static String withoutSecrets(String url) {
        String plain = OPTIONS.matcher(url).replaceFirst("");
        plain = USER_OF_ORACLE.matcher(plain).replaceFirst("$1");
        plain = USER_OF_HOST.matcher(plain).replaceAll("$1");
        return NAMED_CREDENTIALS.matcher(plain).replaceAll("");
    }
}
