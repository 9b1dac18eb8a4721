/**
 * Replaces files atomically, and locks them.
 *
 * <p>Start with {@link dev.cleanup.jsonstore.internal.file.AtomicReplace}.
 */
@NullMarked
package dev.cleanup.jsonstore.internal.file;

import org.jspecify.annotations.NullMarked;
