/**
 * Complete hosts, small enough to read in one go.
 * For everyone who is about to write one.
 */
@NullMarked
package dev.cleanup.examples;

import org.jspecify.annotations.NullMarked;
