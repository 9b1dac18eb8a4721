/**
 * Texts, sizes, durations and checks that the modules of this library share.
 *
 * <p>Not for hosts: the module exports this package to the other modules of the library only.
 */
@NullMarked
package dev.cleanup.support;

import org.jspecify.annotations.NullMarked;
