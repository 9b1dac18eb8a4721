/**
 * Entry point of the engine: plans, runs and applies, one run at a time.
 *
 * <p>Start with {@link dev.cleanup.internal.run.Engine}.
 */
@NullMarked
package dev.cleanup.internal.run;

import org.jspecify.annotations.NullMarked;
