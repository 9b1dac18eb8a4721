/**
 * Which stored files are in use, and by whom.
 *
 * <p>For hosts, which say with {@link dev.cleanup.reference.KeyMapping} what the values in their data mean, and for
 * authors of sources, who implement {@link dev.cleanup.reference.ReferenceSource}.
 */
@NullMarked
package dev.cleanup.reference;

import org.jspecify.annotations.NullMarked;
