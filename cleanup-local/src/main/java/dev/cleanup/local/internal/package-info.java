/**
 * The root of a local directory and the rules for it.
 *
 * <p>Start with {@link dev.cleanup.local.internal.StorageRoot}.
 */
@NullMarked
package dev.cleanup.local.internal;

import org.jspecify.annotations.NullMarked;
