package dev.cleanup.examples.faceswap;

import dev.cleanup.history.RunEntry;
import dev.cleanup.history.TaskEntry;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One run in the audit trail: when, who asked, for what, and how it ended. */
record RunLine(String started, @Nullable String actor, List<String> tasks, String outcome, long filesDeleted) {

    static RunLine of(RunEntry run) {
        return new RunLine(
                CleanupResult.text(run.started()),
                run.request().actor().orElse(null),
                run.tasks().stream().map(TaskEntry::task).toList(),
                run.ending().name().toLowerCase(Locale.ROOT),
                run.files().removed());
    }
}
