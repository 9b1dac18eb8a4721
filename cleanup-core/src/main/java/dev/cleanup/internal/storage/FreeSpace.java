package dev.cleanup.internal.storage;

import dev.cleanup.fact.FactValue;
import dev.cleanup.outcome.CleanupException;
import dev.cleanup.policy.StorageUsage;
import dev.cleanup.storage.DiskSpace;
import dev.cleanup.storage.MeasuredStorage;
import dev.cleanup.storage.StorageTarget;

/** What a file store can hold and will have free once earlier tasks have taken theirs. */
public record FreeSpace(FactValue<Long> capacity, FactValue<Long> free) {

    public static FreeSpace of(StorageTarget storage, long taken) {
        if (!(storage instanceof MeasuredStorage measured)) {
            return unknown(storage.id() + " does not measure its file store");
        }
        try {
            DiskSpace space = measured.space();
            return new FreeSpace(FactValue.known(space.capacity()), FactValue.known(afterwards(space, taken)));
        } catch (CleanupException fault) {
            return unknown(String.valueOf(fault.getMessage()));
        }
    }

    /** Figures that contradict each other stay as they are, so that whoever compares them finds out. */
    private static long afterwards(DiskSpace space, long taken) {
        long allocated = space.capacity() - space.free();
        return allocated < 0 ? space.free() : space.free() + Math.min(taken, allocated);
    }

    private static FreeSpace unknown(String why) {
        return new FreeSpace(FactValue.unreadable(why), FactValue.unreadable(why));
    }

    public StorageUsage with(FactValue<Long> used) {
        return new StorageUsage(used, capacity, free);
    }
}
