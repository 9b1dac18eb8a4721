/**
 * In-memory fakes, contract tests and assertions. For the tests of hosts and adapters, never for production code.
 */
module dev.cleanup.testkit {
    requires transitive dev.cleanup.api;
    requires static transitive org.jspecify;

    exports dev.cleanup.testkit;
}
