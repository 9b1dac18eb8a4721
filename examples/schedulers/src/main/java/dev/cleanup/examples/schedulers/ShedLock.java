package dev.cleanup.examples.schedulers;

import dev.cleanup.lock.RunLock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;

/**
 * A lock of ShedLock around each run, whichever scheduler begins it: {@code CleanupBuilder.lock(new ShedLock(..))}.
 *
 * <p>Around the scheduled method, as an annotation, it would keep a second run away as well. But a lock of ShedLock lasts so
 * long and no longer, and only from within can a run that takes longer be ended before the next one begins.
 *
 * @param provider where the lock is kept
 * @param name names the lock, 64 characters at most; not the storage's id, since a shared directory has another path elsewhere
 * @param atMost after which the lock is free again, though nobody gave it back
 * @param clock where the time comes from
 */
record ShedLock(LockProvider provider, String name, Duration atMost, InstantSource clock) implements RunLock {

    /** For the batch that was begun just before, and for clocks that differ. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    @Override
    public Optional<Lease> tryAcquire(String storage) {
        Instant now = clock.instant();
        Instant end = now.plus(atMost).minus(MARGIN);
        return provider.lock(new LockConfiguration(now, name, atMost, Duration.ZERO))
                .map(lock -> new Held(lock, end, clock));
    }

    private record Held(SimpleLock lock, Instant end, InstantSource clock) implements Lease {

        @Override
        public boolean isHeld() {
            return clock.instant().isBefore(end);
        }

        @Override
        public void close() {
            lock.unlock();
        }
    }
}
