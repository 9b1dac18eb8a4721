/**
 * Plans, reports and history entries as JSON.
 *
 * <p>Start with {@link dev.cleanup.jsonstore.internal.codec.Codecs}.
 */
@NullMarked
package dev.cleanup.jsonstore.internal.codec;

import org.jspecify.annotations.NullMarked;
