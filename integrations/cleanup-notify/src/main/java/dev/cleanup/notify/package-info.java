/**
 * Alerts as messages to others: webhooks, in plain, Slack and Discord form.
 * For hosts whose people do not read logs; start with {@link dev.cleanup.notify.Webhook}.
 */
@NullMarked
package dev.cleanup.notify;

import org.jspecify.annotations.NullMarked;
