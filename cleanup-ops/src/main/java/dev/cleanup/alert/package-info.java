/**
 * Alerts: which ends of a run somebody must hear of, and who hears of them.
 *
 * <p>Start with {@link dev.cleanup.alert.AlertDispatcher}. Webhooks are a module of their own, {@code cleanup-notify}.
 */
@NullMarked
package dev.cleanup.alert;

import org.jspecify.annotations.NullMarked;
