/**
 * One run at a time, across machines.
 *
 * <p>For hosts with several instances: implement {@link dev.cleanup.lock.RunLock} over the lock service that is there.
 */
@NullMarked
package dev.cleanup.lock;

import org.jspecify.annotations.NullMarked;
