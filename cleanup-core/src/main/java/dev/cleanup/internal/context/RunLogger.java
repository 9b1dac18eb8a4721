package dev.cleanup.internal.context;

import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.ExitCode;
import dev.cleanup.report.ItemReport;
import dev.cleanup.report.OutcomeCounts;
import dev.cleanup.report.QuarantineReport;
import dev.cleanup.report.TaskReport;
import dev.cleanup.support.EscapedText;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;

/** Writes to the log what happened: one line for each run, and at debug one for each item, with key-value pairs. */
public final class RunLogger {

    /** The key of the mapped diagnostic context under which a run's id stands. */
    static final String RUN = "cleanup.run";

    private static final Logger RUNS = LoggerFactory.getLogger("dev.cleanup");
    private static final Logger ITEMS = LoggerFactory.getLogger("dev.cleanup.items");
    private static final double MEGABYTE = 1024 * 1024;

    private RunLogger() {}

    /** Does some work under a run's id, and puts back what stood there before. */
    public static <T> T during(String id, Supplier<T> work) {
        String before = MDC.get(RUN);
        MDC.put(RUN, id);
        try {
            return work.get();
        } finally {
            if (before == null) {
                MDC.remove(RUN);
            } else {
                MDC.put(RUN, before);
            }
        }
    }

    static void finished(CleanupReport report) {
        ExitCode code = report.exitCode();
        OutcomeCounts files = report.files();
        String trouble = report.problem().map(why -> ": " + why).orElse("");
        Level level = code.compareTo(ExitCode.WITH_FAILURES) < 0 ? Level.INFO : Level.WARN;
        RUNS.atLevel(level)
                .addKeyValue("component", EscapedText.escaped(report.cleanup()))
                .addKeyValue("operation", EscapedText.escaped(operation(report)))
                .addKeyValue("outcome", words(code))
                .addKeyValue("files_deleted", files.removed())
                .addKeyValue("records_settled", report.records().settled())
                .addKeyValue("space_freed_mb", Math.round(files.bytes() / MEGABYTE * 1000) / 1000.0)
                .addKeyValue("errors", errors(report))
                .addKeyValue("left_over", files.notReached() + report.records().notReached())
                .addKeyValue("duration_ms", report.duration().toMillis())
                .log("Cleanup {} {}{}", EscapedText.escaped(report.cleanup()), words(code), trouble);
    }

    /** What ran: the names of the tasks. */
    private static String operation(CleanupReport report) {
        return report.tasks().stream().map(TaskReport::task).collect(Collectors.joining(","));
    }

    private static String words(ExitCode code) {
        return code.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Items that failed or are unknown, and tasks that failed as a whole; the quarantine is one of them. */
    private static long errors(CleanupReport report) {
        QuarantineReport quarantine = report.quarantine();
        OutcomeCounts all = report.files()
                .plus(report.records())
                .plus(quarantine.restored())
                .plus(quarantine.purged());
        long tasks = Stream.concat(report.tasks().stream().map(TaskReport::outcome), Stream.of(quarantine.outcome()))
                .filter(outcome -> ExitCode.of(outcome) == ExitCode.FAILED)
                .count();
        return all.failed() + all.unknown() + tasks;
    }

    static void item(String task, ItemReport item) {
        if (ITEMS.isDebugEnabled()) {
            Optional<String> why = item.reason().map(Object::toString);
            ITEMS.atDebug()
                    .addKeyValue("operation", EscapedText.escaped(task))
                    .addKeyValue("item", EscapedText.escaped(item.subject().toString()))
                    .addKeyValue("bytes", item.bytes())
                    .addKeyValue("outcome", EscapedText.escaped(item.outcome().toString()))
                    .addKeyValue("reason", EscapedText.escaped(why.orElse("")))
                    .log(() -> EscapedText.escaped(item.subject() + ": " + item.outcome()));
        }
    }
}
