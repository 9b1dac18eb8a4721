package dev.cleanup.jsonstore;

import static dev.cleanup.jsonstore.Shapes.NUMBER;
import static dev.cleanup.jsonstore.Shapes.TEXT;
import static dev.cleanup.jsonstore.Shapes.listOf;
import static dev.cleanup.jsonstore.Shapes.mapOf;
import static dev.cleanup.jsonstore.Shapes.optional;
import static dev.cleanup.jsonstore.Shapes.setOf;
import static dev.cleanup.jsonstore.Shapes.textual;

import dev.cleanup.jsonstore.ObjectShape.Fields;
import dev.cleanup.outcome.Reason;
import dev.cleanup.report.Amount;
import dev.cleanup.report.CleanupPlan;
import dev.cleanup.report.ItemReport;
import dev.cleanup.report.PlannedItem;
import dev.cleanup.report.QuarantinePlan;
import dev.cleanup.report.Seen;
import dev.cleanup.report.SourceCounts;
import dev.cleanup.report.TaskPlan;
import dev.cleanup.storage.AsideFile;
import dev.cleanup.storage.AsideNote;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.StoredFile;
import dev.cleanup.storage.Times;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The shape of a plan. The names in it are the format: they never change within {@code cleanup-plan/1}. */
final class PlanShape {

    static final Shape<Instant> INSTANT = textual(Instant::toString, Instant::parse);

    static final Shape<FileKey> KEY = textual(FileKey::path, FileKey::of);

    private static final ObjectShape<CleanupPlan> PLAN = plan();

    /** Plans with or without a signature. */
    static final Format<StoredPlan> SIGNED = new Format<>("cleanup-plan/1", "plan", stored());

    /** Plans without a signature; one that is there is passed over. */
    static final Format<CleanupPlan> FORMAT = new Format<>("cleanup-plan/1", "plan", unsigned());

    private PlanShape() {}

    private static ObjectShape<StoredPlan> stored() {
        var stored = new Fields<StoredPlan>();
        stored.all(PLAN, StoredPlan::plan);
        var signature = stored.optional("signature", TEXT, StoredPlan::signature);
        return stored.madeBy(of -> new StoredPlan(PLAN.part(of), of.of(signature)));
    }

    private static ObjectShape<CleanupPlan> unsigned() {
        var plan = new Fields<CleanupPlan>();
        plan.all(PLAN, of -> of);
        plan.optional("signature", TEXT, of -> Optional.empty());
        return plan.madeBy(PLAN::part);
    }

    private static ObjectShape<CleanupPlan> plan() {
        var plan = new Fields<CleanupPlan>();
        var id = plan.field("id", TEXT, CleanupPlan::id);
        var cleanup = plan.field("cleanup", TEXT, CleanupPlan::cleanup);
        var storage = plan.field("storage", TEXT, CleanupPlan::storage);
        var actor = plan.field("actor", optional(TEXT), CleanupPlan::actor);
        var at = plan.field("at", INSTANT, CleanupPlan::at);
        var expires = plan.field("expires", INSTANT, CleanupPlan::expires);
        var fingerprint = plan.field("fingerprint", TEXT, CleanupPlan::fingerprint);
        var approvedBy = plan.field("approvedBy", optional(TEXT), CleanupPlan::approvedBy);
        var references = plan.field("references", listOf(sourceCounts()), CleanupPlan::references);
        var tasks = plan.field("tasks", listOf(task()), CleanupPlan::tasks);
        var quarantine = plan.field("quarantine", quarantine(), CleanupPlan::quarantine);
        var notes = plan.field("notes", listOf(TEXT), CleanupPlan::notes);
        return plan.madeBy(of -> new CleanupPlan(
                of.of(id),
                of.of(cleanup),
                of.of(storage),
                of.of(actor),
                of.of(at),
                of.of(expires),
                of.of(fingerprint),
                of.of(approvedBy),
                of.of(references),
                of.of(tasks),
                of.of(quarantine),
                of.of(notes)));
    }

    static Shape<SourceCounts> sourceCounts() {
        var counts = new Fields<SourceCounts>();
        var source = counts.field("source", TEXT, SourceCounts::source);
        var references = counts.field("references", NUMBER, SourceCounts::references);
        var derived = counts.field("derived", NUMBER, SourceCounts::derived);
        var duplicates = counts.field("duplicates", NUMBER, SourceCounts::duplicates);
        var none = counts.field("none", NUMBER, SourceCounts::none);
        var unmappable = counts.field("unmappable", NUMBER, SourceCounts::unmappable);
        var ignored = counts.field("ignored", NUMBER, SourceCounts::ignored);
        return counts.madeBy(of -> new SourceCounts(
                of.of(source),
                of.of(references),
                of.of(derived),
                of.of(duplicates),
                of.of(none),
                of.of(unmappable),
                of.of(ignored)));
    }

    private static Shape<TaskPlan> task() {
        var plan = new Fields<TaskPlan>();
        var task = plan.field("task", TEXT, TaskPlan::task);
        var policy = plan.field("policy", TEXT, TaskPlan::policy);
        var outcome = plan.field("outcome", OutcomeShapes.taskOutcome(), TaskPlan::outcome);
        var seen = plan.field("seen", seen(), TaskPlan::seen);
        var spared = plan.field("spared", mapOf(Reason.Kind.class, NUMBER), TaskPlan::spared);
        var totals = plan.field("totals", totals(), TaskPlan::totals);
        var items = plan.field("items", listOf(item()), TaskPlan::items);
        var findings = plan.field("findings", listOf(finding()), TaskPlan::findings);
        var remarks = plan.field("remarks", listOf(TEXT), TaskPlan::remarks);
        return plan.madeBy(of -> new TaskPlan(
                of.of(task),
                of.of(policy),
                of.of(outcome),
                of.of(seen),
                of.of(spared),
                of.of(totals),
                of.of(items),
                of.of(findings),
                of.of(remarks)));
    }

    static Shape<Seen> seen() {
        var seen = new Fields<Seen>();
        var listed = seen.field("listed", NUMBER, Seen::listed);
        var referenced = seen.field("referenced", NUMBER, Seen::referenced);
        var unreferenced = seen.field("unreferenced", NUMBER, Seen::unreferenced);
        var unusable = seen.field("unusable", NUMBER, Seen::unusable);
        var failed = seen.field("failed", NUMBER, Seen::failed);
        var records = seen.field("records", NUMBER, Seen::records);
        return seen.madeBy(of -> new Seen(
                of.of(listed), of.of(referenced), of.of(unreferenced), of.of(unusable), of.of(failed), of.of(records)));
    }

    private static Shape<TaskPlan.Totals> totals() {
        var totals = new Fields<TaskPlan.Totals>();
        var items = totals.field("items", NUMBER, TaskPlan.Totals::items);
        var files = totals.field("files", NUMBER, TaskPlan.Totals::files);
        var bytes = totals.field("bytes", NUMBER, TaskPlan.Totals::bytes);
        return totals.madeBy(of -> new TaskPlan.Totals(of.of(items), of.of(files), of.of(bytes)));
    }

    private static Shape<PlannedItem> item() {
        var item = new Fields<PlannedItem>();
        var owner = item.field("record", optional(OutcomeShapes.owner()), PlannedItem::record);
        var files = item.field("files", listOf(file()), PlannedItem::files);
        var reason = item.field("reason", OutcomeShapes.reason(), PlannedItem::reason);
        return item.madeBy(of -> new PlannedItem(of.of(owner), of.of(files), of.of(reason)));
    }

    private static Shape<QuarantinePlan> quarantine() {
        var plan = new Fields<QuarantinePlan>();
        var outcome = plan.field("outcome", OutcomeShapes.taskOutcome(), QuarantinePlan::outcome);
        var aside = plan.field("aside", amount(), QuarantinePlan::aside);
        var returning = plan.field("returning", amount(), QuarantinePlan::returning);
        var expiring = plan.field("expiring", amount(), QuarantinePlan::expiring);
        var returningFiles = plan.field("returningFiles", listOf(asideFile()), QuarantinePlan::returningFiles);
        var expiringFiles = plan.field("expiringFiles", listOf(asideFile()), QuarantinePlan::expiringFiles);
        return plan.madeBy(of -> new QuarantinePlan(
                of.of(outcome),
                of.of(aside),
                of.of(returning),
                of.of(expiring),
                of.of(returningFiles),
                of.of(expiringFiles)));
    }

    static Shape<Amount> amount() {
        var amount = new Fields<Amount>();
        var files = amount.field("files", NUMBER, Amount::files);
        var bytes = amount.field("bytes", NUMBER, Amount::bytes);
        return amount.madeBy(of -> new Amount(of.of(files), of.of(bytes)));
    }

    private static Shape<AsideFile> asideFile() {
        var aside = new Fields<AsideFile>();
        var id = aside.field("id", TEXT, AsideFile::id);
        var file = aside.field("file", file(), AsideFile::file);
        var note = aside.field("note", note(), AsideFile::note);
        return aside.madeBy(of -> new AsideFile(of.of(id), of.of(file), of.of(note)));
    }

    private static Shape<AsideNote> note() {
        var note = new Fields<AsideNote>();
        var cleanup = note.field("cleanup", TEXT, AsideNote::cleanup);
        var run = note.field("run", TEXT, AsideNote::run);
        var task = note.field("task", TEXT, AsideNote::task);
        var at = note.field("at", INSTANT, AsideNote::at);
        var due = note.field("due", INSTANT, AsideNote::due);
        var retired = note.field("retired", listOf(TEXT), of -> List.copyOf(new TreeSet<>(of.retired())));
        return note.madeBy(of -> new AsideNote(
                of.of(cleanup), of.of(run), of.of(task), of.of(at), of.of(due), new HashSet<>(of.of(retired))));
    }

    private static Shape<StoredFile> file() {
        var file = new Fields<StoredFile>();
        var key = file.field("key", KEY, StoredFile::key);
        var size = file.field("size", NUMBER, StoredFile::size);
        var times = file.field("times", times(), StoredFile::times);
        var identity = file.field("identity", TEXT, StoredFile::identity);
        return file.madeBy(of -> new StoredFile(of.of(key), of.of(size), of.of(times), of.of(identity)));
    }

    private static Shape<Times> times() {
        var times = new Fields<Times>();
        var known = times.field("known", mapOf(Times.Kind.class, INSTANT), Times::known);
        var unread = times.field("unread", setOf(Times.Kind.class), Times::unread);
        return times.madeBy(of -> new Times(of.of(known), of.of(unread)));
    }

    static Shape<ItemReport> finding() {
        var finding = new Fields<ItemReport>();
        var subject = finding.field("subject", OutcomeShapes.subject(), ItemReport::subject);
        var bytes = finding.field("bytes", NUMBER, ItemReport::bytes);
        var outcome = finding.field("outcome", OutcomeShapes.outcome(), ItemReport::outcome);
        var condemned = finding.field("condemned", optional(OutcomeShapes.reason()), ItemReport::condemned);
        return finding.madeBy(of -> new ItemReport(of.of(subject), of.of(bytes), of.of(outcome), of.of(condemned)));
    }
}
