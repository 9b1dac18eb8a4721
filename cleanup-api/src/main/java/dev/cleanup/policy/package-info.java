/**
 * What is to go and what stays, as values that can be composed, read and tested alone.
 *
 * <p>For hosts: start with {@link dev.cleanup.policy.Policies}. For authors of sources, who may push a policy down to
 * their store: the built-in policies are records that can be inspected.
 */
@NullMarked
package dev.cleanup.policy;

import org.jspecify.annotations.NullMarked;
