/**
 * In-memory fakes, contract tests and assertions.
 * For authors of adapters, and for hosts that test their policies.
 */
@NullMarked
package dev.cleanup.testkit;

import org.jspecify.annotations.NullMarked;
