package dev.cleanup.report;

import dev.cleanup.support.SizeFormat;

/**
 * So many files, and what they hold. Immutable.
 *
 * @param files how many
 * @param bytes their logical bytes together, saturating
 */
public record FileTotals(long files, long bytes) {

    /** Nothing. */
    public static final FileTotals NONE = new FileTotals(0, 0);

    /**
     * This amount and one file more.
     *
     * @param size the file's logical size in bytes
     * @return the sum
     */
    public FileTotals plus(long size) {
        return new FileTotals(files + 1, SizeFormat.plus(bytes, size));
    }
}
