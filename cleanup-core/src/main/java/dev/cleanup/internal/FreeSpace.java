package dev.cleanup.internal;

import dev.cleanup.outcome.CleanupException;
import dev.cleanup.policy.Reading;
import dev.cleanup.policy.Usage;
import dev.cleanup.storage.MeasuredStorage;
import dev.cleanup.storage.Space;
import dev.cleanup.storage.StorageTarget;

/** What a file store can hold and will have free once earlier tasks have taken theirs. */
record FreeSpace(Reading<Long> capacity, Reading<Long> free) {

    static FreeSpace of(StorageTarget storage, long taken) {
        if (!(storage instanceof MeasuredStorage measured)) {
            return unknown(storage.id() + " does not measure its file store");
        }
        try {
            Space space = measured.space();
            return new FreeSpace(Reading.known(space.capacity()), Reading.known(afterwards(space, taken)));
        } catch (CleanupException fault) {
            return unknown(String.valueOf(fault.getMessage()));
        }
    }

    /** Figures that contradict each other stay as they are, so that whoever compares them finds out. */
    private static long afterwards(Space space, long taken) {
        long allocated = space.capacity() - space.free();
        return allocated < 0 ? space.free() : space.free() + Math.min(taken, allocated);
    }

    private static FreeSpace unknown(String why) {
        return new FreeSpace(Reading.unreadable(why), Reading.unreadable(why));
    }

    Usage with(Reading<Long> used) {
        return new Usage(used, capacity, free);
    }
}
