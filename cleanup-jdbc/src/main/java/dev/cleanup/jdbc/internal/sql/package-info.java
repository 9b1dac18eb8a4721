/**
 * SQL text, dialects, tables, columns, transactions and connections.
 *
 * <p>Start with {@link dev.cleanup.jdbc.internal.sql.Transaction}.
 */
@NullMarked
package dev.cleanup.jdbc.internal.sql;

import org.jspecify.annotations.NullMarked;
