/**
 * Reads references: the snapshot for the plan and the re-check before a removal.
 *
 * <p>Start with {@link dev.cleanup.internal.context.ReferenceReader}.
 */
@NullMarked
package dev.cleanup.internal.reference;

import org.jspecify.annotations.NullMarked;
