/**
 * Records in JSON files, such as tokens that name files; and plans as JSON files, to look at, approve and apply later.
 */
module dev.cleanup.jsonstore {
    requires static transitive org.jspecify;
    requires transitive dev.cleanup.api;
    requires com.fasterxml.jackson.core;

    exports dev.cleanup.jsonstore;
}
