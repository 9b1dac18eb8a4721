package dev.cleanup;

import dev.cleanup.lock.RunLock;

/** A lease that is held until it is given back. */
final class FreeLease implements RunLock.Lease {

    @Override
    public boolean isHeld() {
        return true;
    }

    @Override
    public void close() {
        // nothing to give back
    }
}
