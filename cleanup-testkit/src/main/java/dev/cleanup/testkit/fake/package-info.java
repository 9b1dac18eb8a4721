/**
 * Storages, references and records in memory, stricter than real ones.
 *
 * <p>Start with {@link dev.cleanup.testkit.fake.InMemoryStorage}.
 */
@NullMarked
package dev.cleanup.testkit.fake;

import org.jspecify.annotations.NullMarked;
