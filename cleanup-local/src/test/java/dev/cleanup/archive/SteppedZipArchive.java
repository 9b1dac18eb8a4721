package dev.cleanup.archive;

import dev.cleanup.storage.Archive;
import java.nio.file.Path;

/** An archive of zip files that lets something happen at each step on the way to one. */
public final class SteppedZipArchive {

    private SteppedZipArchive() {}

    /** Lets that happen at each step, whichever it is. */
    public static Archive in(Path directory, Runnable step) {
        return ZipArchive.in(directory).reaching(reached -> step.run());
    }
}
