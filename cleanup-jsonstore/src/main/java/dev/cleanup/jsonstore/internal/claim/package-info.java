/**
 * Claims, confirms and settles the entries of a token file.
 *
 * <p>Start with {@link dev.cleanup.jsonstore.internal.claim.TokenStore}.
 */
@NullMarked
package dev.cleanup.jsonstore.internal.claim;

import org.jspecify.annotations.NullMarked;
