package dev.cleanup;

import dev.cleanup.internal.Disposal;
import java.time.Duration;

/** Checks how files are to go, for all tasks alike. */
final class Disposals {

    private Disposals() {}

    static Disposal recoverableFor(Duration life) {
        return new Disposal.SetAside(Names.requirePositive("recoverableFor", life));
    }
}
