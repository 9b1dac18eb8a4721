/**
 * The origins and ids of owners that are rows.
 *
 * <p>Start with {@link dev.cleanup.jdbc.internal.owner.TableOrigin}.
 */
@NullMarked
package dev.cleanup.jdbc.internal.owner;

import org.jspecify.annotations.NullMarked;
