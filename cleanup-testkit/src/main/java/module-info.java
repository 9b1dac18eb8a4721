/**
 * In-memory fakes, contract tests and assertions. For the tests of hosts and adapters, never for production code.
 */
module dev.cleanup.testkit {
    requires transitive dev.cleanup.api;
    requires transitive org.assertj.core;
    requires static transitive org.jspecify;
    requires transitive org.junit.jupiter.api;

    exports dev.cleanup.testkit;
    exports dev.cleanup.testkit.contract;
    exports dev.cleanup.testkit.fake;
}
