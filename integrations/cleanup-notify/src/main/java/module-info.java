/**
 * Sends alerts to webhooks, in plain, Slack and Discord form.
 */
module dev.cleanup.notify {
    requires static transitive org.jspecify;
    requires transitive dev.cleanup.ops;
    requires com.fasterxml.jackson.databind;
    requires dev.failsafe.core;
    requires java.net.http;
    requires org.slf4j;

    exports dev.cleanup.notify;
}
