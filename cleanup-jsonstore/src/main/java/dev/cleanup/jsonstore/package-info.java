/**
 * Plans as JSON files, which people can read and another process can apply.
 *
 * <p>For hosts: start with {@link dev.cleanup.jsonstore.JsonPlans}.
 */
@NullMarked
package dev.cleanup.jsonstore;

import org.jspecify.annotations.NullMarked;
