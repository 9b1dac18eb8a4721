/**
 * In-memory fakes, contract tests and assertions.
 * For authors of adapters, and for hosts that test their policies.
 *
 * <p>Hosts start with {@link dev.cleanup.testkit.CleanupAssertions} and {@link dev.cleanup.testkit.TestFacts}. Authors
 * extend {@link dev.cleanup.testkit.contract.StorageTargetContract}, {@link dev.cleanup.testkit.contract.ReferenceSourceContract} or
 * {@link dev.cleanup.testkit.contract.RecordSourceContract}.
 */
@NullMarked
package dev.cleanup.testkit;

import org.jspecify.annotations.NullMarked;
