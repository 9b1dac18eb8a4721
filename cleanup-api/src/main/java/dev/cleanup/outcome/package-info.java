/**
 * What became of an item, and why: the words that storages, policies and reports share.
 *
 * <p>For everybody. Start with {@link dev.cleanup.outcome.Outcome} and {@link dev.cleanup.outcome.Reason}.
 */
@NullMarked
package dev.cleanup.outcome;

import org.jspecify.annotations.NullMarked;
