/**
 * In-memory fakes, contract tests and assertions.
 * For authors of adapters, and for hosts that test their policies.
 *
 * <p>Hosts start with {@link dev.cleanup.testkit.CleanupAssertions} and {@link dev.cleanup.testkit.TestFacts}. Authors
 * extend {@link dev.cleanup.testkit.StorageTargetContract}, {@link dev.cleanup.testkit.ReferenceSourceContract} or
 * {@link dev.cleanup.testkit.RecordSourceContract}.
 */
@NullMarked
package dev.cleanup.testkit;

import org.jspecify.annotations.NullMarked;
