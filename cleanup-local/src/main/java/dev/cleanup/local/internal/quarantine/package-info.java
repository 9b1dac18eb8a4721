/**
 * Quarantined files, restores, and recovery after a crash.
 *
 * <p>Start with {@link dev.cleanup.local.internal.quarantine.CrashRecovery}.
 */
@NullMarked
package dev.cleanup.local.internal.quarantine;

import org.jspecify.annotations.NullMarked;
