/**
 * Reads the entries of a JSON document, and where their bytes stand.
 *
 * <p>Start with {@link dev.cleanup.jsonstore.internal.document.DocumentReader}.
 */
@NullMarked
package dev.cleanup.jsonstore.internal.document;

import org.jspecify.annotations.NullMarked;
