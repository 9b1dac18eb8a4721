/**
 * Lists, looks up and measures a storage, and checks its answers.
 *
 * <p>Start with {@link dev.cleanup.internal.storage.KeyListing}.
 */
@NullMarked
package dev.cleanup.internal.storage;

import org.jspecify.annotations.NullMarked;
