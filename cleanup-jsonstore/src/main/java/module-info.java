/**
 * Plans as JSON files. For hosts that want to look at a plan, approve it and apply it later.
 */
module dev.cleanup.jsonstore {
    requires static transitive org.jspecify;
    requires transitive dev.cleanup.api;
    requires com.fasterxml.jackson.core;

    exports dev.cleanup.jsonstore;
}
