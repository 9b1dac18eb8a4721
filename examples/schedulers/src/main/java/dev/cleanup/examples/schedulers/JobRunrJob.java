package dev.cleanup.examples.schedulers;

import dev.cleanup.Cleanup;
import dev.cleanup.report.CleanupReport;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jobrunr.jobs.annotations.Job;

/** A job of JobRunr, a bean of which only the method's name is written down. A run that a person must hear of fails the job. */
public final class JobRunrJob {

    final AtomicBoolean stopping = new AtomicBoolean();
    private final Cleanup cleanup;

    JobRunrJob(Cleanup cleanup) {
        this.cleanup = cleanup.stopWhen(stopping::get).requestedBy("jobrunr");
    }

    /** Runs once. Without retries, of which ten are the default: the next run comes anyway, and a refusal waits for a person. */
    @Job(name = "Clean up uploads", retries = 0)
    public void run() {
        CleanupReport report = cleanup.run();
        switch (report.exitCode()) {
            case FAILED, REFUSED, WITH_FAILURES -> throw new IllegalStateException(report.toText());
            default -> {} // done, or left to another run
        }
    }
}
