/**
 * What is remembered of runs that have ended, and of orphans that were seen.
 *
 * <p>For hosts that keep a history, and for authors of one: start with {@link dev.cleanup.history.RunHistory}.
 */
@NullMarked
package dev.cleanup.history;

import org.jspecify.annotations.NullMarked;
