/**
 * The rules of four hosts as values: what goes, what stays, in which order.
 * To read one, start with {@link dev.cleanup.examples.hosts.TherapyBridgePolicies}; its test says what it means.
 */
@NullMarked
package dev.cleanup.examples.hosts;

import org.jspecify.annotations.NullMarked;
