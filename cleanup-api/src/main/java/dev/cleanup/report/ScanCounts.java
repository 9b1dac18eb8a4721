package dev.cleanup.report;

/**
 * What a task saw before it judged, in exact numbers. Immutable.
 *
 * @param listed stored files with a usable name
 * @param referenced those of them that a reference names
 * @param unreferenced those of them that none names
 * @param unusable entries that are never removed: links, devices, names that are not text
 * @param failed folders, files and records that could not be read
 * @param records records that were found
 */
public record ScanCounts(long listed, long referenced, long unreferenced, long unusable, long failed, long records) {

    /** Nothing was seen. */
    public static final ScanCounts NOTHING = new ScanCounts(0, 0, 0, 0, 0, 0);

    /**
     * Checks the sum.
     *
     * @throws IllegalArgumentException if referenced and unreferenced do not add up to listed
     */
    public ScanCounts {
        if (listed != referenced + unreferenced) {
            throw new IllegalArgumentException("listed (" + listed + ") must be referenced (" + referenced
                    + ") and unreferenced (" + unreferenced + ") together");
        }
    }
}
