/**
 * References, records, claims and history in SQL. For hosts that keep their records in a database.
 */
module dev.cleanup.jdbc {
    requires static transitive org.jspecify;
    requires transitive dev.cleanup.api;
    requires transitive java.sql;
    requires org.jdbi.v3.core;

    exports dev.cleanup.jdbc;
}
