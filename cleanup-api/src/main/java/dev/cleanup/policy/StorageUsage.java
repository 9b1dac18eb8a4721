package dev.cleanup.policy;

import dev.cleanup.fact.FactValue;

/**
 * What a storage holds and can hold, in bytes, at the instant of the plan. Immutable.
 *
 * @param used logical bytes of all stored files, less those that earlier tasks of the same plan take
 * @param capacity bytes that the file store below could hold in all
 * @param free bytes that the file store below has unallocated
 */
public record StorageUsage(FactValue<Long> used, FactValue<Long> capacity, FactValue<Long> free) {

    /** A usage that nobody measured. */
    public static final StorageUsage UNMEASURED = new StorageUsage(
            FactValue.unreadable("not measured"),
            FactValue.unreadable("not measured"),
            FactValue.unreadable("not measured"));
}
