/**
 * One cleanup, {@link dev.cleanup.examples.schedulers.UploadsCleanup}, in each of the schedulers that a host may have: a class
 * for each, to copy. What they have in common: one composition that lives as long as the process, a signal that ends a run
 * between two batches, and a shutdown that gives it and waits.
 */
@NullMarked
package dev.cleanup.examples.schedulers;

import org.jspecify.annotations.NullMarked;
