/**
 * Decides whether an orphan has been seen for long enough.
 *
 * <p>Start with {@link dev.cleanup.internal.sighting.OrphanSightings}.
 */
@NullMarked
package dev.cleanup.internal.sighting;

import org.jspecify.annotations.NullMarked;
