package dev.cleanup.policy;

/**
 * The three values a policy can come to. Unknown combines as unknown and ends as keep, under <i>not</i> too.
 */
public enum Verdict {
    /** The item may go. */
    REMOVE,
    /** The item stays. */
    KEEP,
    /** A fact that decides could not be read, or there is none to compare: the item stays. */
    UNKNOWN
}
