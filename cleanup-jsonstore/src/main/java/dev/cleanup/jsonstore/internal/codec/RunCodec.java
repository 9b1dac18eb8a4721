package dev.cleanup.jsonstore.internal.codec;

import static dev.cleanup.jsonstore.internal.codec.Codecs.NUMBER;
import static dev.cleanup.jsonstore.internal.codec.Codecs.TEXT;
import static dev.cleanup.jsonstore.internal.codec.Codecs.byText;
import static dev.cleanup.jsonstore.internal.codec.Codecs.listOf;
import static dev.cleanup.jsonstore.internal.codec.Codecs.names;
import static dev.cleanup.jsonstore.internal.codec.Codecs.optional;
import static dev.cleanup.jsonstore.internal.codec.PlanCodec.INSTANT;
import static dev.cleanup.jsonstore.internal.codec.PlanCodec.seen;
import static dev.cleanup.jsonstore.internal.codec.PlanCodec.sourceCounts;
import static dev.cleanup.jsonstore.internal.codec.ReportCodec.DURATION;
import static dev.cleanup.jsonstore.internal.codec.ReportCodec.tally;

import dev.cleanup.history.QuarantineEntry;
import dev.cleanup.history.RunEntry;
import dev.cleanup.history.RunRequest;
import dev.cleanup.history.RunStatus;
import dev.cleanup.history.TaskEntry;
import dev.cleanup.jsonstore.internal.codec.ObjectCodec.Fields;
import java.util.Optional;
import java.util.OptionalLong;

/** The shape of a run that is remembered. The names in it are the format: they never change within {@code cleanup-run/1}. */
public final class RunCodec {

    public static final JsonFormat<RunEntry> FORMAT = new JsonFormat<>("cleanup-run/1", "run", run());

    private RunCodec() {}

    private static ObjectCodec<RunEntry> run() {
        var run = new Fields<RunEntry>();
        var id = run.field("id", TEXT, RunEntry::id);
        var cleanup = run.field("cleanup", TEXT, RunEntry::cleanup);
        var storage = run.field("storage", TEXT, RunEntry::storage);
        var request = run.field("request", request(), RunEntry::request);
        var started = run.field("started", INSTANT, RunEntry::started);
        var duration = run.field("duration", DURATION, RunEntry::duration);
        var references = run.field("references", listOf(sourceCounts()), RunEntry::references);
        var tasks = run.field("tasks", listOf(task()), RunEntry::tasks);
        var quarantine = run.field("quarantine", quarantine(), RunEntry::quarantine);
        var used = run.field("used", optional(NUMBER), entry -> boxed(entry.used()));
        return run.madeBy(of -> new RunEntry(
                of.of(id),
                of.of(cleanup),
                of.of(storage),
                of.of(request),
                of.of(started),
                of.of(duration),
                of.of(references),
                of.of(tasks),
                of.of(quarantine),
                of.of(used).map(OptionalLong::of).orElseGet(OptionalLong::empty)));
    }

    private static Optional<Long> boxed(OptionalLong number) {
        return number.isPresent() ? Optional.of(number.getAsLong()) : Optional.empty();
    }

    private static JsonCodec<RunRequest> request() {
        var request = new Fields<RunRequest>();
        var operation = request.field("operation", names(RunRequest.Operation.class), RunRequest::operation);
        var actor = request.field("actor", optional(TEXT), RunRequest::actor);
        var approvedBy = request.field("approvedBy", optional(TEXT), RunRequest::approvedBy);
        var only = request.field("only", listOf(TEXT), RunRequest::only);
        var until = request.field("until", optional(INSTANT), RunRequest::until);
        return request.madeBy(
                of -> new RunRequest(of.of(operation), of.of(actor), of.of(approvedBy), of.of(only), of.of(until)));
    }

    private static JsonCodec<QuarantineEntry> quarantine() {
        var entry = new Fields<QuarantineEntry>();
        var ending = entry.field("ending", names(RunStatus.class), QuarantineEntry::ending);
        var error = entry.field("error", optional(TEXT), QuarantineEntry::error);
        var restored = entry.field("restored", tally(), QuarantineEntry::restored);
        var purged = entry.field("purged", tally(), QuarantineEntry::purged);
        return entry.madeBy(of -> new QuarantineEntry(of.of(ending), of.of(error), of.of(restored), of.of(purged)));
    }

    private static JsonCodec<TaskEntry> task() {
        var entry = new Fields<TaskEntry>();
        var task = entry.field("task", TEXT, TaskEntry::task);
        var outcome = entry.field("outcome", OutcomeCodecs.taskOutcome(), TaskEntry::outcome);
        var seen = entry.field("seen", seen(), TaskEntry::seen);
        var files = entry.field("files", tally(), TaskEntry::files);
        var records = entry.field("records", tally(), TaskEntry::records);
        var failures = entry.field("failures", byText(NUMBER), TaskEntry::failures);
        return entry.madeBy(of ->
                new TaskEntry(of.of(task), of.of(outcome), of.of(seen), of.of(files), of.of(records), of.of(failures)));
    }
}
