package dev.cleanup.local.internal.fs;

import java.time.Instant;

/**
 * What was found by path, some of which can only be asked that way: to be believed only as far as the path is proved to have
 * led to what the open directory shows.
 *
 * @param stat what the path led to, all of it of one moment
 * @param changed when content, name or attributes last changed
 * @param links how many names it has; for a folder, two and one for each sub-folder on file systems that keep count
 */
public record ExtendedStat(Stat stat, Instant changed, int links) {

    public boolean areOf(Stat other) {
        return stat.isSameEntryAs(other);
    }
}
