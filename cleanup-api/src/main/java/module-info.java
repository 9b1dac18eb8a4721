/**
 * The words of cleanup: storage, references, records, policies, plans and reports.
 *
 * <p>Hosts read these types; adapters implement their interfaces. Nothing here reads a clock, a disk or a database.
 */
module dev.cleanup.api {
    requires static transitive org.jspecify;

    exports dev.cleanup.guard;
    exports dev.cleanup.history;
    exports dev.cleanup.lock;
    exports dev.cleanup.outcome;
    exports dev.cleanup.policy;
    exports dev.cleanup.record;
    exports dev.cleanup.reference;
    exports dev.cleanup.report;
    exports dev.cleanup.storage;
}
