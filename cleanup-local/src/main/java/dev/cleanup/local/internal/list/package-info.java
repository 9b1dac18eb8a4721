/**
 * Lists a tree and looks up its files.
 *
 * <p>Start with {@link dev.cleanup.local.internal.list.TreeWalk}.
 */
@NullMarked
package dev.cleanup.local.internal.list;

import org.jspecify.annotations.NullMarked;
