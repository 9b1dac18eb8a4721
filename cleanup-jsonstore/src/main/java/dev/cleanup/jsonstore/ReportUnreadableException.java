package dev.cleanup.jsonstore;

import static java.util.Objects.requireNonNull;

import dev.cleanup.outcome.CleanupException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Thrown when a file does not hold a whole report, or one in a format that is not understood. */
public final class ReportUnreadableException extends CleanupException {

    private static final long serialVersionUID = 1L;

    private final transient Path file;

    ReportUnreadableException(Path file, String fault, @Nullable Throwable cause) {
        super(
                "report file " + file + " cannot be read: " + fault
                        + ". Half a report would say less than what happened, so nothing of it is taken. Read a file that"
                        + " JsonReports.write(..) has written.",
                cause);
        this.file = requireNonNull(file, "file");
    }

    /**
     * The file that holds no report.
     *
     * @return its path; null in a copy that was serialized
     */
    public Path file() {
        return file;
    }
}
