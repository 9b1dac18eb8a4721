/**
 * Answers questions about single files and about missing files.
 *
 * <p>Start with {@link dev.cleanup.internal.query.ExplainQuery}.
 */
@NullMarked
package dev.cleanup.internal.query;

import org.jspecify.annotations.NullMarked;
