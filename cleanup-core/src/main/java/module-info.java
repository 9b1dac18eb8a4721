/**
 * Composes storages, references and policies into a cleanup, and runs it. Hosts depend on this module.
 */
module dev.cleanup.core {
    requires static transitive org.jspecify;
    requires transitive dev.cleanup.api;
    requires org.slf4j;

    exports dev.cleanup;
}
