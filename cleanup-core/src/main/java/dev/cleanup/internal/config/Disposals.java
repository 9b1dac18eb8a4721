package dev.cleanup.internal.config;

import static java.util.Objects.requireNonNull;

import dev.cleanup.storage.Archive;
import dev.cleanup.support.Checks;
import java.time.Duration;

/** Checks how files are to go, for all tasks alike. */
public final class Disposals {

    private Disposals() {}

    public static FileDisposition recoverableFor(Duration life) {
        return new FileDisposition.SetAside(Checks.requirePositive("quarantineFor", life));
    }

    public static FileDisposition archivingTo(Archive archive) {
        return new FileDisposition.ToArchive(requireNonNull(archive, "archive"));
    }
}
