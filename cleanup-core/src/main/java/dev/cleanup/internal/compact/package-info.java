/**
 * Compact collections of keys and files, for a bounded heap.
 *
 * <p>Start with {@link dev.cleanup.internal.compact.FingerprintSet}.
 */
@NullMarked
package dev.cleanup.internal.compact;

import org.jspecify.annotations.NullMarked;
