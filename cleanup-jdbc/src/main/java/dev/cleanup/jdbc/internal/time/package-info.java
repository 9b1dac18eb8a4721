/**
 * Reads times from columns of each kind.
 *
 * <p>Start with {@link dev.cleanup.jdbc.internal.time.TimeColumn}.
 */
@NullMarked
package dev.cleanup.jdbc.internal.time;

import org.jspecify.annotations.NullMarked;
