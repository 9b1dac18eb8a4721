/**
 * References, records, claims and history in SQL databases.
 * For hosts whose database says which files are in use. Start with {@link dev.cleanup.jdbc.JdbcReferences}.
 */
@NullMarked
package dev.cleanup.jdbc;

import org.jspecify.annotations.NullMarked;
