/**
 * The library's first minute: a small host of its own, a rehearsal, a run, and a run that is refused.
 * For newcomers: start with {@link dev.cleanup.examples.quickstart.UploadsCleanup}, the whole composition.
 */
@NullMarked
package dev.cleanup.examples.quickstart;

import org.jspecify.annotations.NullMarked;
