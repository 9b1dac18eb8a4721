/**
 * Contract tests for adapters that a host writes.
 *
 * <p>Extend {@link dev.cleanup.testkit.contract.StorageTargetContract}, {@link
 * dev.cleanup.testkit.contract.ReferenceSourceContract}, {@link dev.cleanup.testkit.contract.RecordSourceContract} or
 * one of their neighbours.
 */
@NullMarked
package dev.cleanup.testkit.contract;

import org.jspecify.annotations.NullMarked;
