package dev.cleanup.local.internal.remove;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Says that a file may lie in the working directory, and where. */
final class StrandedFileException extends IOException {

    private static final long serialVersionUID = 1L;

    StrandedFileException(Path aside, Path old, String why, @Nullable Throwable cause) {
        super(
                "what was at " + old + " may now lie at " + aside + ": " + why
                        + (cause == null ? "" : " (" + cause + ")")
                        + ". Look there, and move it back by hand if it is needed",
                cause);
    }
}
