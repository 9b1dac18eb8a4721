/**
 * Copies and writes the contents of files.
 *
 * <p>Start with {@link dev.cleanup.local.internal.content.FileCopier}.
 */
@NullMarked
package dev.cleanup.local.internal.content;

import org.jspecify.annotations.NullMarked;
