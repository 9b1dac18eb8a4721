package dev.cleanup.examples.schedulers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.cleanup.Cleanup;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.settings.SettingsSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** A function handler, as AWS Lambda calls it. The run ends before the platform would end it, and the next call goes on. */
public final class FunctionHandler implements RequestHandler<Map<String, String>, Map<String, Object>> {

    /** For the batch that was begun just before, and for the answer. */
    private static final Duration MARGIN = Duration.ofSeconds(10);

    private final Cleanup cleanup;
    private final InstantSource clock;

    /** Composes from the environment, once for many calls. */
    public FunctionHandler() {
        this(UploadsCleanup.from(SettingsSource.environment()).build(), InstantSource.system());
    }

    /** The clock is that of the composition, since the deadline is an instant by it. */
    FunctionHandler(Cleanup cleanup, InstantSource clock) {
        this.cleanup = cleanup;
        this.clock = clock;
    }

    @Override
    public Map<String, Object> handleRequest(Map<String, String> event, Context context) {
        Instant deadline =
                clock.instant().plusMillis(context.getRemainingTimeInMillis()).minus(MARGIN);
        CleanupReport report = cleanup.deadline(deadline)
                .requestedBy(context.getFunctionName())
                .run();
        return Map.of(
                "outcome", report.exitCode().name(),
                "files_deleted", report.files().deleted(),
                "bytes_freed", report.files().bytes(),
                "left_over", report.files().notReached());
    }
}
