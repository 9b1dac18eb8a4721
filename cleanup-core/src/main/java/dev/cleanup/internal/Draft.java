package dev.cleanup.internal;

import static java.util.Objects.requireNonNull;

import dev.cleanup.guard.Evidence;
import dev.cleanup.outcome.Failure;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.outcome.Reason;
import dev.cleanup.policy.Candidate;
import dev.cleanup.policy.Choice;
import dev.cleanup.policy.Facts;
import dev.cleanup.record.RecordFacts;
import dev.cleanup.reference.Owner;
import dev.cleanup.report.ItemReport;
import dev.cleanup.report.PlannedItem;
import dev.cleanup.report.Refusal;
import dev.cleanup.report.Seen;
import dev.cleanup.report.SourceCounts;
import dev.cleanup.report.Subject;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.report.TaskPlan;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.StoredFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A task while it is planned: what was seen, what would go, and what stands in the way. */
final class Draft {

    /** A plan lists so many items; its totals are exact. */
    static final int LISTED = 100_000;

    /** Findings are shown up to this number, and counted beyond it. */
    private static final int FINDINGS = 1000;

    private static final int SAMPLES = 20;

    private final TaskSpec task;
    private final Events events;
    private final Map<Reason.Kind, Long> spared = new EnumMap<>(Reason.Kind.class);
    private final List<PlannedItem> items = new ArrayList<>();
    private final List<Facts> facts = new ArrayList<>();
    private final Map<Owner, PlannedItem> itemsByRecord = new HashMap<>();
    private final FoundFiles files = new FoundFiles();
    private final List<String> remarks = new ArrayList<>();
    private final List<ItemReport> findings = new ArrayList<>();
    private TaskPlan.Totals totals = TaskPlan.Totals.NONE;
    private Optional<TaskOutcome> obstacle = Optional.empty();
    private final List<Refusal> refusals = new ArrayList<>();
    private long referenced;
    private long unreferenced;
    private final List<String> nearMatchSamples = new ArrayList<>();
    private long nearMatches;
    private long unusable;
    private long failedFiles;
    private long failedRecords;
    private long recordsOfUnreadFiles;
    private long records;

    Draft(TaskSpec task, Events events) {
        this.task = task;
        this.events = events;
    }

    void sawReferenced() {
        referenced++;
    }

    void sawUnreferenced() {
        unreferenced++;
    }

    /** A file that equals a reference but for its spelling stays, and is reported. */
    void sawNearMatch(FileKey key) {
        unreferenced++;
        nearMatches++;
        spare(Reason.Kind.REFERENCE);
        if (nearMatchSamples.size() < SAMPLES) {
            nearMatchSamples.add(key.path());
        }
        Outcome kept = Outcome.kept(Reason.Kind.REFERENCE, "it equals a reference but for its spelling");
        find(new ItemReport(new Subject.OfFile(key), 0, kept, Optional.empty()));
    }

    /** An entry that is never removed. */
    void sawUnusable(Subject subject, String why) {
        unusable++;
        find(new ItemReport(subject, 0, Outcome.kept(Reason.Kind.NAME, why), Optional.empty()));
    }

    /** A key that was listed as a file turned out to be none. */
    void turnedOutUnusable(Subject subject, String why) {
        unreferenced--;
        sawUnusable(subject, why);
    }

    /** Something that could not be read. */
    void sawFailed(Subject subject, Failure failure) {
        failedFiles++;
        find(new ItemReport(subject, 0, new Outcome.Failed(failure), Optional.empty()));
    }

    void sawRecord() {
        records++;
    }

    /** A record that could not be read, or whose files could not. */
    void sawFailedRecord(Owner record, Failure failure) {
        failedRecords++;
        find(new ItemReport(new Subject.OfRecord(record), 0, new Outcome.Failed(failure), Optional.empty()));
    }

    /** A record that nobody can place in any order, as its files could not be read. */
    void sawRecordOfUnreadFiles(Owner record, Failure failure) {
        recordsOfUnreadFiles++;
        sawFailedRecord(record, failure);
    }

    private void find(ItemReport finding) {
        events.item(task.name(), finding);
        if (findings.size() < FINDINGS) {
            findings.add(finding);
        }
    }

    void spare(Reason.Kind kind) {
        spared.merge(kind, 1L, Long::sum);
    }

    void condemn(PlannedItem item, Facts itsFacts) {
        items.add(item);
        facts.add(itsFacts);
        item.record().ifPresent(record -> itemsByRecord.put(record, item));
        totals = totals.plus(item);
    }

    /** The items as a selection sees them. */
    List<Candidate> candidates() {
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            PlannedItem item = items.get(i);
            candidates.add(new Candidate(name(item), facts.get(i), item.bytes()));
        }
        return candidates;
    }

    private static String name(PlannedItem item) {
        return item.record()
                .map(Owner::toString)
                .orElseGet(() -> item.files().get(0).key().path());
    }

    /** Keeps of the items only what a selection has chosen, in its order. */
    void choose(Choice choice) {
        Map<String, PlannedItem> itemsByName = new HashMap<>();
        Map<String, Facts> factsByName = new HashMap<>();
        for (int i = 0; i < items.size(); i++) {
            itemsByName.put(name(items.get(i)), items.get(i));
            factsByName.put(name(items.get(i)), facts.get(i));
        }
        items.clear();
        facts.clear();
        totals = TaskPlan.Totals.NONE;
        List<PlannedItem> chosen = choice.chosen().stream()
                .map(candidate -> itemsByName.remove(candidate.id()))
                .filter(Objects::nonNull)
                .toList();
        Set<FileKey> ofTheRest = filesOf(itemsByName.keySet(), factsByName);
        chosen.forEach(item -> condemn(without(ofTheRest, item), requireNonNull(factsByName.get(name(item)))));
        itemsByName.values().forEach(rest -> spare(Reason.Kind.SELECTION));
        remarks.add(choice.explanation());
        choice.shortfall().ifPresent(remarks::add);
    }

    private static Set<FileKey> filesOf(Set<String> names, Map<String, Facts> factsByName) {
        return names.stream()
                .map(factsByName::get)
                .filter(RecordFacts.class::isInstance)
                .flatMap(record -> ((RecordFacts) record).files().stream())
                .collect(Collectors.toSet());
    }

    /** A file that a record names, too, which was not chosen stays with that: the plan must not count on it. */
    private PlannedItem without(Set<FileKey> others, PlannedItem item) {
        List<StoredFile> own = item.files().stream()
                .filter(file -> !others.contains(file.key()))
                .toList();
        if (own.size() < item.files().size()) {
            remarks.add(name(item) + " shares files with records that stay: "
                    + (item.files().size() - own.size()) + " of its files stay, too");
        }
        return new PlannedItem(item.record(), own, item.reason());
    }

    /** What the guards look at. */
    Evidence evidence(List<SourceCounts> references, FirstLook look, Evidence.StorageState storage) {
        return new Evidence(
                task.name(),
                seen(),
                totals,
                Collections.unmodifiableList(items),
                references,
                look.unmappableSamples(),
                new Evidence.Samples(nearMatches, nearMatchSamples),
                look.unnameable(),
                storage);
    }

    void remark(String remark) {
        remarks.add(remark);
    }

    List<String> remarks() {
        return remarks;
    }

    /** Something stands in the way: the task removes nothing. The first obstacle counts. */
    void stop(TaskOutcome why) {
        if (obstacle.isEmpty()) {
            obstacle = Optional.of(why);
        }
    }

    void refuse(Refusal refusal) {
        refusals.add(refusal);
    }

    /** Lifts the refusals that a person has seen and approved, unless one remains that nobody can approve. */
    void approve(Set<String> guards) {
        refusals.removeIf(refusal -> refusal.way() == Refusal.Way.APPROVE && guards.contains(refusal.guard()));
    }

    boolean isExecutable() {
        return obstacle.isEmpty() && refusals.isEmpty();
    }

    /** Keeps of the items only what a plan holds, too, and gives what the plan holds beyond that. */
    List<PlannedItem> keepOnly(List<PlannedItem> planned) {
        Map<String, PlannedItem> held = new LinkedHashMap<>();
        planned.forEach(item -> held.put(name(item), item));
        List<PlannedItem> fresh = List.copyOf(items);
        List<Facts> freshFacts = List.copyOf(facts);
        items.clear();
        facts.clear();
        totals = TaskPlan.Totals.NONE;
        for (int i = 0; i < fresh.size(); i++) {
            PlannedItem item = fresh.get(i);
            if (isHeld(item, held.get(name(item)))) {
                condemn(item, freshFacts.get(i));
                held.remove(name(item));
            }
        }
        return List.copyOf(held.values());
    }

    private static boolean isHeld(PlannedItem fresh, @Nullable PlannedItem planned) {
        return planned != null
                && fresh.files().stream()
                        .allMatch(file -> planned.files().stream().anyMatch(seen -> WhyNot.isSame(seen, file)));
    }

    TaskSpec task() {
        return task;
    }

    /** What the storage said of the files of records. */
    FoundFiles files() {
        return files;
    }

    /** The records that would go, as they were found. */
    List<RecordFacts> records() {
        return facts.stream()
                .filter(RecordFacts.class::isInstance)
                .map(RecordFacts.class::cast)
                .toList();
    }

    /** What would go with a record, and why. */
    Optional<PlannedItem> item(Owner record) {
        return Optional.ofNullable(itemsByRecord.get(record));
    }

    long failedFiles() {
        return failedFiles;
    }

    /** How many items a selection cannot compare, because files could not be read. */
    long incomparable() {
        return failedFiles + recordsOfUnreadFiles;
    }

    long failedRecords() {
        return failedRecords;
    }

    private long failed() {
        return failedFiles + failedRecords;
    }

    List<PlannedItem> items() {
        return items;
    }

    /** The names of all files that would go. */
    List<FileKey> keys() {
        return items.stream()
                .flatMap(item -> item.files().stream())
                .map(StoredFile::key)
                .toList();
    }

    List<ItemReport> findings() {
        return findings;
    }

    TaskPlan.Totals totals() {
        return totals;
    }

    Map<Reason.Kind, Long> spared() {
        return spared;
    }

    Seen seen() {
        return new Seen(referenced + unreferenced, referenced, unreferenced, unusable, failed(), records);
    }

    TaskOutcome outcome() {
        if (obstacle.isPresent()) {
            return obstacle.get();
        }
        if (!refusals.isEmpty()) {
            return new TaskOutcome.Refused(refusals);
        }
        return failed() == 0 ? new TaskOutcome.Completed() : new TaskOutcome.CompletedWithFailures();
    }

    TaskPlan toPlan() {
        return new TaskPlan(
                task.name(),
                task.description(),
                outcome(),
                seen(),
                spared,
                totals,
                items.subList(0, Math.min(LISTED, items.size())),
                findings,
                remarks);
    }
}
