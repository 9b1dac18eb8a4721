package dev.cleanup.local.internal;

import dev.cleanup.local.internal.fs.ExtendedStat;
import java.util.Optional;

/** What becomes of files with several names: the others may be backups or snapshots, and one name less frees nothing. */
public enum HardLinkPolicy {
    /** They stay. */
    KEPT,
    /** The name goes, the others stay. */
    REMOVED;

    /** Why a file stays; empty where its names are no reason. */
    public Optional<String> protecting(ExtendedStat details) {
        return this == KEPT && details.links() > 1
                ? Optional.of(
                        "file with " + details.links() + " hard links: another name of it may be somebody's backup,"
                                + " and to remove this one frees nothing")
                : Optional.empty();
    }
}
