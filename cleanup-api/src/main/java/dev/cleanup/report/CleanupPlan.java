package dev.cleanup.report;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a run would do, with its evidence. Making a plan changes nothing anywhere. Immutable.
 *
 * @param id names this plan
 * @param cleanup the name of the composition
 * @param storage the id of the storage
 * @param actor who asked, where that was said
 * @param at the instant against which everything was judged
 * @param expires from when on the plan can no longer be applied
 * @param fingerprint tells the composition that made it from any other: a plan is applied by its own alone
 * @param approvedBy who approved that refused tasks remove what this plan holds
 * @param references what each source of references delivered
 * @param tasks the tasks, in their order
 * @param quarantine what would become of files that earlier runs set aside
 * @param notes what a reader must know of the storage, such as times it does not have
 */
public record CleanupPlan(
        String id,
        String cleanup,
        String storage,
        Optional<String> actor,
        Instant at,
        Instant expires,
        String fingerprint,
        Optional<String> approvedBy,
        List<ReferenceCounts> references,
        List<TaskPlan> tasks,
        QuarantinePlan quarantine,
        List<String> notes) {

    /** Copies the lists. */
    public CleanupPlan {
        requireNonNull(id, "id");
        requireNonNull(cleanup, "cleanup");
        requireNonNull(storage, "storage");
        requireNonNull(actor, "actor");
        requireNonNull(at, "at");
        requireNonNull(expires, "expires");
        requireNonNull(fingerprint, "fingerprint");
        requireNonNull(approvedBy, "approvedBy");
        references = List.copyOf(references);
        tasks = List.copyOf(tasks);
        requireNonNull(quarantine, "quarantine");
        notes = List.copyOf(notes);
    }

    /**
     * The plan of one task.
     *
     * @param name the task's name
     * @return its plan
     * @throws IllegalArgumentException if there is no such task
     */
    public TaskPlan task(String name) {
        return tasks.stream()
                .filter(task -> task.task().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no task (" + name + ") in plan of " + cleanup
                        + ": it has " + tasks.stream().map(TaskPlan::task).toList()));
    }

    /**
     * This plan, approved by a person who has looked at it: applied, its refused tasks remove what it holds, for this once.
     *
     * <p>What can only be mended stays refused.
     *
     * @param approver who approves
     * @return an approved copy
     * @throws IllegalArgumentException if the name is blank
     */
    public CleanupPlan approvedBy(String approver) {
        if (approver.isBlank()) {
            throw new IllegalArgumentException(
                    "approver (" + approver + ") must not be blank: the report says who approved");
        }
        return new CleanupPlan(
                id,
                cleanup,
                storage,
                actor,
                at,
                expires,
                fingerprint,
                Optional.of(approver),
                references,
                tasks,
                quarantine,
                notes);
    }

    /**
     * Whether every task and the quarantine could be planned.
     *
     * @return false if one was refused, failed, stopped or skipped, or could not read everything
     */
    public boolean isSuccess() {
        return quarantine.outcome().isSuccess()
                && tasks.stream().allMatch(task -> task.outcome().isSuccess());
    }

    /**
     * The plan for people: plain text of some lines, names escaped.
     *
     * @return the text, ending with a line break
     */
    public String toText() {
        return TextFormatter.of(this);
    }
}
