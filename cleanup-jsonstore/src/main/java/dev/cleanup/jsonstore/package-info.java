/**
 * The entries of a JSON file as records; and plans, reports and histories as JSON files, which people can read and other
 * processes can use.
 *
 * <p>For hosts: start with {@link dev.cleanup.jsonstore.JsonRecords}, {@link dev.cleanup.jsonstore.JsonPlans} or
 * {@link dev.cleanup.jsonstore.JsonLinesHistory}.
 */
@NullMarked
package dev.cleanup.jsonstore;

import org.jspecify.annotations.NullMarked;
