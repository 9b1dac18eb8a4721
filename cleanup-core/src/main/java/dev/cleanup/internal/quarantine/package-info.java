/**
 * Restores and purges quarantined files.
 *
 * <p>Start with {@link dev.cleanup.internal.quarantine.QuarantineMaintenance}.
 */
@NullMarked
package dev.cleanup.internal.quarantine;

import org.jspecify.annotations.NullMarked;
