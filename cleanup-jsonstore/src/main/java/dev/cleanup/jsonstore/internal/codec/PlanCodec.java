package dev.cleanup.jsonstore.internal.codec;

import static dev.cleanup.jsonstore.internal.codec.Codecs.NUMBER;
import static dev.cleanup.jsonstore.internal.codec.Codecs.TEXT;
import static dev.cleanup.jsonstore.internal.codec.Codecs.listOf;
import static dev.cleanup.jsonstore.internal.codec.Codecs.mapOf;
import static dev.cleanup.jsonstore.internal.codec.Codecs.optional;
import static dev.cleanup.jsonstore.internal.codec.Codecs.setOf;
import static dev.cleanup.jsonstore.internal.codec.Codecs.textual;

import dev.cleanup.jsonstore.internal.codec.ObjectCodec.Fields;
import dev.cleanup.outcome.Reason;
import dev.cleanup.report.CleanupPlan;
import dev.cleanup.report.FileTotals;
import dev.cleanup.report.ItemReport;
import dev.cleanup.report.PlannedItem;
import dev.cleanup.report.QuarantinePlan;
import dev.cleanup.report.ReferenceCounts;
import dev.cleanup.report.ScanCounts;
import dev.cleanup.report.TaskPlan;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.FileTimes;
import dev.cleanup.storage.QuarantineNote;
import dev.cleanup.storage.QuarantinedFile;
import dev.cleanup.storage.StoredFile;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The shape of a plan. The names in it are the format: they never change within {@code cleanup-plan/1}. */
public final class PlanCodec {

    static final JsonCodec<Instant> INSTANT = textual(Instant::toString, Instant::parse);

    static final JsonCodec<FileKey> KEY = textual(FileKey::path, FileKey::of);

    private static final ObjectCodec<CleanupPlan> PLAN = plan();

    /** Plans with or without a signature. */
    public static final JsonFormat<StoredPlan> SIGNED = new JsonFormat<>("cleanup-plan/1", "plan", stored());

    /** Plans without a signature; one that is there is passed over. */
    public static final JsonFormat<CleanupPlan> FORMAT = new JsonFormat<>("cleanup-plan/1", "plan", unsigned());

    private PlanCodec() {}

    private static ObjectCodec<StoredPlan> stored() {
        var stored = new Fields<StoredPlan>();
        stored.all(PLAN, StoredPlan::plan);
        var signature = stored.optional("signature", TEXT, StoredPlan::signature);
        return stored.madeBy(of -> new StoredPlan(PLAN.part(of), of.of(signature)));
    }

    private static ObjectCodec<CleanupPlan> unsigned() {
        var plan = new Fields<CleanupPlan>();
        plan.all(PLAN, of -> of);
        plan.optional("signature", TEXT, of -> Optional.empty());
        return plan.madeBy(PLAN::part);
    }

    private static ObjectCodec<CleanupPlan> plan() {
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

    static JsonCodec<ReferenceCounts> sourceCounts() {
        var counts = new Fields<ReferenceCounts>();
        var source = counts.field("source", TEXT, ReferenceCounts::source);
        var references = counts.field("references", NUMBER, ReferenceCounts::references);
        var derived = counts.field("derived", NUMBER, ReferenceCounts::derived);
        var duplicates = counts.field("duplicates", NUMBER, ReferenceCounts::duplicates);
        var none = counts.field("none", NUMBER, ReferenceCounts::none);
        var unmappable = counts.field("unmappable", NUMBER, ReferenceCounts::unmappable);
        var ignored = counts.field("ignored", NUMBER, ReferenceCounts::ignored);
        return counts.madeBy(of -> new ReferenceCounts(
                of.of(source),
                of.of(references),
                of.of(derived),
                of.of(duplicates),
                of.of(none),
                of.of(unmappable),
                of.of(ignored)));
    }

    private static JsonCodec<TaskPlan> task() {
        var plan = new Fields<TaskPlan>();
        var task = plan.field("task", TEXT, TaskPlan::task);
        var policy = plan.field("policy", TEXT, TaskPlan::policy);
        var outcome = plan.field("outcome", OutcomeCodecs.taskOutcome(), TaskPlan::outcome);
        var seen = plan.field("seen", seen(), TaskPlan::seen);
        var spared = plan.field("spared", mapOf(Reason.Kind.class, NUMBER), TaskPlan::keptByReason);
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

    static JsonCodec<ScanCounts> seen() {
        var seen = new Fields<ScanCounts>();
        var listed = seen.field("listed", NUMBER, ScanCounts::listed);
        var referenced = seen.field("referenced", NUMBER, ScanCounts::referenced);
        var unreferenced = seen.field("unreferenced", NUMBER, ScanCounts::unreferenced);
        var unusable = seen.field("unusable", NUMBER, ScanCounts::unusable);
        var failed = seen.field("failed", NUMBER, ScanCounts::failed);
        var records = seen.field("records", NUMBER, ScanCounts::records);
        return seen.madeBy(of -> new ScanCounts(
                of.of(listed), of.of(referenced), of.of(unreferenced), of.of(unusable), of.of(failed), of.of(records)));
    }

    private static JsonCodec<TaskPlan.Totals> totals() {
        var totals = new Fields<TaskPlan.Totals>();
        var items = totals.field("items", NUMBER, TaskPlan.Totals::items);
        var files = totals.field("files", NUMBER, TaskPlan.Totals::files);
        var bytes = totals.field("bytes", NUMBER, TaskPlan.Totals::bytes);
        return totals.madeBy(of -> new TaskPlan.Totals(of.of(items), of.of(files), of.of(bytes)));
    }

    private static JsonCodec<PlannedItem> item() {
        var item = new Fields<PlannedItem>();
        var owner = item.field("record", optional(OutcomeCodecs.owner()), PlannedItem::record);
        var files = item.field("files", listOf(file()), PlannedItem::files);
        var reason = item.field("reason", OutcomeCodecs.reason(), PlannedItem::reason);
        return item.madeBy(of -> new PlannedItem(of.of(owner), of.of(files), of.of(reason)));
    }

    private static JsonCodec<QuarantinePlan> quarantine() {
        var plan = new Fields<QuarantinePlan>();
        var outcome = plan.field("outcome", OutcomeCodecs.taskOutcome(), QuarantinePlan::outcome);
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

    static JsonCodec<FileTotals> amount() {
        var amount = new Fields<FileTotals>();
        var files = amount.field("files", NUMBER, FileTotals::files);
        var bytes = amount.field("bytes", NUMBER, FileTotals::bytes);
        return amount.madeBy(of -> new FileTotals(of.of(files), of.of(bytes)));
    }

    private static JsonCodec<QuarantinedFile> asideFile() {
        var aside = new Fields<QuarantinedFile>();
        var id = aside.field("id", TEXT, QuarantinedFile::id);
        var file = aside.field("file", file(), QuarantinedFile::file);
        var note = aside.field("note", note(), QuarantinedFile::note);
        return aside.madeBy(of -> new QuarantinedFile(of.of(id), of.of(file), of.of(note)));
    }

    private static JsonCodec<QuarantineNote> note() {
        var note = new Fields<QuarantineNote>();
        var cleanup = note.field("cleanup", TEXT, QuarantineNote::cleanup);
        var run = note.field("run", TEXT, QuarantineNote::run);
        var task = note.field("task", TEXT, QuarantineNote::task);
        var at = note.field("at", INSTANT, QuarantineNote::at);
        var due = note.field("due", INSTANT, QuarantineNote::due);
        var retired = note.field("retired", listOf(TEXT), of -> List.copyOf(new TreeSet<>(of.retired())));
        return note.madeBy(of -> new QuarantineNote(
                of.of(cleanup), of.of(run), of.of(task), of.of(at), of.of(due), new HashSet<>(of.of(retired))));
    }

    private static JsonCodec<StoredFile> file() {
        var file = new Fields<StoredFile>();
        var key = file.field("key", KEY, StoredFile::key);
        var size = file.field("size", NUMBER, StoredFile::size);
        var times = file.field("times", times(), StoredFile::times);
        var identity = file.field("identity", TEXT, StoredFile::identity);
        return file.madeBy(of -> new StoredFile(of.of(key), of.of(size), of.of(times), of.of(identity)));
    }

    private static JsonCodec<FileTimes> times() {
        var times = new Fields<FileTimes>();
        var known = times.field("known", mapOf(FileTimes.Kind.class, INSTANT), FileTimes::known);
        var unread = times.field("unread", setOf(FileTimes.Kind.class), FileTimes::unread);
        return times.madeBy(of -> new FileTimes(of.of(known), of.of(unread)));
    }

    static JsonCodec<ItemReport> finding() {
        var finding = new Fields<ItemReport>();
        var subject = finding.field("subject", OutcomeCodecs.subject(), ItemReport::subject);
        var bytes = finding.field("bytes", NUMBER, ItemReport::bytes);
        var outcome = finding.field("outcome", OutcomeCodecs.outcome(), ItemReport::outcome);
        var condemned = finding.field("condemned", optional(OutcomeCodecs.reason()), ItemReport::reason);
        return finding.madeBy(of -> new ItemReport(of.of(subject), of.of(bytes), of.of(outcome), of.of(condemned)));
    }
}
