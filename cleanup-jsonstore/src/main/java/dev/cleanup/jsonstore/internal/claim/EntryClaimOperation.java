package dev.cleanup.jsonstore.internal.claim;

import dev.cleanup.jsonstore.JsonFileBusyException;
import dev.cleanup.jsonstore.internal.document.Entry;
import dev.cleanup.jsonstore.internal.document.EntryMapper;
import dev.cleanup.jsonstore.internal.file.DocumentLock;
import dev.cleanup.jsonstore.internal.file.DurabilityUnknownException;
import dev.cleanup.jsonstore.internal.file.FileVersion;
import dev.cleanup.jsonstore.internal.file.SidecarFiles;
import dev.cleanup.outcome.Failure;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.outcome.Reason;
import dev.cleanup.policy.Decision;
import dev.cleanup.record.Claim;
import dev.cleanup.record.ClaimRequest;
import dev.cleanup.record.RecordFacts;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Marks entries that are due under the lock: one pass over the file, and one journal with all marks. */
public final class EntryClaimOperation {

    private final TokenStore store;
    private final ClaimRequest order;
    private final EntryClaimResults answers;
    private final Set<ClaimMark.Place> withoutEntry = new HashSet<>();
    private Optional<JudgedVersion> judged = JudgedVersion.NOTHING;

    public EntryClaimOperation(TokenStore store, List<RecordFacts> batch, ClaimRequest order) {
        this.store = store;
        this.order = order;
        this.answers =
                new EntryClaimResults(batch.stream().map(RecordFacts::owner).toList());
    }

    /** One answer for each; nothing is claimed unless its mark is on disk. */
    public EntryClaimResults make(DocumentLock lock) {
        try (DocumentLock.Hold hold = lock.holdToWrite()) {
            under(hold);
        } catch (DurabilityUnknownException doubt) {
            answers.withdrawClaims(Outcome.unknown(doubt));
        } catch (IOException | JsonFileBusyException fault) {
            answers.withdrawClaims(Outcome.failed(fault));
            answers.refuseRest(Outcome.failed(fault));
        }
        return answers;
    }

    /** What need not be judged again as long as the file stays as it is. */
    public Optional<JudgedVersion> judged() {
        return judged;
    }

    private void under(DocumentLock.Hold hold) throws IOException {
        SidecarFiles siblings = hold.siblings();
        MarkJournal marks = MarkJournal.in(siblings.marks());
        String here = store.tokens().declared().container().text();
        marks.places().stream().filter(place -> place.under().equals(here)).forEach(withoutEntry::add);
        Optional<FileVersion> version = store.tokens().read(siblings.file(), entry -> judge(entry, marks));
        answers.refuseRest(new Outcome.AlreadyGone());
        if (!answers.claims().isEmpty()) {
            TokenFile.requireOneName(siblings.file());
            List<ClaimMark> made = answers.claims().stream()
                    .map(claim ->
                            ClaimMark.of(store.place(claim.record().owner().id()), claim.token(), order))
                    .toList();
            marks.replace(hold.disk(), siblings, made, withoutEntry);
            judged = JudgedVersion.before(siblings, order.run(), version.orElseThrow(), tokens());
        }
    }

    private Set<String> tokens() {
        Set<String> tokens = new HashSet<>();
        answers.claims().forEach(claim -> tokens.add(claim.token()));
        return tokens;
    }

    private void judge(Entry entry, MarkJournal marks) {
        if (!withoutEntry.isEmpty()) {
            entry.id().map(store::place).ifPresent(withoutEntry::remove);
        }
        if (entry.id().isEmpty() || !answers.isOpen(store.owner(entry))) {
            return;
        }
        EntryMapper view = store.view(entry);
        Optional<Failure> fault = view.fault(Set.of());
        Optional<ClaimMark> mark = marks.of(store.place(entry.name()));
        if (fault.isPresent()) {
            answers.refuse(view.owner(), new Outcome.Failed(fault.get()));
        } else if (mark.isPresent()) {
            answers.refuse(
                    view.owner(),
                    Outcome.kept(
                            Reason.Kind.IN_USE, "claimed by run " + mark.get().run()));
        } else {
            judge(view);
        }
    }

    private void judge(EntryMapper view) {
        Decision decision = order.judge().apply(view.record());
        if (decision.removes()) {
            String token = UUID.randomUUID().toString();
            answers.claim(new Claim(token, view.record(), order.run(), order.task(), order.settlement(), order.at()));
        } else {
            answers.refuse(view.owner(), new Outcome.Kept(decision.reason()));
        }
    }
}
