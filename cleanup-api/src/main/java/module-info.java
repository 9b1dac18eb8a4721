/**
 * The words that hosts and adapters share: storages, references, records, policies and reports.
 */
module dev.cleanup.api {
    requires static transitive org.jspecify;
}
