package dev.cleanup.policy;

/**
 * What a storage holds and can hold, in bytes, at the instant of the plan. Immutable.
 *
 * @param used logical bytes of all stored files, less those that earlier tasks of the same plan take
 * @param capacity bytes that the file store below could hold in all
 * @param free bytes that the file store below has unallocated
 */
public record Usage(Reading<Long> used, Reading<Long> capacity, Reading<Long> free) {

    /** A usage that nobody measured. */
    public static final Usage UNMEASURED = new Usage(
            Reading.unreadable("not measured"), Reading.unreadable("not measured"), Reading.unreadable("not measured"));
}
