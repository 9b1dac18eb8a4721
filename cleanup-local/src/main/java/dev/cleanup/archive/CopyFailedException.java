package dev.cleanup.archive;

import dev.cleanup.outcome.Outcome;
import dev.cleanup.outcome.Reason;
import dev.cleanup.storage.ArchiveRequest;
import dev.cleanup.storage.FileChangedException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;

/** One file could not be read to its end, which says nothing of the archive, nor of other files. */
final class CopyFailedException extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient ArchiveRequest item;
    private final IOException fault;

    CopyFailedException(ArchiveRequest item, IOException fault) {
        super(fault);
        this.item = item;
        this.fault = fault;
    }

    ArchiveRequest item() {
        return item;
    }

    /** What that means for the file. */
    Outcome outcome() {
        if (fault instanceof FileChangedException) {
            return Outcome.kept(Reason.Kind.CHANGED, String.valueOf(fault.getMessage()));
        }
        return fault instanceof NoSuchFileException ? new Outcome.AlreadyGone() : Outcome.failed(fault);
    }
}
