/**
 * Plans, reports and history as JSON files. For hosts without a database to keep them in.
 */
module dev.cleanup.jsonstore {
    requires static transitive org.jspecify;
}
