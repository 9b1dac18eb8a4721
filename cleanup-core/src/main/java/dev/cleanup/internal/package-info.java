/**
 * The engine. Not exported; its packages are the stations of the way from listing and references to the report.
 *
 * <p>Start with {@link dev.cleanup.internal.run.Engine}. A planner drafts a task; a remover executes the draft.
 */
@NullMarked
package dev.cleanup.internal;

import org.jspecify.annotations.NullMarked;
