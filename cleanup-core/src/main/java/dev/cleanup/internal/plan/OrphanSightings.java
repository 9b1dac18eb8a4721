package dev.cleanup.internal.plan;

import static dev.cleanup.internal.config.Spans.words;

import dev.cleanup.history.SightingScope;
import dev.cleanup.history.SightingStore;
import dev.cleanup.history.SightingTime;
import dev.cleanup.internal.config.TaskDefinition;
import dev.cleanup.internal.context.RunContext;
import dev.cleanup.outcome.Failure;
import dev.cleanup.outcome.Reason;
import dev.cleanup.report.PlannedItem;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.storage.StoredFile;
import dev.cleanup.support.LogSafeThrowable;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether earlier runs have seen an orphan long enough; and what this run has seen, for later ones. */
public final class OrphanSightings {

    private static final Logger LOG = LoggerFactory.getLogger("dev.cleanup");

    private final RunContext walk;
    private final SightingStore ledger;
    private final SightingScope place;
    private final Duration wait;
    private final Optional<SightingTime> before;
    private final SightingTime now;
    private final FileMarkSet orphans = new FileMarkSet();
    private boolean seenAll;

    private OrphanSightings(RunContext walk, SightingStore ledger, String task, Duration wait) {
        this.walk = walk;
        this.ledger = ledger;
        this.place = new SightingScope(walk.storage().id(), walk.composition().name(), task);
        this.wait = wait;
        this.before = ledger.time(place);
        this.now = new SightingClock(wait).at(walk.now(), before);
    }

    /** Asks the ledger where a task waits for a second sighting. */
    public static Optional<OrphanSightings> of(RunContext walk, TaskDefinition task) {
        return task instanceof TaskDefinition.Orphans orphans
                ? walk.composition()
                        .memory()
                        .sightings()
                        .flatMap(ledger -> orphans.confirmedOrphanFor()
                                .map(wait -> new OrphanSightings(walk, ledger, task.name(), wait)))
                : Optional.empty();
    }

    /** An orphan, whatever the rule says of it. */
    public void saw(StoredFile orphan) {
        orphans.add(orphan);
    }

    /** It is in use after all. */
    public void strike(StoredFile file) {
        orphans.strike(file);
    }

    /**
     * Spares what has not been seen long enough, once everything was seen. The guards have spoken before: where they refuse,
     * nothing is seen for the first time.
     */
    public void spare(TaskDraft draft) {
        seenAll = true;
        List<PlannedItem> items = draft.items().list();
        long spared = 0;
        for (int from = 0; from < items.size(); from += FileMarkSet.BATCH) {
            walk.halt().check();
            spared += spare(draft, items.subList(from, Math.min(items.size(), from + FileMarkSet.BATCH)));
        }
        if (spared > 0) {
            draft.remark(spared
                    + (spared == 1
                            ? " orphan stays until runs have seen it as an orphan for "
                            : " orphans stay until runs have seen them as orphans for ")
                    + words(wait));
        }
        new SightingClock(wait).remark(walk.now(), before).ifPresent(draft::remark);
    }

    private long spare(TaskDraft draft, List<PlannedItem> batch) {
        Map<String, Instant> seen = seen(batch.stream()
                .flatMap(item -> item.files().stream())
                .map(FileMarkSet::of)
                .toList());
        long spared = 0;
        for (PlannedItem item : batch) {
            Optional<Reason> reason = item.files().stream()
                    .flatMap(file -> tooEarly(Optional.ofNullable(seen.get(FileMarkSet.of(file)))).stream())
                    .findFirst();
            if (reason.isPresent()) {
                draft.spare(item, reason.get());
                spared++;
            }
        }
        return spared;
    }

    private Map<String, Instant> seen(List<String> marks) {
        Map<String, Instant> seen = new HashMap<>();
        ledger.lookUp(place, marks, seen::put);
        return seen;
    }

    /** Why a file must wait. */
    public Optional<Reason> tooEarly(StoredFile file) {
        String mark = FileMarkSet.of(file);
        return tooEarly(Optional.ofNullable(seen(List.of(mark)).get(mark)));
    }

    private Optional<Reason> tooEarly(Optional<Instant> first) {
        if (first.isEmpty()) {
            return Optional.of(new Reason(
                    Reason.Kind.NOT_CONFIRMED,
                    "no earlier run has seen it as an orphan, and it must for " + words(wait)));
        }
        Duration age = Duration.between(first.get(), now.time());
        return age.compareTo(wait) >= 0
                ? Optional.empty()
                : Optional.of(new Reason(
                        Reason.Kind.NOT_CONFIRMED,
                        "earlier runs have seen it as an orphan for " + words(age) + ", less than " + words(wait)));
    }

    /**
     * Remembers the orphans of this run. A run that did not end well adds none; but what it saw in use is forgotten all the
     * same.
     */
    public void remember(TaskDraft draft, TaskOutcome outcome) {
        try {
            if (seenAll) {
                ledger.remember(place, now, isComplete(outcome) ? orphans : known());
            }
        } catch (Throwable fault) {
            LOG.warn(
                    "The orphans of task {} could not be remembered",
                    draft.task().name(),
                    LogSafeThrowable.of(fault));
            draft.remark("the orphans of this run could not be remembered, and wait for longer: " + Failure.of(fault));
        }
    }

    private static boolean isComplete(TaskOutcome outcome) {
        return outcome instanceof TaskOutcome.Completed || outcome instanceof TaskOutcome.CompletedWithFailures;
    }

    private FileMarkSet known() {
        FileMarkSet known = new FileMarkSet();
        for (List<String> batch : orphans) {
            Set<String> found = new HashSet<>();
            ledger.lookUp(place, batch, (mark, first) -> found.add(mark));
            known.addAll(found);
        }
        return known;
    }
}
