package dev.cleanup.internal;

import dev.cleanup.outcome.Failure;
import dev.cleanup.record.ClaimOrder;
import dev.cleanup.reference.ReferencesUnknownException;
import dev.cleanup.report.CleanupPlan;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.Phase;
import dev.cleanup.report.Refusal;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.report.TaskPlan;
import dev.cleanup.report.TaskReport;
import dev.cleanup.storage.ListableStorage;
import dev.cleanup.storage.StorageTarget;
import dev.cleanup.storage.StorageUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One walk through the house: all tasks of one call, against one instant. Not shared between threads. */
final class Walk {

    private static final Logger LOG = LoggerFactory.getLogger("dev.cleanup");

    private final String id = UUID.randomUUID().toString();
    private final long startNanos = System.nanoTime();
    private final Composition composition;
    private final Call call;
    private final Instant now;
    private final Halt halt;
    private final Events events;
    private final ReferenceReader reader;
    private final Taken taken = new Taken();
    private Optional<FirstLook.Result> firstLook = Optional.empty();

    Walk(Composition composition, Call call) {
        this.composition = composition;
        this.call = call;
        this.now = composition.clock().instant();
        this.halt = new Halt(composition.clock(), call.until());
        this.events = new Events(composition.listeners());
        this.reader = new ReferenceReader(composition.references(), halt, events);
    }

    /** Plans each task in its order; later ones see what earlier ones take. */
    List<Draft> draft() {
        List<Draft> drafts = new ArrayList<>();
        for (TaskSpec task : composition.tasks()) {
            if (call.includes(task)) {
                Draft draft = new Draft(task, events);
                draft(draft);
                if (draft.isExecutable()) {
                    taken.add(draft);
                }
                drafts.add(draft);
            }
        }
        return drafts;
    }

    private void draft(Draft draft) {
        try {
            halt.check();
            composition.storage().verify();
        } catch (Halt.HaltedException halted) {
            draft.stop(new TaskOutcome.Stopped(String.valueOf(halted.getMessage())));
            return;
        } catch (StorageUnavailableException fault) {
            draft.refuse(unavailable(fault));
            return;
        }
        try {
            if (draft.task() instanceof TaskSpec.Orphans orphans) {
                draftOrphans(orphans, draft);
            } else if (draft.task() instanceof TaskSpec.Records records) {
                new RecordPlanner(composition.storage(), now, halt, events)
                        .plan(records, draft, taken, looker(records));
                choose(draft);
            }
        } catch (Halt.HaltedException halted) {
            draft.stop(new TaskOutcome.Stopped(String.valueOf(halted.getMessage())));
        } catch (RuntimeException fault) {
            draft.stop(failed(draft.task(), fault));
        }
    }

    private TaskOutcome failed(TaskSpec task, RuntimeException fault) {
        LOG.warn(
                "Task {} of cleanup {} could not be planned and removes nothing",
                task.name(),
                composition.name(),
                fault);
        return new TaskOutcome.Failed(Failure.of(fault));
    }

    private static Refusal unavailable(StorageUnavailableException fault) {
        return new Refusal(
                "storage-unavailable",
                String.valueOf(fault.getMessage()),
                List.of(),
                "Nothing was read or removed. Bring the storage back as it was composed, or compose anew.");
    }

    private void draftOrphans(TaskSpec.Orphans orphans, Draft draft) {
        FirstLook.Result result = firstLook(orphans.name());
        if (result instanceof FirstLook.Result.Failed failed) {
            draft.stop(new TaskOutcome.Failed(failed.failure()));
        } else if (result instanceof FirstLook.Result.Halted halted) {
            draft.stop(new TaskOutcome.Stopped(halted.why()));
        } else if (result instanceof FirstLook.Result.Complete complete) {
            ListableStorage storage = (ListableStorage) composition.storage();
            new OrphanPlanner(storage, now, halt, events).plan(draft, complete.look(), taken);
            choose(draft);
            OrphanGuards.check(orphans, draft, complete).ifPresent(draft::refuse);
        }
    }

    private void choose(Draft draft) {
        draft.task()
                .selection()
                .ifPresent(rule -> new Chooser(composition.storage(), halt, events).choose(draft, rule, taken));
    }

    /** Reads the references once for all tasks. */
    private FirstLook.Result firstLook(String task) {
        FirstLook.Result result = firstLook.orElseGet(() -> readFirst(task));
        firstLook = Optional.of(result);
        return result;
    }

    private FirstLook.Result readFirst(String task) {
        FirstLook look = new FirstLook();
        try {
            return new FirstLook.Result.Complete(look, reader.read(task, Phase.READING_REFERENCES, look));
        } catch (ReferencesUnknownException fault) {
            LOG.warn("Without all references no file can be judged; nothing is removed", fault);
            return new FirstLook.Result.Failed(Failure.of(fault));
        } catch (Halt.HaltedException halted) {
            return new FirstLook.Result.Halted(String.valueOf(halted.getMessage()));
        }
    }

    /** Executes each draft in its order. */
    CleanupReport execute(List<Draft> drafts) {
        List<TaskReport> reports = drafts.stream().map(this::execute).toList();
        CleanupReport report = new CleanupReport(
                id,
                composition.name(),
                composition.storage().id(),
                call.actor(),
                now,
                Duration.ofNanos(System.nanoTime() - startNanos),
                reader.firstCounts(),
                reports,
                composition.storage().notes());
        events.finished(report);
        return report;
    }

    private TaskReport execute(Draft draft) {
        TaskLog log = new TaskLog(draft, events);
        return log.report(draft.isExecutable() ? remove(draft, log) : draft.outcome());
    }

    private TaskOutcome remove(Draft draft, TaskLog log) {
        StorageTarget storage = composition.storage();
        if (draft.task() instanceof TaskSpec.Records records) {
            ClaimOrder order = new ClaimOrder(
                    id,
                    records.name(),
                    records.settlement(),
                    now,
                    record -> records.policy().judge(record, now));
            return new RecordRemover(records, storage, looker(records), halt, events, draft, log, order).remove();
        }
        CandidateLook secondLook = looker(draft.task()).look(draft.keys(), Set.of());
        return new OrphanRemover(storage, secondLook, halt, events, draft, log).remove();
    }

    private RecordPlanner.Looker looker(TaskSpec task) {
        return (keys, claimed) -> new CandidateLook(reader, composition.clock(), task.name(), keys, claimed);
    }

    CleanupPlan toPlan(List<Draft> drafts) {
        List<TaskPlan> tasks = drafts.stream().map(Draft::toPlan).toList();
        return new CleanupPlan(
                id,
                composition.name(),
                composition.storage().id(),
                call.actor(),
                now,
                reader.firstCounts(),
                tasks,
                composition.storage().notes());
    }
}
