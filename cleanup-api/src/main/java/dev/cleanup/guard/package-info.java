/**
 * Guards look at a whole plan before its first removal, and may refuse it.
 *
 * <p>For hosts that want another threshold or a guard of their own: start with {@link dev.cleanup.guard.Guards}.
 */
@NullMarked
package dev.cleanup.guard;

import org.jspecify.annotations.NullMarked;
