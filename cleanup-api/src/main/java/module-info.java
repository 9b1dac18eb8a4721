/**
 * The words of cleanup: storage, references, records, policies, plans and reports.
 *
 * <p>Hosts read these types; adapters implement their interfaces. Nothing here reads a clock, a disk or a database.
 */
@SuppressWarnings("module") // The modules that may use dev.cleanup.support are built later.
module dev.cleanup.api {
    requires static transitive org.jspecify;

    exports dev.cleanup.fact;
    exports dev.cleanup.guard;
    exports dev.cleanup.history;
    exports dev.cleanup.lock;
    exports dev.cleanup.outcome;
    exports dev.cleanup.policy;
    exports dev.cleanup.record;
    exports dev.cleanup.reference;
    exports dev.cleanup.report;
    exports dev.cleanup.storage;
    exports dev.cleanup.support to
            dev.cleanup.core,
            dev.cleanup.jdbc,
            dev.cleanup.jsonstore,
            dev.cleanup.local,
            dev.cleanup.notify,
            dev.cleanup.ops,
            dev.cleanup.testkit;
}
