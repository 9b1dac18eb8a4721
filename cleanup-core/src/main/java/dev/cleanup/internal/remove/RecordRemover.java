package dev.cleanup.internal.remove;

import static java.util.Objects.requireNonNull;

import dev.cleanup.internal.config.TaskDefinition;
import dev.cleanup.internal.context.RunContext;
import dev.cleanup.internal.context.StopCondition;
import dev.cleanup.internal.plan.TaskDraft;
import dev.cleanup.internal.reference.ReferenceRecheck;
import dev.cleanup.internal.report.TaskReportBuilder;
import dev.cleanup.internal.storage.FileRemoval;
import dev.cleanup.outcome.Failure;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.outcome.Reason;
import dev.cleanup.record.Claim;
import dev.cleanup.record.ClaimRequest;
import dev.cleanup.record.Settlement;
import dev.cleanup.record.SettlementRequest;
import dev.cleanup.reference.Owner;
import dev.cleanup.report.Phase;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.StoredFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Walks the due records of one task: claim them all, look once more who names their files, then batch by batch confirm,
 * remove the files and settle; what cannot go is released.
 */
public final class RecordRemover {

    private static final Outcome WITH_OTHERS =
            Outcome.kept(Reason.Kind.SHARED_FILE, "it shares files with a record that could not go");

    private final TaskDefinition.Records task;
    private final RunContext walk;
    private final TaskDraft draft;
    private final TaskReportBuilder log;
    private final FileOutcomes fates;
    private final FileDisposer disposer;
    private final ClaimSession claims;
    private final List<SettlementRequest> done = new ArrayList<>();

    public RecordRemover(
            TaskDefinition.Records task, RunContext walk, TaskDraft draft, TaskReportBuilder log, ClaimRequest order) {
        this.task = task;
        this.walk = walk;
        this.draft = draft;
        this.log = log;
        this.fates = new FileOutcomes(log);
        this.disposer = new FileDisposer(walk, task);
        this.claims = new ClaimSession(task.source(), order, draft, log, fates, walk);
    }

    /** Removes and settles what may go; whatever ends the task early releases the rest. */
    public TaskOutcome remove() {
        try {
            claims.claimAll();
            walkAndSettle();
            return claims.overBudget()
                    .<TaskOutcome>map(TaskOutcome.Stopped::new)
                    .orElseGet(log::ended);
        } catch (Throwable thrown) {
            return StopCondition.outcomeOf(thrown);
        } finally {
            claims.leaveRestOver();
        }
    }

    private boolean removesFiles() {
        return task.files() == TaskDefinition.FilesFate.REMOVE;
    }

    /** What is done is settled however the walk ends: its files are gone. */
    private void walkAndSettle() {
        try {
            walk();
        } finally {
            settleDone();
        }
    }

    private void walk() {
        List<FileKey> keys = claims.open().stream()
                .flatMap(claim -> claim.record().files().stream())
                .toList();
        Set<Owner> retired = new HashSet<>();
        claims.open().forEach(claim -> retired.addAll(claim.record().retiredOwners()));
        ReferenceRecheck secondLook = ReferenceRecheck.of(walk, task.name(), keys::forEach, retired::contains);
        int total = claims.count();
        for (List<Claim> group : groups()) {
            if (removesFiles()) {
                prepare(group);
            }
            lookAgain(secondLook);
            progress(total);
            List<Claim> batch = claims.confirm(group);
            if (removesFiles()) {
                // To confirm may have taken long, as it waits for rows that somebody has locked.
                lookAgain(secondLook);
                batch = withoutWaiting(batch, secondLook);
                removeFiles(batch, secondLook);
            }
            close(batch);
            if (!isSettledOnce()) {
                settleDone();
            }
            progress(total);
        }
    }

    private void lookAgain(ReferenceRecheck secondLook) {
        walk.halt().check();
        if (removesFiles()) {
            walk.storage().verify();
            secondLook.refresh(Phase.SECOND_LOOK);
        }
    }

    /** As many as the source wants at once; where files go, as many as the storage wants to remove at once. */
    private List<List<Claim>> groups() {
        int files = removesFiles() ? disposer.batchSize() : Integer.MAX_VALUE;
        return ClaimGroups.of(claims.open(), claims.batchSize(), files);
    }

    private void prepare(List<Claim> group) {
        disposer.prepare(group.stream()
                .flatMap(claim -> claim.record().files().stream())
                .distinct()
                .flatMap(key -> fates.open(key).stream())
                .map(file -> new FileRemoval(file, fates.reason(file.key()), Set.of()))
                .toList());
    }

    private void progress(int total) {
        walk.events().progress(task.name(), Phase.SETTLING, total - claims.count(), OptionalLong.of(total));
    }

    /** Releases the records that {@link WaitingRecords} finds, and returns the others. */
    private List<Claim> withoutWaiting(List<Claim> batch, ReferenceRecheck secondLook) {
        if (!(task.settlement() instanceof Settlement.SetStatus)) {
            return batch;
        }
        Map<Claim, Owner> waiting = WaitingRecords.of(
                batch, claim -> !draft.items().isClaimed(claim.record().owner()), secondLook);
        waiting.forEach((claim, other) -> claims.release(
                claim, Outcome.kept(Reason.Kind.REFERENCE, "its file is referenced by " + other + " as well")));
        return batch.stream().filter(claim -> !waiting.containsKey(claim)).toList();
    }

    /** Removes the planned files of a batch; a file that anybody else names stays, and stands in no record's way. */
    private void removeFiles(List<Claim> batch, ReferenceRecheck secondLook) {
        Set<Owner> claimed = new HashSet<>();
        batch.forEach(claim -> claimed.addAll(claim.record().retiredOwners()));
        Map<FileKey, Set<Owner>> retired = retired(batch);
        List<FileRemoval> files = new ArrayList<>();
        for (FileKey key : retired.keySet()) {
            Optional<Owner> other = secondLook.ownerOf(key, claimed::contains);
            if (other.isPresent()) {
                fates.decide(key, Outcome.kept(Reason.Kind.REFERENCE, "referenced by " + other.get()));
            } else {
                Set<Owner> owners = requireNonNull(retired.get(key), "owners");
                owners.addAll(secondLook.excusedOwnersOf(key));
                fates.open(key)
                        .ifPresentOrElse(
                                file -> files.add(new FileRemoval(file, fates.reason(key), owners)),
                                () -> passOver(key));
            }
        }
        Map<StoredFile, Outcome> outcomes = disposer.dispose(files);
        withdraw(batch, outcomes);
        outcomes.forEach((file, outcome) -> fates.decide(file.key(), outcome));
    }

    /** Puts back what was set aside for records that stay, as another of their files could not go. */
    private void withdraw(List<Claim> batch, Map<StoredFile, Outcome> outcomes) {
        Map<FileKey, Outcome> byKey = new HashMap<>();
        outcomes.forEach((file, outcome) -> byKey.put(file.key(), outcome));
        List<StoredFile> withdrawn = RollbackSet.of(
                batch,
                outcomes,
                key -> fates.of(key)
                        .or(() -> Optional.ofNullable(byKey.get(key)))
                        .filter(RecordRemover::isInTheWay)
                        .isPresent());
        outcomes.putAll(disposer.putBack(withdrawn));
    }

    /** Who was claimed for the removal of each file; who of them names it now is added when it goes. */
    private static Map<FileKey, Set<Owner>> retired(List<Claim> batch) {
        Map<FileKey, Set<Owner>> retired = new LinkedHashMap<>();
        batch.stream()
                .map(Claim::record)
                .forEach(record -> record.files()
                        .forEach(key -> retired.computeIfAbsent(key, file -> new HashSet<>())
                                .addAll(record.retiredOwners())));
        return retired;
    }

    /** A file that was not planned never goes: it was gone, could not be looked at, or had another owner. */
    private void passOver(FileKey key) {
        Optional<Failure> obstacle = draft.files().obstacle(List.of(key));
        if (obstacle.isPresent()) {
            fates.decide(key, new Outcome.Unknown(obstacle.get()));
        } else if (draft.files().file(key).isPresent()) {
            fates.decide(key, Outcome.kept(Reason.Kind.CHANGED, "another owner named its file when this was planned"));
        } else {
            fates.decide(key, new Outcome.AlreadyGone());
        }
    }

    /** Releases what has all its files, and leaves the mark on what has lost some; the rest is done, and to be settled. */
    private void close(List<Claim> batch) {
        for (Claim claim : batch) {
            Map<FileKey, Outcome> files = new LinkedHashMap<>();
            claim.record().files().forEach(key -> fates.of(key).ifPresent(fate -> files.put(key, fate)));
            Optional<Outcome> trouble = trouble(files.values());
            if (trouble.isPresent() && files.values().stream().anyMatch(RecordRemover::mayBeMissing)) {
                claims.leaveMarked(claim, trouble.get());
            } else if (trouble.isPresent()) {
                claims.release(claim, trouble.get());
            } else {
                done.add(new SettlementRequest(claim, files));
            }
        }
    }

    private static boolean isKeptForOther(Outcome outcome) {
        return outcome instanceof Outcome.Kept kept && kept.reason().kind() == Reason.Kind.REFERENCE;
    }

    /**
     * Whether the source is to be asked once, as it writes all of its records for the sake of one. No record of another one
     * waits, with its files gone, while those of others go.
     */
    private boolean isSettledOnce() {
        return claims.batchSize() == Integer.MAX_VALUE;
    }

    private void settleDone() {
        if (!done.isEmpty()) {
            claims.settle(List.copyOf(done));
            done.clear();
        }
    }

    /** Why a record stays: for a file that could not go, or one that went back for the sake of another record. */
    private static Optional<Outcome> trouble(Collection<Outcome> files) {
        List<Outcome> troubles =
                files.stream().filter(RecordRemover::isInTheWay).toList();
        return troubles.stream()
                .filter(outcome -> !(outcome instanceof Outcome.Restored))
                .findFirst()
                .or(() -> troubles.stream().findFirst().map(back -> WITH_OTHERS));
    }

    /** Without its mark, a record would be used that points to a file which this run took away. */
    private static boolean mayBeMissing(Outcome file) {
        return file instanceof Outcome.Deleted
                || file instanceof Outcome.Quarantined
                || file instanceof Outcome.Archived
                || file instanceof Outcome.Unknown;
    }

    /** A record is settled only if none of its files is left to be removed. */
    private static boolean isInTheWay(Outcome outcome) {
        return !(isKeptForOther(outcome)
                || outcome instanceof Outcome.Deleted
                || outcome instanceof Outcome.Quarantined
                || outcome instanceof Outcome.Archived
                || outcome instanceof Outcome.AlreadyGone);
    }
}
