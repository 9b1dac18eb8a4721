/**
 * Binds the numbers of a cleanup's runs to a Micrometer registry.
 */
module dev.cleanup.micrometer {
    requires static transitive org.jspecify;
    requires transitive dev.cleanup.ops;
    requires transitive micrometer.core;

    exports dev.cleanup.micrometer;
}
