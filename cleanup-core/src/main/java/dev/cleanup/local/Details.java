package dev.cleanup.local;

import java.time.Instant;

/**
 * What can only be asked by path: to be believed only if the file key is the one that the open directory shows.
 *
 * @param fileKey device and inode of what the path led to
 * @param changed when content, name or attributes last changed
 * @param links how many names it has; for a folder, two and one for each sub-folder on file systems that keep count
 */
record Details(Object fileKey, Instant changed, int links) {

    boolean areOf(Stat stat) {
        return fileKey.equals(stat.fileKey());
    }
}
