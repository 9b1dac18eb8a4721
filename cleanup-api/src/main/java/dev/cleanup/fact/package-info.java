/**
 * What is known of an item: facts, their values, and what could not be read.
 *
 * <p>For authors of sources and policies: start with {@link dev.cleanup.fact.Fact}.
 */
@NullMarked
package dev.cleanup.fact;

import org.jspecify.annotations.NullMarked;
