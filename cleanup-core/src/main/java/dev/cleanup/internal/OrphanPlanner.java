package dev.cleanup.internal;

import dev.cleanup.outcome.Failure;
import dev.cleanup.outcome.Reason;
import dev.cleanup.policy.Decision;
import dev.cleanup.policy.FileFacts;
import dev.cleanup.policy.Reading;
import dev.cleanup.report.Phase;
import dev.cleanup.report.PlannedItem;
import dev.cleanup.report.Subject;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.LookupSink;
import dev.cleanup.storage.StoredFile;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Joins what is listed with what is referenced, and judges what no reference names. */
final class OrphanPlanner {

    private final Walk walk;

    OrphanPlanner(Walk walk) {
        this.walk = walk;
    }

    /** Fills the draft with the files that would go, unless an earlier task takes them. */
    void plan(Draft draft, Listing listing, FirstLook references, Taken taken) {
        List<FileKey> candidates = candidates(draft, listing, references);
        candidates.removeIf(key -> isTaken(draft, key, taken));
        walk.lookup().lookUp(draft.task().name(), candidates, answers(draft));
    }

    private static boolean isTaken(Draft draft, FileKey key, Taken taken) {
        if (!taken.has(key)) {
            return false;
        }
        draft.sights().spare(Reason.Kind.OTHER_TASK);
        return true;
    }

    private List<FileKey> candidates(Draft draft, Listing listing, FirstLook references) {
        List<FileKey> candidates = new ArrayList<>();
        walk.events().begin(draft.task().name(), Phase.LISTING, OptionalLong.empty());
        listing.deliver(new Listing.Sink() {
            @Override
            public void names(ListedNames names) {
                join(names, references, draft.sights(), candidates);
                walk.halt().check();
                long listed = draft.sights().seen().listed();
                walk.events().progress(draft.task().name(), Phase.LISTING, listed, OptionalLong.empty());
            }

            @Override
            public void unusable(String shown, String why) {
                draft.sights().sawUnusable(new Subject.OfEntry(shown), why);
            }

            @Override
            public void unreadable(String shown, Failure failure) {
                draft.sights().sawFailed(new Subject.OfEntry(shown), failure);
            }
        });
        walk.halt().check();
        long listed = draft.sights().seen().listed();
        walk.events().progress(draft.task().name(), Phase.LISTING, listed, OptionalLong.of(listed));
        return candidates;
    }

    private static void join(ListedNames names, FirstLook references, Sights sights, List<FileKey> candidates) {
        BitSet referenced = references.referenced(names);
        sights.sawReferenced(referenced.cardinality());
        for (int i = referenced.nextClearBit(0); i < names.size(); i = referenced.nextClearBit(i + 1)) {
            FileKey key = names.key(i);
            if (references.isNearReference(key)) {
                sights.sawNearMatch(key);
            } else {
                sights.sawUnreferenced();
                candidates.add(key);
            }
        }
    }

    /** What the storage says of each candidate. */
    private LookupSink answers(Draft draft) {
        return new LookupSink() {
            @Override
            public void found(StoredFile file) {
                judge(draft, file);
            }

            @Override
            public void absent(FileKey key) {
                draft.sights().spare(Reason.Kind.CHANGED);
            }

            @Override
            public void unusable(FileKey key, String why) {
                draft.sights().turnedOutUnusable(new Subject.OfFile(key), why);
            }

            @Override
            public void unknown(FileKey key, Failure failure) {
                draft.sights().sawFailed(new Subject.OfFile(key), failure);
            }
        };
    }

    private void judge(Draft draft, StoredFile file) {
        draft.ripeness().ifPresent(sightings -> sightings.saw(file));
        FileFacts facts = new FileFacts(file, Reading.absent());
        Decision decision = draft.task().policy().judge(facts, walk.now());
        if (decision.removes()) {
            draft.items().add(new PlannedItem(Optional.empty(), List.of(file), decision.reason()), facts);
        } else {
            draft.sights().spare(decision.reason().kind());
        }
    }
}
