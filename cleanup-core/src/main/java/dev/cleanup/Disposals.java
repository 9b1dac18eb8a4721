package dev.cleanup;

import static java.util.Objects.requireNonNull;

import dev.cleanup.internal.Disposal;
import dev.cleanup.storage.Archive;
import java.time.Duration;

/** Checks how files are to go, for all tasks alike. */
final class Disposals {

    private Disposals() {}

    static Disposal recoverableFor(Duration life) {
        return new Disposal.SetAside(Names.requirePositive("recoverableFor", life));
    }

    static Disposal archivingTo(Archive archive) {
        return new Disposal.ToArchive(requireNonNull(archive, "archive"));
    }
}
