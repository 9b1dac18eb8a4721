package dev.cleanup.internal;

import static java.util.Objects.requireNonNull;

import dev.cleanup.outcome.Failure;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.outcome.Reason;
import dev.cleanup.record.Claim;
import dev.cleanup.record.ClaimOrder;
import dev.cleanup.record.Removal;
import dev.cleanup.reference.Owner;
import dev.cleanup.report.Phase;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.StoredFile;
import java.util.ArrayList;
import java.util.HashMap;
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
final class RecordRemover {

    /** Records are confirmed, removed and settled in batches of this size. */
    static final int BATCH = 100;

    private final TaskSpec.Records task;
    private final Walk walk;
    private final Draft draft;
    private final TaskLog log;
    private final Claims claims;
    private final Map<FileKey, Outcome> fates = new HashMap<>();
    private final Set<FileKey> planned;

    RecordRemover(TaskSpec.Records task, Walk walk, Draft draft, TaskLog log, ClaimOrder order) {
        this.task = task;
        this.walk = walk;
        this.draft = draft;
        this.planned = Set.copyOf(draft.keys());
        this.log = log;
        this.claims = new Claims(task.source(), order, draft, log, walk);
    }

    /** Removes and settles what may go; whatever ends the task early releases the rest. */
    TaskOutcome remove() {
        try {
            claims.takeOver();
            claims.claimAll();
            lookUpFilesOfDeadRuns();
            walk();
            return claims.overBudget()
                    .<TaskOutcome>map(TaskOutcome.Stopped::new)
                    .orElseGet(log::ended);
        } catch (Halt.HaltedException halted) {
            return new TaskOutcome.Stopped(halted.why());
        } catch (Throwable fault) {
            return new TaskOutcome.Failed(Failure.of(fault));
        } finally {
            claims.leaveRestOver();
        }
    }

    /** What a dead run has claimed was not looked up when this run was planned. */
    private void lookUpFilesOfDeadRuns() {
        List<FileKey> keys = claims.open().stream()
                .flatMap(claim -> claim.record().files().stream())
                .filter(key -> !draft.files().hasAnswerFor(key))
                .distinct()
                .toList();
        if (removesFiles()) {
            walk.lookup().lookUp(task.name(), keys, draft.files());
        }
    }

    private boolean removesFiles() {
        return task.files() == TaskSpec.FilesFate.REMOVE;
    }

    private void walk() {
        List<FileKey> keys = claims.open().stream()
                .flatMap(claim -> claim.record().files().stream())
                .toList();
        CandidateLook secondLook = walk.look(task, keys, claims.retired());
        int total = claims.open().size();
        while (!claims.open().isEmpty()) {
            walk.halt().check();
            if (removesFiles()) {
                walk.storage().verify();
                secondLook.refresh(Phase.SECOND_LOOK);
            }
            List<Claim> batch = claims.confirm(BATCH);
            Map<Claim, Map<FileKey, Outcome>> files = removesFiles() ? removeFiles(batch, secondLook) : none(batch);
            settle(files);
            walk.events()
                    .progress(task.name(), Phase.SETTLING, total - claims.open().size(), OptionalLong.of(total));
        }
    }

    private static Map<Claim, Map<FileKey, Outcome>> none(List<Claim> batch) {
        Map<Claim, Map<FileKey, Outcome>> none = new LinkedHashMap<>();
        batch.forEach(claim -> none.put(claim, Map.of()));
        return none;
    }

    /** Removes the files of a batch; a file that another owner names stays, and stands in no record's way. */
    private Map<Claim, Map<FileKey, Outcome>> removeFiles(List<Claim> batch, CandidateLook secondLook) {
        Map<StoredFile, Reason> files = new LinkedHashMap<>();
        for (Claim claim : batch) {
            claim.record().files().forEach(key -> decide(claim, key, secondLook, files));
        }
        List<StoredFile> all = List.copyOf(files.keySet());
        StrictRemoval.outcomes(all, sink -> walk.storage().remove(all, sink)).forEach((file, outcome) -> {
            fates.put(file.key(), outcome);
            log.file(file, requireNonNull(files.get(file)), outcome);
        });
        return outcomes(batch);
    }

    private void decide(Claim claim, FileKey key, CandidateLook secondLook, Map<StoredFile, Reason> files) {
        if (isDecided(key)) {
            return;
        }
        Optional<StoredFile> file = draft.files().file(key);
        Optional<Failure> obstacle = draft.files().obstacle(List.of(key));
        Optional<Owner> owner = secondLook.ownerOf(key, claims.ending());
        if (owner.isPresent()) {
            fates.put(key, Outcome.kept(Reason.Kind.REFERENCE, "referenced by " + owner.get()));
        } else if (obstacle.isPresent()) {
            fates.put(key, new Outcome.Unknown(obstacle.get()));
        } else if (file.isPresent() && isBeyondPlan(claim, key)) {
            fates.put(key, Outcome.kept(Reason.Kind.CHANGED, "another owner named its file when this was planned"));
        } else if (file.isPresent()) {
            files.put(file.get(), claims.reason(claim));
        } else {
            fates.put(key, new Outcome.AlreadyGone());
        }
    }

    /** Nothing goes that no plan held; what a dead run has claimed was in the plan of that one. */
    private boolean isBeyondPlan(Claim claim, FileKey key) {
        return draft.item(claim.record().owner()).isPresent() && !planned.contains(key);
    }

    /** A file that stayed for a record of a later batch may go with that one. */
    private boolean isDecided(FileKey key) {
        Outcome fate = fates.get(key);
        return fate != null && !isKeptForAnother(fate);
    }

    private Map<Claim, Map<FileKey, Outcome>> outcomes(List<Claim> batch) {
        Map<Claim, Map<FileKey, Outcome>> outcomes = new LinkedHashMap<>();
        for (Claim claim : batch) {
            Map<FileKey, Outcome> ofRecord = new LinkedHashMap<>();
            claim.record().files().forEach(key -> ofRecord.put(key, fates.get(key)));
            outcomes.put(claim, ofRecord);
        }
        return outcomes;
    }

    private void settle(Map<Claim, Map<FileKey, Outcome>> batch) {
        List<Removal> done = new ArrayList<>();
        batch.forEach((claim, files) -> {
            Optional<Outcome> trouble =
                    files.values().stream().filter(RecordRemover::isInTheWay).findFirst();
            if (trouble.isPresent()) {
                claims.release(claim, trouble.get());
            } else {
                done.add(new Removal(claim, files));
            }
        });
        claims.settle(done);
    }

    /** A record is settled only if none of its files is left to be removed. */
    private static boolean isInTheWay(Outcome outcome) {
        return !(isKeptForAnother(outcome)
                || outcome instanceof Outcome.Deleted
                || outcome instanceof Outcome.SetAside
                || outcome instanceof Outcome.Archived
                || outcome instanceof Outcome.AlreadyGone);
    }

    private static boolean isKeptForAnother(Outcome outcome) {
        return outcome instanceof Outcome.Kept kept && kept.reason().kind() == Reason.Kind.REFERENCE;
    }
}
