/**
 * Operates a cleanup: schedules, alerts, metrics and settings. For hosts without a scheduler or a configuration of their own.
 */
module dev.cleanup.ops {
    requires static transitive org.jspecify;
    requires transitive dev.cleanup.core;
    requires org.slf4j;

    exports dev.cleanup.alert;
    exports dev.cleanup.metrics;
    exports dev.cleanup.schedule;
    exports dev.cleanup.settings;
}
