/**
 * What a host composed, as values, and its digest.
 *
 * <p>Start with {@link dev.cleanup.internal.config.CleanupConfig}.
 */
@NullMarked
package dev.cleanup.internal.config;

import org.jspecify.annotations.NullMarked;
