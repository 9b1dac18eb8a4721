/**
 * Reads references: the snapshot for the plan and the re-check before a removal.
 *
 * <p>Start with {@link dev.cleanup.internal.reference.ReferenceReader}.
 */
@NullMarked
package dev.cleanup.internal.reference;

import org.jspecify.annotations.NullMarked;
