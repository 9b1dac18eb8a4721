/**
 * The rotating files of a history.
 *
 * <p>Start with {@link dev.cleanup.jsonstore.internal.history.RotatingFiles}.
 */
@NullMarked
package dev.cleanup.jsonstore.internal.history;

import org.jspecify.annotations.NullMarked;
