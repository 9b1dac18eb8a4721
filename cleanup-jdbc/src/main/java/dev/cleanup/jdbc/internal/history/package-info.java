/**
 * The tables of the history and of the sightings.
 *
 * <p>Start with {@link dev.cleanup.jdbc.internal.history.RunTables}.
 */
@NullMarked
package dev.cleanup.jdbc.internal.history;

import org.jspecify.annotations.NullMarked;
