package dev.cleanup.jsonstore;

import static java.util.Objects.requireNonNull;

import dev.cleanup.outcome.CleanupException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Thrown when a file does not hold a whole plan, or one in a format that is not understood. */
public final class PlanUnreadableException extends CleanupException {

    private static final long serialVersionUID = 1L;

    private final transient Path file;

    PlanUnreadableException(Path file, String fault, @Nullable Throwable cause) {
        super(
                "plan file " + file + " cannot be read: " + fault
                        + ". A plan that is not understood to the last field could remove something else than was approved,"
                        + " so nothing of it is taken. Make a new plan and write it with JsonPlans.write(..), or with"
                        + " JsonPlans.signedWith(..) where plans are signed; approve a plan with approvedBy(..) rather than by editing its file.",
                cause);
        this.file = requireNonNull(file, "file");
    }

    /**
     * The file that holds no plan.
     *
     * @return its path; null in a copy that was serialized
     */
    public Path file() {
        return file;
    }
}
