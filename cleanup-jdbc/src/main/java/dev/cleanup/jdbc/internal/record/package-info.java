/**
 * Maps rows to records, finds them and locks them.
 *
 * <p>Start with {@link dev.cleanup.jdbc.internal.record.RecordAccess}.
 */
@NullMarked
package dev.cleanup.jdbc.internal.record;

import org.jspecify.annotations.NullMarked;
