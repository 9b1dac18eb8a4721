package dev.cleanup.local.internal;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What a host stated about a local directory. Immutable.
 *
 * @param exclusions the names that are none of its files
 * @param marker the mark by which it is known, where one is expected
 * @param hardLinks what becomes of files with several names
 * @param emptyFolders how old a folder must be to be removed when it is empty; empty where they stay
 */
public record DirectoryOptions(
        Exclusions exclusions, Optional<RootMarker> marker, HardLinkPolicy hardLinks, Optional<Duration> emptyFolders) {

    public static final DirectoryOptions NONE =
            new DirectoryOptions(Exclusions.NONE, Optional.empty(), HardLinkPolicy.KEPT, Optional.empty());

    public DirectoryOptions with(Exclusions other) {
        return new DirectoryOptions(other, marker, hardLinks, emptyFolders);
    }

    public DirectoryOptions with(RootMarker expected) {
        return new DirectoryOptions(exclusions, Optional.of(expected), hardLinks, emptyFolders);
    }

    public DirectoryOptions with(HardLinkPolicy other) {
        return new DirectoryOptions(exclusions, marker, other, emptyFolders);
    }

    public DirectoryOptions with(Duration emptyFoldersOlderThan) {
        return new DirectoryOptions(exclusions, marker, hardLinks, Optional.of(emptyFoldersOlderThan));
    }

    /** What was stated, by the name of each setting. */
    public Map<String, String> configuration() {
        return Map.of(
                "excluding", exclusions.toString(),
                "marked", marker.map(RootMarker::id).orElse(""),
                "hard links", hardLinks.name(),
                "removingEmptyFolders", emptyFolders.map(Duration::toString).orElse(""));
    }
}
