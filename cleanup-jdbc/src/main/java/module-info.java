/**
 * References, records, claims and history in SQL. For hosts that keep their records in a database.
 */
module dev.cleanup.jdbc {
    requires static transitive org.jspecify;
}
