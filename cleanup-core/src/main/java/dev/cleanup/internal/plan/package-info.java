/**
 * From the listing and the records to a guarded draft of each task.
 *
 * <p>Start with {@link dev.cleanup.internal.plan.Planner}.
 */
@NullMarked
package dev.cleanup.internal.plan;

import org.jspecify.annotations.NullMarked;
