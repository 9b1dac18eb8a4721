/**
 * Composes a cleanup over one storage, plans it and runs it.
 *
 * <p>For hosts: start with {@link dev.cleanup.Cleanup} and {@link dev.cleanup.CleanupTask}.
 */
@NullMarked
package dev.cleanup;

import org.jspecify.annotations.NullMarked;
