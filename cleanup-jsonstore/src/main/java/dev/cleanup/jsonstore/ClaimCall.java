package dev.cleanup.jsonstore;

import dev.cleanup.outcome.Failure;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.outcome.Reason;
import dev.cleanup.policy.Decision;
import dev.cleanup.record.Claim;
import dev.cleanup.record.ClaimOrder;
import dev.cleanup.record.RecordFacts;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Marks entries that are due under the lock: one pass over the file, and one journal with all marks. */
final class ClaimCall {

    private final TokenStore store;
    private final ClaimOrder order;
    private final Answers answers;
    private final Set<Mark.Place> withoutEntry = new HashSet<>();
    private Optional<Judged> judged = Judged.NOTHING;

    ClaimCall(TokenStore store, List<RecordFacts> batch, ClaimOrder order) {
        this.store = store;
        this.order = order;
        this.answers = new Answers(batch.stream().map(RecordFacts::owner).toList());
    }

    /** One answer for each; nothing is claimed unless its mark is on disk. */
    Answers make(JsonFileLock lock) {
        try (JsonFileLock.Hold hold = lock.holdToWrite()) {
            under(hold);
        } catch (InDoubtException doubt) {
            answers.withdrawClaims(Outcome.unknown(doubt));
        } catch (IOException | JsonFileBusyException fault) {
            answers.withdrawClaims(Outcome.failed(fault));
            answers.refuseRest(Outcome.failed(fault));
        }
        return answers;
    }

    /** What need not be judged again as long as the file stays as it is. */
    Optional<Judged> judged() {
        return judged;
    }

    private void under(JsonFileLock.Hold hold) throws IOException {
        Siblings siblings = hold.siblings();
        Marks marks = Marks.in(siblings.marks());
        String here = store.tokens().declared().container().text();
        marks.places().stream().filter(place -> place.under().equals(here)).forEach(withoutEntry::add);
        Optional<FileVersion> version = store.tokens().read(siblings.file(), entry -> judge(entry, marks));
        answers.refuseRest(new Outcome.AlreadyGone());
        if (!answers.claims().isEmpty()) {
            TokenFile.requireOneName(siblings.file());
            List<Mark> made = answers.claims().stream()
                    .map(claim -> Mark.of(store.place(claim.record().owner().id()), claim.token(), order))
                    .toList();
            marks.replace(hold.disk(), siblings, made, withoutEntry);
            judged = Judged.before(siblings, order.run(), version.orElseThrow(), tokens());
        }
    }

    private Set<String> tokens() {
        Set<String> tokens = new HashSet<>();
        answers.claims().forEach(claim -> tokens.add(claim.token()));
        return tokens;
    }

    private void judge(Entry entry, Marks marks) {
        if (!withoutEntry.isEmpty()) {
            entry.id().map(store::place).ifPresent(withoutEntry::remove);
        }
        if (entry.id().isEmpty() || !answers.isOpen(store.owner(entry))) {
            return;
        }
        EntryView view = store.view(entry);
        Optional<Failure> fault = view.fault(Set.of());
        Optional<Mark> mark = marks.of(store.place(entry.name()));
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

    private void judge(EntryView view) {
        Decision decision = order.judge().apply(view.record());
        if (decision.removes()) {
            String token = UUID.randomUUID().toString();
            answers.claim(new Claim(token, view.record(), order.run(), order.task(), order.settlement(), order.at()));
        } else {
            answers.refuse(view.owner(), new Outcome.Kept(decision.reason()));
        }
    }
}
