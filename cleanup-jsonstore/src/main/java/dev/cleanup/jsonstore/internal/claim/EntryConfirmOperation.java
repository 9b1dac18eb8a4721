package dev.cleanup.jsonstore.internal.claim;

import static java.util.Objects.requireNonNull;

import dev.cleanup.jsonstore.JsonFileBusyException;
import dev.cleanup.jsonstore.internal.document.Entry;
import dev.cleanup.jsonstore.internal.document.EntryMapper;
import dev.cleanup.jsonstore.internal.file.DocumentLock;
import dev.cleanup.outcome.Failure;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.outcome.Reason;
import dev.cleanup.policy.Decision;
import dev.cleanup.record.Claim;
import dev.cleanup.record.ClaimRequest;
import dev.cleanup.reference.Owner;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Judges marked entries once more; those whose file has not changed since they were judged are confirmed as they are. */
public final class EntryConfirmOperation {

    private final TokenStore store;
    private final ClaimRequest order;
    private final EntryClaimResults answers;
    private final Map<Owner, Claim> claims = new LinkedHashMap<>();

    /** What names a file that a dead run has taken. */
    private final Set<Owner> losers = new HashSet<>();

    public EntryConfirmOperation(TokenStore store, List<Claim> batch, ClaimRequest order) {
        this.store = store;
        this.order = order;
        batch.forEach(claim -> claims.put(claim.record().owner(), claim));
        this.answers = new EntryClaimResults(claims.keySet());
    }

    /** One answer for each; the marks of what is not confirmed are taken off, unless it has lost a file. */
    public EntryClaimResults make(DocumentLock lock, Optional<JudgedVersion> judged) {
        try (DocumentLock.Hold hold = lock.holdToWrite()) {
            MarkJournal marks = MarkJournal.in(hold.siblings().marks());
            refuseUnmarked(marks);
            if (judged.isPresent() && judged.get().covers(hold.siblings(), order.run(), tokens())) {
                claims.values().stream()
                        .filter(claim -> answers.isOpen(claim.record().owner()))
                        .forEach(answers::claim);
            } else {
                store.tokens().read(hold.siblings().file(), this::judge);
                answers.refuseRest(new Outcome.AlreadyGone());
            }
            marks.takeOff(hold.disk(), refusedTokens());
        } catch (IOException | JsonFileBusyException fault) {
            answers.withdrawClaims(Outcome.failed(fault));
            answers.refuseRest(Outcome.failed(fault));
        }
        return answers;
    }

    private void refuseUnmarked(MarkJournal marks) {
        claims.forEach((owner, claim) -> {
            if (marks.of(store.place(owner.id()))
                    .filter(mark -> mark.token().equals(claim.token()))
                    .isEmpty()) {
                answers.refuse(owner, Outcome.kept(Reason.Kind.CHANGED, "its mark was taken off"));
            }
        });
    }

    private Set<String> tokens() {
        Set<String> tokens = new HashSet<>();
        claims.values().forEach(claim -> tokens.add(claim.token()));
        return tokens;
    }

    private List<String> refusedTokens() {
        return claims.values().stream()
                .filter(claim -> answers.refused().containsKey(claim.record().owner()))
                .filter(claim -> !losers.contains(claim.record().owner()))
                .map(Claim::token)
                .toList();
    }

    private void judge(Entry entry) {
        if (entry.id().isEmpty() || !answers.isOpen(store.owner(entry))) {
            return;
        }
        EntryMapper view = store.view(entry);
        Claim claim = requireNonNull(claims.get(view.owner()));
        Optional<Failure> fault = view.fault(Set.of());
        if (order.hasLost(fault.isPresent() ? claim.record() : view.record())) {
            losers.add(view.owner());
        }
        if (fault.isPresent()) {
            answers.refuse(view.owner(), new Outcome.Failed(fault.get()));
            return;
        }
        Decision decision = order.judge().apply(view.record());
        if (!decision.removes()) {
            answers.refuse(view.owner(), new Outcome.Kept(decision.reason()));
        } else if (!view.record().files().equals(claim.record().files())) {
            answers.refuse(
                    view.owner(), Outcome.kept(Reason.Kind.CHANGED, "it names other files than when it was claimed"));
        } else {
            answers.claim(as(view, claim));
        }
    }

    /** What is confirmed is the entry as it was judged just now. */
    private static Claim as(EntryMapper view, Claim claim) {
        return new Claim(claim.token(), view.record(), claim.run(), claim.task(), claim.settlement(), claim.at());
    }
}
