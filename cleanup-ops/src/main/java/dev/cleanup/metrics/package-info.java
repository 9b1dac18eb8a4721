/**
 * Numbers of what runs did since the process began, for hosts to read at any time.
 *
 * <p>Start with {@link dev.cleanup.metrics.CleanupMetrics}. What outlives the process is a history.
 */
@NullMarked
package dev.cleanup.metrics;

import org.jspecify.annotations.NullMarked;
