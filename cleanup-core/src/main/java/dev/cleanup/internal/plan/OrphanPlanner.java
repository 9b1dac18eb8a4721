package dev.cleanup.internal.plan;

import dev.cleanup.fact.FactValue;
import dev.cleanup.fact.FileFacts;
import dev.cleanup.internal.compact.KeyBatch;
import dev.cleanup.internal.context.RunContext;
import dev.cleanup.internal.reference.ReferenceSnapshot;
import dev.cleanup.internal.storage.CheckedLookup;
import dev.cleanup.internal.storage.KeyListing;
import dev.cleanup.outcome.Failure;
import dev.cleanup.outcome.Reason;
import dev.cleanup.policy.Decision;
import dev.cleanup.report.ItemRef;
import dev.cleanup.report.Phase;
import dev.cleanup.report.PlannedItem;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.LookupSink;
import dev.cleanup.storage.StoredFile;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Joins what is listed with what is referenced, and judges what no reference names. Serves one draft. */
final class OrphanPlanner {

    /** So many candidates wait until all names are listed; where there are more, they are looked up meanwhile. */
    static final int WAITING = 20_000;

    private final RunContext walk;
    private final TaskDraft draft;
    private final ReferenceSnapshot references;
    private final TakenItems taken;
    private final Optional<SelectionInput> contenders;
    private final CheckedLookup lookup;
    private final List<FileKey> candidates = new ArrayList<>();

    /** Why the last file goes: files that came together share their reason, and need not hold it twice. */
    private Optional<Reason> last = Optional.empty();

    /**
     * Plans one task.
     *
     * @param contenders take what may go, where a selection is to choose among it
     */
    OrphanPlanner(
            RunContext walk,
            TaskDraft draft,
            ReferenceSnapshot references,
            TakenItems taken,
            Optional<SelectionInput> contenders) {
        this.walk = walk;
        this.draft = draft;
        this.references = references;
        this.taken = taken;
        this.contenders = contenders;
        this.lookup = CheckedLookup.alone(walk);
    }

    /** Fills the draft with the files that would go, unless an earlier task takes them. */
    void plan(KeyListing listing) {
        walk.events().begin(draft.task().name(), Phase.LISTING, OptionalLong.empty());
        listing.deliver(new KeyListing.Sink() {
            @Override
            public void names(KeyBatch names) {
                join(names);
                walk.halt().check();
                progress(OptionalLong.empty());
                if (candidates.size() >= WAITING) {
                    if (listing.isOver()) {
                        shareLookups();
                    }
                    judgeCandidates();
                }
            }

            @Override
            public void unusable(String shown, String why) {
                draft.sights().sawUnusable(new ItemRef.OfEntry(shown), why);
            }

            @Override
            public void unreadable(String shown, Failure failure) {
                draft.sights().sawFailed(new ItemRef.OfEntry(shown), failure);
            }
        });
        walk.halt().check();
        progress(OptionalLong.of(draft.sights().seen().listed()));
        shareLookups();
        judgeCandidates();
    }

    private void progress(OptionalLong total) {
        walk.events()
                .progress(
                        draft.task().name(),
                        Phase.LISTING,
                        draft.sights().seen().listed(),
                        total);
    }

    /** Not while the storage lists: it may hold what another thread would wait for. */
    private void shareLookups() {
        lookup.shareWith(walk.composition().overlap());
    }

    private void judgeCandidates() {
        candidates.removeIf(this::isTaken);
        lookup.lookUp(draft.task().name(), candidates, answers());
        candidates.clear();
    }

    private boolean isTaken(FileKey key) {
        if (!taken.has(key)) {
            return false;
        }
        contenders.ifPresent(all -> all.passedOver(key));
        draft.sights().spare(Reason.Kind.OTHER_TASK);
        return true;
    }

    private void join(KeyBatch names) {
        ScanCounters sights = draft.sights();
        BitSet referenced = references.referenced(names);
        sights.sawReferenced(referenced.cardinality());
        contenders
                .filter(SelectionInput::countAll)
                .ifPresent(all -> referenced.stream().mapToObj(names::key).forEach(all::passedOver));
        for (int i = referenced.nextClearBit(0); i < names.size(); i = referenced.nextClearBit(i + 1)) {
            FileKey key = names.key(i);
            if (references.isNearReference(key)) {
                sights.sawNearMatch(key);
                contenders.ifPresent(all -> all.passedOver(key));
            } else {
                sights.sawUnreferenced();
                candidates.add(key);
            }
        }
    }

    /** What the storage says of each candidate. */
    private LookupSink answers() {
        return new LookupSink() {
            @Override
            public void found(StoredFile file) {
                judge(file);
            }

            @Override
            public void absent(FileKey key) {
                draft.sights().spare(Reason.Kind.CHANGED);
            }

            @Override
            public void unusable(FileKey key, String why) {
                draft.sights().turnedOutUnusable(new ItemRef.OfFile(key), why);
            }

            @Override
            public void unknown(FileKey key, Failure failure) {
                draft.sights().sawFailed(new ItemRef.OfFile(key), failure);
            }
        };
    }

    private void judge(StoredFile file) {
        if (contenders.isPresent() && !contenders.get().meet(file)) {
            return;
        }
        draft.ripeness().ifPresent(sightings -> sightings.saw(file));
        FileFacts facts = new FileFacts(file, FactValue.absent());
        Decision decision = draft.task().policy().judge(facts, walk.now());
        if (decision.removes() && contenders.isPresent()) {
            contenders.get().add(file);
        } else if (decision.removes()) {
            Reason reason = last.filter(decision.reason()::equals).orElse(decision.reason());
            last = Optional.of(reason);
            draft.items().add(new PlannedItem(Optional.empty(), List.of(file), reason), facts);
        } else {
            draft.sights().spare(decision.reason().kind());
        }
    }
}
