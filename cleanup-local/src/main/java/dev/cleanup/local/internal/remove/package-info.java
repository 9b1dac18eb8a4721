/**
 * Removes files: staging, journal, compare and delete.
 *
 * <p>Start with {@link dev.cleanup.local.internal.remove.CompareAndDelete}.
 */
@NullMarked
package dev.cleanup.local.internal.remove;

import org.jspecify.annotations.NullMarked;
