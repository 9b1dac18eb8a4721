package dev.cleanup.jsonstore;

import static dev.cleanup.jsonstore.PlanShape.INSTANT;
import static dev.cleanup.jsonstore.PlanShape.amount;
import static dev.cleanup.jsonstore.PlanShape.finding;
import static dev.cleanup.jsonstore.PlanShape.seen;
import static dev.cleanup.jsonstore.PlanShape.sourceCounts;
import static dev.cleanup.jsonstore.Shapes.NUMBER;
import static dev.cleanup.jsonstore.Shapes.TEXT;
import static dev.cleanup.jsonstore.Shapes.listOf;
import static dev.cleanup.jsonstore.Shapes.mapOf;
import static dev.cleanup.jsonstore.Shapes.optional;
import static dev.cleanup.jsonstore.Shapes.textual;

import dev.cleanup.jsonstore.ObjectShape.Fields;
import dev.cleanup.outcome.Reason;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.QuarantineReport;
import dev.cleanup.report.Tally;
import dev.cleanup.report.TaskReport;
import java.time.Duration;

/** The shape of a report. The names in it are the format: they never change within {@code cleanup-report/1}. */
final class ReportShape {

    static final Shape<Duration> DURATION = textual(Duration::toString, Duration::parse);

    static final Format<CleanupReport> FORMAT = new Format<>("cleanup-report/1", "report", report());

    private ReportShape() {}

    private static ObjectShape<CleanupReport> report() {
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
        var spaceGained = report.field("spaceGained", optional(NUMBER), CleanupReport::spaceGained);
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

    private static Shape<TaskReport> task() {
        var report = new Fields<TaskReport>();
        var task = report.field("task", TEXT, TaskReport::task);
        var policy = report.field("policy", TEXT, TaskReport::policy);
        var outcome = report.field("outcome", OutcomeShapes.taskOutcome(), TaskReport::outcome);
        var seen = report.field("seen", seen(), TaskReport::seen);
        var spared = report.field("spared", mapOf(Reason.Kind.class, NUMBER), TaskReport::spared);
        var files = report.field("files", tally(), TaskReport::files);
        var records = report.field("records", tally(), TaskReport::records);
        var samples = report.field("samples", listOf(finding()), TaskReport::samples);
        var remarks = report.field("remarks", listOf(TEXT), TaskReport::remarks);
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

    private static Shape<QuarantineReport> quarantine() {
        var report = new Fields<QuarantineReport>();
        var outcome = report.field("outcome", OutcomeShapes.taskOutcome(), QuarantineReport::outcome);
        var before = report.field("before", amount(), QuarantineReport::before);
        var restored = report.field("restored", tally(), QuarantineReport::restored);
        var purged = report.field("purged", tally(), QuarantineReport::purged);
        var samples = report.field("samples", listOf(finding()), QuarantineReport::samples);
        return report.madeBy(of ->
                new QuarantineReport(of.of(outcome), of.of(before), of.of(restored), of.of(purged), of.of(samples)));
    }

    static Shape<Tally> tally() {
        var tally = new Fields<Tally>();
        var total = tally.field("total", NUMBER, Tally::total);
        var deleted = tally.field("deleted", NUMBER, Tally::deleted);
        var setAside = tally.field("setAside", NUMBER, Tally::setAside);
        var archived = tally.field("archived", NUMBER, Tally::archived);
        var putBack = tally.field("putBack", NUMBER, Tally::putBack);
        var settled = tally.field("settled", NUMBER, Tally::settled);
        var alreadyGone = tally.field("alreadyGone", NUMBER, Tally::alreadyGone);
        var kept = tally.field("kept", NUMBER, Tally::kept);
        var failed = tally.field("failed", NUMBER, Tally::failed);
        var unknown = tally.field("unknown", NUMBER, Tally::unknown);
        var leftOver = tally.field("leftOver", NUMBER, Tally::leftOver);
        var bytes = tally.field("bytes", NUMBER, Tally::bytes);
        var bytesAside = tally.field("bytesAside", NUMBER, Tally::bytesAside);
        return tally.madeBy(of -> new Tally(
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
