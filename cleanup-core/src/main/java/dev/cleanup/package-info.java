/**
 * Composes a cleanup over one storage, plans it and runs it.
 * For hosts: this is where to start.
 */
@NullMarked
package dev.cleanup;

import org.jspecify.annotations.NullMarked;
