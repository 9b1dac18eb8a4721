package dev.cleanup.jsonstore.internal.codec;

import static dev.cleanup.jsonstore.internal.codec.Codecs.NUMBER;
import static dev.cleanup.jsonstore.internal.codec.Codecs.TEXT;
import static dev.cleanup.jsonstore.internal.codec.Codecs.listOf;
import static dev.cleanup.jsonstore.internal.codec.Codecs.mapOf;
import static dev.cleanup.jsonstore.internal.codec.Codecs.optional;
import static dev.cleanup.jsonstore.internal.codec.Codecs.textual;
import static dev.cleanup.jsonstore.internal.codec.PlanCodec.INSTANT;
import static dev.cleanup.jsonstore.internal.codec.PlanCodec.amount;
import static dev.cleanup.jsonstore.internal.codec.PlanCodec.finding;
import static dev.cleanup.jsonstore.internal.codec.PlanCodec.seen;
import static dev.cleanup.jsonstore.internal.codec.PlanCodec.sourceCounts;

import dev.cleanup.jsonstore.internal.codec.ObjectCodec.Fields;
import dev.cleanup.outcome.Reason;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.OutcomeCounts;
import dev.cleanup.report.QuarantineReport;
import dev.cleanup.report.TaskReport;
import java.time.Duration;

/** The shape of a report. The names in it are the format: they never change within {@code cleanup-report/1}. */
public final class ReportCodec {

    static final JsonCodec<Duration> DURATION = textual(Duration::toString, Duration::parse);

    public static final JsonFormat<CleanupReport> FORMAT = new JsonFormat<>("cleanup-report/1", "report", report());

    private ReportCodec() {}

    private static ObjectCodec<CleanupReport> report() {
        var report = new Fields<CleanupReport>();
        var id = report.field("id", TEXT, CleanupReport::id);
        var cleanup = report.field("cleanup", TEXT, CleanupReport::cleanup);
        var storage = report.field("storage", TEXT, CleanupReport::storage);
        var actor = report.field("actor", optional(TEXT), CleanupReport::actor);
        var approvedBy = report.field("approvedBy", optional(TEXT), CleanupReport::approvedBy);
        var startedAt = report.field("startedAt", INSTANT, CleanupReport::startedAt);
        var duration = report.field("duration", DURATION, CleanupReport::duration);
        var references = report.field("references", listOf(sourceCounts()), CleanupReport::references);
        var tasks = report.field("tasks", listOf(task()), CleanupReport::tasks);
        var quarantine = report.field("quarantine", quarantine(), CleanupReport::quarantine);
        var spaceGained = report.field("spaceGained", optional(NUMBER), CleanupReport::freeSpaceChange);
        var notes = report.field("notes", listOf(TEXT), CleanupReport::notes);
        return report.madeBy(of -> new CleanupReport(
                of.of(id),
                of.of(cleanup),
                of.of(storage),
                of.of(actor),
                of.of(approvedBy),
                of.of(startedAt),
                of.of(duration),
                of.of(references),
                of.of(tasks),
                of.of(quarantine),
                of.of(spaceGained),
                of.of(notes)));
    }

    private static JsonCodec<TaskReport> task() {
        var report = new Fields<TaskReport>();
        var task = report.field("task", TEXT, TaskReport::task);
        var policy = report.field("policy", TEXT, TaskReport::policy);
        var outcome = report.field("outcome", OutcomeCodecs.taskOutcome(), TaskReport::outcome);
        var seen = report.field("seen", seen(), TaskReport::seen);
        var spared = report.field("spared", mapOf(Reason.Kind.class, NUMBER), TaskReport::keptByReason);
        var files = report.field("files", tally(), TaskReport::files);
        var records = report.field("records", tally(), TaskReport::records);
        var samples = report.field("samples", listOf(finding()), TaskReport::samples);
        var remarks = report.field("remarks", listOf(TEXT), TaskReport::notes);
        return report.madeBy(of -> new TaskReport(
                of.of(task),
                of.of(policy),
                of.of(outcome),
                of.of(seen),
                of.of(spared),
                of.of(files),
                of.of(records),
                of.of(samples),
                of.of(remarks)));
    }

    private static JsonCodec<QuarantineReport> quarantine() {
        var report = new Fields<QuarantineReport>();
        var outcome = report.field("outcome", OutcomeCodecs.taskOutcome(), QuarantineReport::outcome);
        var before = report.field("before", amount(), QuarantineReport::before);
        var restored = report.field("restored", tally(), QuarantineReport::restored);
        var purged = report.field("purged", tally(), QuarantineReport::purged);
        var samples = report.field("samples", listOf(finding()), QuarantineReport::samples);
        return report.madeBy(of ->
                new QuarantineReport(of.of(outcome), of.of(before), of.of(restored), of.of(purged), of.of(samples)));
    }

    static JsonCodec<OutcomeCounts> tally() {
        var tally = new Fields<OutcomeCounts>();
        var total = tally.field("total", NUMBER, OutcomeCounts::total);
        var deleted = tally.field("deleted", NUMBER, OutcomeCounts::deleted);
        var setAside = tally.field("setAside", NUMBER, OutcomeCounts::setAside);
        var archived = tally.field("archived", NUMBER, OutcomeCounts::archived);
        var putBack = tally.field("putBack", NUMBER, OutcomeCounts::putBack);
        var settled = tally.field("settled", NUMBER, OutcomeCounts::settled);
        var alreadyGone = tally.field("alreadyGone", NUMBER, OutcomeCounts::alreadyGone);
        var kept = tally.field("kept", NUMBER, OutcomeCounts::kept);
        var failed = tally.field("failed", NUMBER, OutcomeCounts::failed);
        var unknown = tally.field("unknown", NUMBER, OutcomeCounts::unknown);
        var leftOver = tally.field("leftOver", NUMBER, OutcomeCounts::notReached);
        var bytes = tally.field("bytes", NUMBER, OutcomeCounts::bytes);
        var bytesAside = tally.field("bytesAside", NUMBER, OutcomeCounts::bytesAside);
        return tally.madeBy(of -> new OutcomeCounts(
                of.of(total),
                of.of(deleted),
                of.of(setAside),
                of.of(archived),
                of.of(putBack),
                of.of(settled),
                of.of(alreadyGone),
                of.of(kept),
                of.of(failed),
                of.of(unknown),
                of.of(leftOver),
                of.of(bytes),
                of.of(bytesAside)));
    }
}
