/**
 * The engine: the way from listing and references to the report. No API; not exported.
 *
 * <p>{@link dev.cleanup.internal.Engine} is the door. A task is first drafted by a planner, then walked by a remover.
 */
@NullMarked
package dev.cleanup.internal;

import org.jspecify.annotations.NullMarked;
