/**
 * Records in JSON files, such as tokens that name files; plans as JSON files, to look at, approve and apply later; and what
 * runs did, as reports and as a history.
 */
module dev.cleanup.jsonstore {
    requires static transitive org.jspecify;
    requires transitive dev.cleanup.api;
    requires com.fasterxml.jackson.core;

    exports dev.cleanup.jsonstore;
}
