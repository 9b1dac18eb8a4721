/**
 * Reads references in one snapshot.
 *
 * <p>Start with {@link dev.cleanup.jdbc.internal.reference.SnapshotTransaction}.
 */
@NullMarked
package dev.cleanup.jdbc.internal.reference;

import org.jspecify.annotations.NullMarked;
