package dev.cleanup;

import dev.cleanup.lock.RunLock;

/** Is held, and cannot be given back. */
final class BrokenLease implements RunLock.Lease {

    @Override
    public boolean isHeld() {
        return true;
    }

    @Override
    public void close() {
        throw new IllegalStateException("no connection");
    }
}
