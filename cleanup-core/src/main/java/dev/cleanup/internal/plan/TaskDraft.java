package dev.cleanup.internal.plan;

import dev.cleanup.fact.FactValue;
import dev.cleanup.guard.Evidence;
import dev.cleanup.internal.config.CleanupConfig;
import dev.cleanup.internal.config.FileDisposition;
import dev.cleanup.internal.config.TaskDefinition;
import dev.cleanup.internal.context.EventPublisher;
import dev.cleanup.internal.reference.ReferenceSnapshot;
import dev.cleanup.internal.storage.LookupResults;
import dev.cleanup.outcome.Reason;
import dev.cleanup.policy.SelectionResult;
import dev.cleanup.report.PlannedItem;
import dev.cleanup.report.ReferenceCounts;
import dev.cleanup.report.Refusal;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.report.TaskPlan;
import dev.cleanup.storage.FileKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A task while it is planned: what was seen, what would go, and what stands in the way. */
public final class TaskDraft {

    private final TaskDefinition task;
    private final ScanCounters sights;
    private final PlannedItems items;
    private final LookupResults files = new LookupResults();
    private final List<String> remarks = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private final Map<String, Reason> unripe = new HashMap<>();
    private FactValue<List<Evidence.EarlierRun>> earlier = FactValue.absent();
    private Optional<OrphanSightings> ripeness = Optional.empty();
    private Optional<Evidence> evidence = Optional.empty();
    private Optional<TaskOutcome> obstacle = Optional.empty();

    public TaskDraft(TaskDefinition task, EventPublisher events, PlannedItems.Room room) {
        this.task = task;
        this.items = new PlannedItems(room);
        this.sights = new ScanCounters(task.name(), events);
        if (!(task.disposal() instanceof FileDisposition.Delete)) {
            remarks.add(task.disposal().description());
        }
    }

    public TaskDefinition task() {
        return task;
    }

    public ScanCounters sights() {
        return sights;
    }

    public PlannedItems items() {
        return items;
    }

    /** What the storage said of the files of records. */
    public LookupResults files() {
        return files;
    }

    /** Keeps of the items, and takes of the contenders, only what a selection has chosen. */
    void choose(SelectionResult choice, Optional<SelectionInput> contenders) {
        PlannedItems.Rest rest = items.choose(choice);
        contenders.ifPresent(all -> all.giveChosen(choice, this));
        int left = rest.size()
                + contenders.map(all -> all.size() - choice.chosen().size()).orElse(0);
        for (int i = 0; i < left; i++) {
            sights.spare(Reason.Kind.SELECTION);
        }
        remarks.addAll(rest.sharing());
        remarks.add(choice.explanation());
        choice.shortfall().ifPresent(remarks::add);
    }

    /** The files of records claimed by dead runs, of which the storage did not say that they are there. */
    public Set<FileKey> lost() {
        return items.claimedFiles().stream()
                .filter(key -> files.file(key).isEmpty())
                .collect(Collectors.toSet());
    }

    public void remark(String remark) {
        remarks.add(remark);
    }

    public List<String> remarks() {
        return remarks;
    }

    /** What the guards look at. */
    public Evidence evidence(List<ReferenceCounts> references, ReferenceSnapshot look, Evidence.StorageState storage) {
        return new Evidence(
                task.name(),
                sights.seen(),
                items.totals(),
                items.list(),
                references,
                look.unmappableSamples(),
                sights.nearMatches(),
                look.unnameable(),
                storage,
                earlier);
    }

    /** What earlier runs have read, for guards that compare. */
    void compareWith(FactValue<List<Evidence.EarlierRun>> runs) {
        earlier = runs;
    }

    /** What is seen is compared with what earlier runs have seen, and remembered for later ones. */
    void ripenBy(OrphanSightings sightings) {
        ripeness = Optional.of(sightings);
    }

    /** What earlier runs have seen, where the task asks for it. */
    public Optional<OrphanSightings> ripeness() {
        return ripeness;
    }

    /** An item stays, as it was not seen long enough. */
    public void spare(PlannedItem item, Reason reason) {
        items.remove(item);
        unripe.put(item.name(), reason);
        item.files().forEach(file -> sights.sawUnripe(file, reason));
    }

    /** Why a file that the rule condemns must wait. */
    public Optional<Reason> unripe(FileKey key) {
        return Optional.ofNullable(unripe.get(key.path()));
    }

    /** Something stands in the way: the task removes nothing. The first obstacle counts. */
    public void stop(TaskOutcome why) {
        if (obstacle.isEmpty()) {
            obstacle = Optional.of(why);
        }
    }

    void refuse(Refusal refusal) {
        refusals.add(refusal);
    }

    /** Keeps of the refusals what a review leaves of each. */
    void review(Function<Refusal, Optional<Refusal>> review) {
        List<Refusal> kept = refusals.stream()
                .flatMap(refusal -> review.apply(refusal).stream())
                .toList();
        refusals.clear();
        refusals.addAll(kept);
    }

    /** What the guards looked at; empty where none was asked. */
    Optional<Evidence> evidence() {
        return evidence;
    }

    /** Remembers what the guards look at. */
    void showed(Evidence shown) {
        evidence = Optional.of(shown);
    }

    public boolean isExecutable() {
        return obstacle.isEmpty() && refusals.isEmpty();
    }

    public TaskOutcome outcome() {
        if (obstacle.isPresent()) {
            return obstacle.get();
        }
        if (!refusals.isEmpty()) {
            return new TaskOutcome.Refused(refusals);
        }
        return sights.failed() == 0 ? new TaskOutcome.Completed() : new TaskOutcome.CompletedWithFailures();
    }

    public TaskPlan toPlan() {
        List<PlannedItem> all = items.list();
        return new TaskPlan(
                task.name(),
                task.description(),
                outcome(),
                sights.seen(),
                sights.spared(),
                items.totals(),
                all.subList(0, Math.min(CleanupConfig.LISTED, all.size())),
                sights.findings(),
                remarks);
    }
}
