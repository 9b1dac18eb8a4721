package dev.cleanup.report;

import static java.util.Objects.requireNonNull;

/**
 * What one read of one source of references delivered. Immutable.
 *
 * @param source the source's name
 * @param references values that name a file
 * @param derived keys that follow from those values
 * @param duplicates references to a file that was named before, by this source or another
 * @param none owners that name no file: null and blank values
 * @param unmappable values that could not be turned into a key
 * @param ignored values that the host declared to mean no file of this storage
 */
public record ReferenceCounts(
        String source, long references, long derived, long duplicates, long none, long unmappable, long ignored) {

    /** Checks the name. */
    public ReferenceCounts {
        requireNonNull(source, "source");
    }
}
