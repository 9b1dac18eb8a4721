/**
 * System calls on files and open directories.
 *
 * <p>Start with {@link dev.cleanup.local.internal.fs.FileSystemCalls}.
 */
@NullMarked
package dev.cleanup.local.internal.fs;

import org.jspecify.annotations.NullMarked;
