package dev.cleanup.local;

import dev.cleanup.local.internal.fs.FileSystemCalls;
import java.nio.file.Path;

/** Local directories for tests of other packages. */
public final class Directories {

    private Directories() {}

    /** Returns a storage that goes by other calls than those of the platform. */
    public static LocalDirectory over(Path root, FileSystemCalls calls) {
        return LocalDirectory.at(root, calls);
    }
}
