/**
 * A small schedule for hosts that have none: when a cleanup runs, and a thread of its own that runs it then.
 *
 * <p>Start with {@link dev.cleanup.schedule.CleanupScheduler}. Hosts with a scheduler need nothing of this: they hand it
 * {@link dev.cleanup.Cleanup#asRunnable}.
 */
@NullMarked
package dev.cleanup.schedule;

import org.jspecify.annotations.NullMarked;
