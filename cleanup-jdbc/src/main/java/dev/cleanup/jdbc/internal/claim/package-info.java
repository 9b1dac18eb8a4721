/**
 * Claims, confirms, settles and releases records, in batches.
 *
 * <p>Start with {@link dev.cleanup.jdbc.internal.claim.BatchExecutor}.
 */
@NullMarked
package dev.cleanup.jdbc.internal.claim;

import org.jspecify.annotations.NullMarked;
