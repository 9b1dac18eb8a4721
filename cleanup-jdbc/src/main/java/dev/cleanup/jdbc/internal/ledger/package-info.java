/**
 * The table of claims.
 *
 * <p>Start with {@link dev.cleanup.jdbc.internal.ledger.ClaimLedger}.
 */
@NullMarked
package dev.cleanup.jdbc.internal.ledger;

import org.jspecify.annotations.NullMarked;
