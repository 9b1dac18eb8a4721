/**
 * Removes what a draft holds: claims, re-check, removal, settlement.
 *
 * <p>Start with {@link dev.cleanup.internal.remove.OrphanRemover} and {@link
 * dev.cleanup.internal.remove.RecordRemover}.
 */
@NullMarked
package dev.cleanup.internal.remove;

import org.jspecify.annotations.NullMarked;
