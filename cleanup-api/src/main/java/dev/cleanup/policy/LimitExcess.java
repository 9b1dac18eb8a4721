package dev.cleanup.policy;

import dev.cleanup.fact.Fact;
import dev.cleanup.fact.FactValue;
import dev.cleanup.storage.ByteSize;
import dev.cleanup.storage.FileStoreShare;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * By how much a limit is exceeded.
 *
 * @param held how many bytes there are of what the limit counts
 * @param limit how many are allowed
 * @param toFree how many have to go; zero where the limit is not exceeded
 */
record LimitExcess(long held, long limit, long toFree) {

    /** Compares what was measured with what a quota allows; unreadable where the figures cannot be. */
    static FactValue<LimitExcess> of(Quota quota, StorageUsage usage) {
        Map<String, FactValue<Long>> figures = new LinkedHashMap<>();
        if (quota.needs().contains(Fact.STORAGE_USED)) {
            figures.put("what the storage holds", usage.used());
        }
        if (quota.limit() instanceof FileStoreShare) {
            figures.put("the capacity of the file store", usage.capacity());
            figures.put("the free space of the file store", usage.free());
        }
        for (var figure : figures.entrySet()) {
            if (!(figure.getValue() instanceof FactValue.Known<Long> known) || known.value() < 0) {
                return FactValue.unreadable(figure.getKey() + fault(figure.getValue()));
            }
        }
        return quota.limit() instanceof FileStoreShare of
                ? ofFileStore(quota, of, usage)
                : FactValue.known(of(quota, usage, value(usage.used()), ((ByteSize) quota.limit()).bytes()));
    }

    private static String fault(FactValue<Long> reading) {
        if (reading instanceof FactValue.Unreadable<Long> unreadable) {
            return " could not be measured: " + unreadable.why();
        }
        return reading instanceof FactValue.Known<Long> known
                ? " cannot be " + known.value() + " bytes"
                : " is a figure that it does not have";
    }

    /** Some file systems say zero where they do not count. */
    private static FactValue<LimitExcess> ofFileStore(Quota quota, FileStoreShare of, StorageUsage usage) {
        long capacity = value(usage.capacity());
        long free = value(usage.free());
        return capacity == 0 || free > capacity
                ? FactValue.unreadable("the file store cannot have " + free + " bytes free of " + capacity)
                : FactValue.known(of(quota, usage, capacity - free, of.share().of(capacity)));
    }

    private static LimitExcess of(Quota quota, StorageUsage usage, long held, long limit) {
        if (held <= limit) {
            return new LimitExcess(held, limit, 0);
        }
        long toFree = quota.target() instanceof Quota.Target.DownTo down
                ? held - down.ofLimit().of(limit)
                : ((Quota.Target.Freeing) quota.target()).ofUsed().ofRoundedUp(value(usage.used()));
        return new LimitExcess(held, limit, toFree);
    }

    private static long value(FactValue<Long> reading) {
        return reading instanceof FactValue.Known<Long> known ? known.value() : 0;
    }

    boolean isThere() {
        return toFree > 0;
    }

    @Override
    public String toString() {
        return new ByteSize(held) + (held > limit ? " are more than the " : " are within the ") + new ByteSize(limit)
                + " allowed";
    }
}
