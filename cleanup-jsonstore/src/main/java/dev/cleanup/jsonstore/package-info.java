/**
 * The entries of a JSON file as records; and plans as JSON files, which people can read and another process can apply.
 *
 * <p>For hosts: start with {@link dev.cleanup.jsonstore.JsonRecords} and {@link dev.cleanup.jsonstore.JsonPlans}.
 */
@NullMarked
package dev.cleanup.jsonstore;

import org.jspecify.annotations.NullMarked;
