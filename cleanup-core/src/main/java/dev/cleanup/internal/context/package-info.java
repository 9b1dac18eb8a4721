/**
 * State of one run: instant, stop condition, listeners, log.
 *
 * <p>Start with {@link dev.cleanup.internal.context.RunContext}.
 */
@NullMarked
package dev.cleanup.internal.context;

import org.jspecify.annotations.NullMarked;
