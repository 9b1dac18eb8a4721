/**
 * Compares the library with what one would use instead.
 * For those who want to know what it costs.
 */
@NullMarked
package dev.cleanup.benchmarks;

import org.jspecify.annotations.NullMarked;
