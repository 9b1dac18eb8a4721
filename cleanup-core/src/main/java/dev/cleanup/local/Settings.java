package dev.cleanup.local;

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
record Settings(Exclusions exclusions, Optional<Marker> marker, HardLinks hardLinks, Optional<Duration> emptyFolders) {

    static final Settings NONE = new Settings(Exclusions.NONE, Optional.empty(), HardLinks.KEPT, Optional.empty());

    Settings with(Exclusions other) {
        return new Settings(other, marker, hardLinks, emptyFolders);
    }

    Settings with(Marker expected) {
        return new Settings(exclusions, Optional.of(expected), hardLinks, emptyFolders);
    }

    Settings with(HardLinks other) {
        return new Settings(exclusions, marker, other, emptyFolders);
    }

    Settings with(Duration emptyFoldersOlderThan) {
        return new Settings(exclusions, marker, hardLinks, Optional.of(emptyFoldersOlderThan));
    }

    /** What was stated, by the name of each setting. */
    Map<String, String> configuration() {
        return Map.of(
                "excluding", exclusions.toString(),
                "marked", marker.map(Marker::id).orElse(""),
                "hard links", hardLinks.name(),
                "removingEmptyFolders", emptyFolders.map(Duration::toString).orElse(""));
    }
}
