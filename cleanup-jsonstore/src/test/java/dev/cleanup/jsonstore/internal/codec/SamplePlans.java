package dev.cleanup.jsonstore.internal.codec;

import dev.cleanup.outcome.Failure;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.outcome.Reason;
import dev.cleanup.reference.Origin;
import dev.cleanup.reference.Owner;
import dev.cleanup.report.CleanupPlan;
import dev.cleanup.report.FileTotals;
import dev.cleanup.report.ItemRef;
import dev.cleanup.report.ItemReport;
import dev.cleanup.report.PlannedItem;
import dev.cleanup.report.QuarantinePlan;
import dev.cleanup.report.ReferenceCounts;
import dev.cleanup.report.Refusal;
import dev.cleanup.report.ScanCounts;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.report.TaskPlan;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.FileTimes;
import dev.cleanup.storage.QuarantineNote;
import dev.cleanup.storage.QuarantinedFile;
import dev.cleanup.storage.StoredFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Plans to store: a small one, one with everything that a plan can hold, and large ones. */
public final class SamplePlans {

    static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123456789Z");
    static final Failure FAILURE = new Failure("AccessDeniedException", "uploads/a: Permission denied");
    static final Reason REASON = new Reason(Reason.Kind.REFERENCE, "no reference names it");

    private static final Instant LAST_WEEK = Instant.parse("2026-02-22T12:00:00Z");

    private static final Map<Reason.Kind, Long> ALL_SPARED = byKind(Reason.Kind.class, kind -> (long) kind.ordinal());

    private SamplePlans() {}

    /** A plan of one orphan. */
    public static CleanupPlan small() {
        FileTimes times = FileTimes.modified(LAST_WEEK).with(FileTimes.Kind.STATUS_CHANGED, LAST_WEEK);
        StoredFile file = new StoredFile(FileKey.of("audio/a.mp3"), 1234, times, "66306:131:1234");
        return plan(task("orphaned-files", new TaskOutcome.Completed(), List.of(item(file)), List.of()));
    }

    /** Every kind of outcome, subject, reason, refusal and time, and whatever else is at an edge. */
    public static CleanupPlan everything() {
        List<TaskPlan> tasks = taskOutcomes()
                .map(outcome -> task(outcome.getClass().getSimpleName(), outcome, ALL_SPARED, oddItems(), findings()))
                .toList();
        return new CleanupPlan(
                "plan-1",
                "media",
                "file:///srv/uploads/",
                Optional.of("operator"),
                Instant.MIN,
                Instant.MAX,
                "0123abcd",
                Optional.of("Kim \"K\" M\u00fcller"),
                List.of(new ReferenceCounts("database", Long.MAX_VALUE, 1, 2, 3, 4, 5)),
                tasks,
                quarantine(),
                List.of("", "has no birth times"));
    }

    /** Owners with each optional field, in an item and in findings. */
    public static CleanupPlan ofOwners() {
        Origin table = Origin.of("sessions", "jdbc:postgresql://db/app public.sessions(id)");
        List<Owner> owners = Stream.of(Origin.named("sessions"), table)
                .flatMap(origin -> Stream.of(origin, origin.withSecretIds()))
                .map(origin -> new Owner(origin, "42"))
                .toList();
        List<PlannedItem> items = owners.stream()
                .map(owner -> new PlannedItem(Optional.of(owner), List.of(file(owner.id())), REASON))
                .toList();
        List<ItemReport> findings = owners.stream()
                .map(owner ->
                        new ItemReport(new ItemRef.OfRecord(owner), 0, new Outcome.Kept(REASON), Optional.empty()))
                .toList();
        return plan(task("sessions", new TaskOutcome.CompletedWithFailures(), items, findings));
    }

    private static QuarantinePlan quarantine() {
        StoredFile file = new StoredFile(FileKey.of("e"), 5, FileTimes.modified(LAST_WEEK), "66306:132:5");
        Set<String> owners = Set.of("sessions#42", "tasks#7");
        QuarantinedFile named =
                new QuarantinedFile("aside-1", file, new QuarantineNote("media", "run-1", "t", LAST_WEEK, NOW, owners));
        QuarantinedFile free = new QuarantinedFile(
                "aside-2", file, new QuarantineNote("media", "run-1", "t", LAST_WEEK, NOW, Set.of()));
        return new QuarantinePlan(
                new TaskOutcome.CompletedWithFailures(),
                new FileTotals(3, 15),
                new FileTotals(1, 5),
                new FileTotals(1, 5),
                List.of(named),
                List.of(free));
    }

    public static Stream<TaskOutcome> taskOutcomes() {
        List<Refusal> refusals = Arrays.stream(Refusal.Remedy.values())
                .map(way -> new Refusal("orphan-share", "12 of 12", List.of("a", "b"), "maxShare(1.0)", way))
                .toList();
        return Stream.of(
                new TaskOutcome.Completed(),
                new TaskOutcome.CompletedWithFailures(),
                new TaskOutcome.Refused(refusals),
                new TaskOutcome.Skipped("another run is under way"),
                new TaskOutcome.Stopped("deadline reached"),
                new TaskOutcome.Failed(FAILURE));
    }

    public static Stream<Outcome> outcomes() {
        return Stream.of(
                new Outcome.Deleted(),
                new Outcome.Quarantined("aside-1"),
                new Outcome.Archived("s3://archive/a"),
                new Outcome.Restored(),
                new Outcome.Settled(),
                new Outcome.AlreadyGone(),
                new Outcome.Kept(REASON),
                new Outcome.Failed(FAILURE),
                new Outcome.Unknown(FAILURE),
                new Outcome.NotReached());
    }

    private static Stream<Reason> reasons() {
        return Arrays.stream(Reason.Kind.values()).map(kind -> new Reason(kind, "evidence of " + named(kind)));
    }

    /** The name that the format has for a kind. */
    private static String named(Reason.Kind kind) {
        return switch (kind) {
            case SHARED_FILE -> "FILES";
            case CUSTOM -> "HOST";
            case NOT_CONFIRMED -> "SIGHTING";
            default -> kind.name();
        };
    }

    public static Stream<ItemRef> subjects() {
        return Stream.of(
                new ItemRef.OfFile(FileKey.of("a")),
                new ItemRef.OfRecord(new Owner("sessions", "42")),
                new ItemRef.OfEntry("name that is no text: \uFFFD"));
    }

    private static List<ItemReport> findings() {
        ItemRef subject = new ItemRef.OfEntry("link");
        return Stream.of(
                        outcomes().map(outcome -> new ItemReport(subject, 0, outcome, Optional.of(REASON))),
                        reasons()
                                .map(reason ->
                                        new ItemReport(subject, 0, new Outcome.Kept(reason), Optional.of(reason))),
                        subjects().map(each -> new ItemReport(each, 7, new Outcome.NotReached(), Optional.empty())))
                .flatMap(findings -> findings)
                .toList();
    }

    private static List<PlannedItem> oddItems() {
        FileTimes all = new FileTimes(byKind(FileTimes.Kind.class, kind -> NOW), Set.of());
        StoredFile timeless = new StoredFile(FileKey.of("b"), 0, new FileTimes(Map.of(), Set.of()), "");
        StoredFile large = new StoredFile(FileKey.of("c"), Long.MAX_VALUE, all, "id");
        StoredFile unread =
                new StoredFile(FileKey.of("d"), 1, FileTimes.unreadable(Set.of(FileTimes.Kind.values())), "id");
        PlannedItem record = new PlannedItem(Optional.of(new Owner("sessions", "4 2")), List.of(), REASON);
        return List.of(record, new PlannedItem(Optional.empty(), List.of(timeless, large, unread), REASON));
    }

    /** A plan of so many orphans. */
    public static CleanupPlan large(int items) {
        return plan(task(
                "orphaned-files",
                new TaskOutcome.Completed(),
                IntStream.range(0, items)
                        .mapToObj(i -> item(file("audio/" + i + ".mp3")))
                        .toList(),
                List.of()));
    }

    public static CleanupPlan withNote(String note) {
        CleanupPlan plan = small();
        return new CleanupPlan(
                plan.id(),
                plan.cleanup(),
                plan.storage(),
                plan.actor(),
                plan.at(),
                plan.expires(),
                plan.fingerprint(),
                plan.approvedBy(),
                plan.references(),
                plan.tasks(),
                plan.quarantine(),
                List.of(note));
    }

    /** What a file of the plan holds. */
    static byte[] bytes(CleanupPlan plan) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PlanCodec.FORMAT.write(plan, bytes);
        return bytes.toByteArray();
    }

    static CleanupPlan plan(TaskPlan... tasks) {
        return new CleanupPlan(
                "plan-1",
                "media",
                "file:///srv/uploads/",
                Optional.empty(),
                NOW,
                Instant.parse("2026-03-02T12:00:00Z"),
                "0123abcd",
                Optional.empty(),
                List.of(new ReferenceCounts("database", 20, 4, 1, 2, 0, 3)),
                List.of(tasks),
                QuarantinePlan.NOTHING,
                List.of());
    }

    static TaskPlan task(String name, TaskOutcome outcome, List<PlannedItem> items, List<ItemReport> findings) {
        return task(name, outcome, Map.of(Reason.Kind.AGE, 3L), items, findings);
    }

    private static TaskPlan task(
            String name,
            TaskOutcome outcome,
            Map<Reason.Kind, Long> spared,
            List<PlannedItem> items,
            List<ItemReport> findings) {
        return new TaskPlan(
                name,
                "unreferenced and older than 24 hours",
                outcome,
                new ScanCounts(21, 20, 1, 2, 3, 0),
                spared,
                items.stream().reduce(TaskPlan.Totals.NONE, TaskPlan.Totals::plus, (a, b) -> a),
                items,
                findings,
                List.of("keeps the newest 3"));
    }

    static PlannedItem item(StoredFile file) {
        return new PlannedItem(Optional.empty(), List.of(file), REASON);
    }

    static StoredFile file(String key) {
        return new StoredFile(FileKey.of(key), 10, FileTimes.modified(LAST_WEEK), "identity of " + key);
    }

    private static <E extends Enum<E>, V> Map<E, V> byKind(Class<E> type, Function<E, V> value) {
        return Arrays.stream(type.getEnumConstants()).collect(Collectors.toMap(kind -> kind, value));
    }
}
