package dev.cleanup.jsonstore.internal.claim;

import dev.cleanup.jsonstore.JsonFileBusyException;
import dev.cleanup.jsonstore.internal.document.ByteCuts;
import dev.cleanup.jsonstore.internal.document.Entry;
import dev.cleanup.jsonstore.internal.document.EntryMapper;
import dev.cleanup.jsonstore.internal.file.DocumentLock;
import dev.cleanup.jsonstore.internal.file.DurabilityUnknownException;
import dev.cleanup.jsonstore.internal.file.FileVersion;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.outcome.Reason;
import dev.cleanup.record.RecordFacts;
import dev.cleanup.record.SettlementRequest;
import dev.cleanup.storage.OutcomeSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Takes entries out of the file whose files are gone: all of them in one rewrite, by the library or by the host. */
public final class EntrySettleOperation {

    private final TokenStore store;
    private final Map<String, SettlementRequest> removals = new LinkedHashMap<>();
    private final Map<String, Outcome> outcomes = new LinkedHashMap<>();
    private final Set<String> found = new LinkedHashSet<>();

    public EntrySettleOperation(TokenStore store, List<SettlementRequest> batch) {
        this.store = store;
        batch.forEach(removal -> removals.put(removal.claim().record().owner().id(), removal));
    }

    /** What nothing stood in the way of is settled. */
    public void deliver(OutcomeSink<SettlementRequest> sink) {
        removals.forEach((id, removal) -> sink.outcome(removal, outcomes.getOrDefault(id, new Outcome.Settled())));
    }

    /** Rewrites the file without the entries. */
    public EntrySettleOperation under(DocumentLock lock) {
        try (DocumentLock.Hold hold = lock.holdToWrite()) {
            MarkJournal marks = MarkJournal.in(hold.siblings().marks());
            ByteCuts cuts = new ByteCuts(entry -> goes(entry, marks));
            Optional<FileVersion> read = store.tokens().read(hold.siblings().file(), cuts);
            if (!found.isEmpty()) {
                store.tokens().rewrite(hold.disk(), hold.siblings(), read.orElseThrow(), cuts);
            }
            forget(hold, marks);
        } catch (DurabilityUnknownException doubt) {
            found.forEach(id -> outcomes.put(id, Outcome.unknown(doubt)));
        } catch (IOException | JsonFileBusyException fault) {
            closeRest(Outcome.failed(fault));
        }
        return this;
    }

    private void closeRest(Outcome outcome) {
        removals.keySet().forEach(id -> outcomes.putIfAbsent(id, outcome));
    }

    /** Has the host remove the entries under its own lock, and then sees for itself. */
    public EntrySettleOperation by(SharingMode.ByHost host) {
        try {
            look(host.lock());
        } catch (IOException | JsonFileBusyException fault) {
            closeRest(Outcome.failed(fault));
            return this;
        }
        RuntimeException whyNot = ask(host);
        try {
            lookAgain(host.lock(), whyNot);
        } catch (IOException | JsonFileBusyException fault) {
            closeRest(Outcome.unknown(fault));
        }
        return this;
    }

    private void look(DocumentLock lock) throws IOException {
        try (DocumentLock.Hold hold = lock.holdToWrite()) {
            MarkJournal marks = MarkJournal.in(hold.siblings().marks());
            store.tokens().read(hold.siblings().file(), entry -> goes(entry, marks));
        }
    }

    /** Asks the host, and says what is wrong with what is still there afterwards. */
    private RuntimeException ask(SharingMode.ByHost host) {
        Set<String> asked = Set.copyOf(found);
        found.clear();
        try {
            if (!asked.isEmpty()) {
                host.removal().accept(asked);
            }
        } catch (RuntimeException thrown) {
            return thrown;
        }
        return new IllegalStateException(
                "the host was asked to remove it, and it is still there: deletedByHost(..) must return"
                        + " once the file is written");
    }

    private void lookAgain(DocumentLock lock, RuntimeException whyNot) throws IOException {
        try (DocumentLock.Hold hold = lock.holdToWrite()) {
            MarkJournal marks = MarkJournal.in(hold.siblings().marks());
            store.tokens().read(hold.siblings().file(), entry -> goes(entry, marks));
            found.forEach(id -> outcomes.put(id, Outcome.failed(whyNot)));
            forget(hold, marks);
        }
    }

    /** Whether an entry is to go: it is marked for this, and is still what it was. */
    private boolean goes(Entry entry, MarkJournal marks) {
        SettlementRequest removal = entry.id().map(removals::get).orElse(null);
        if (removal == null) {
            return false;
        }
        Optional<Outcome> hindrance = hindrance(entry, removal, marks);
        hindrance.ifPresentOrElse(outcome -> outcomes.put(entry.name(), outcome), () -> found.add(entry.name()));
        return hindrance.isEmpty();
    }

    private Optional<Outcome> hindrance(Entry entry, SettlementRequest removal, MarkJournal marks) {
        boolean isMarked = marks.of(store.place(entry.name()))
                .filter(mark -> mark.token().equals(removal.claim().token()))
                .isPresent();
        if (!isMarked) {
            return Optional.of(Outcome.kept(Reason.Kind.CHANGED, "its mark was taken off"));
        }
        return change(store.view(entry), removal.claim().record())
                .map(change -> Outcome.kept(Reason.Kind.CHANGED, change));
    }

    /** An entry that is not what was judged may be a new one, which only has the id of the old one. */
    private static Optional<String> change(EntryMapper now, RecordFacts judged) {
        if (now.fault(Set.of()).isPresent() || !now.record().files().equals(judged.files())) {
            return Optional.of("it names other files than when it was claimed");
        }
        return now.record().equals(judged) ? Optional.empty() : Optional.of("it was changed after it was judged");
    }

    /** Marks of what is settled, or stays on purpose, have done their work; the others' are finished by the next run. */
    private void forget(DocumentLock.Hold hold, MarkJournal marks) {
        List<String> tokens = new ArrayList<>();
        removals.forEach((id, removal) -> {
            if (!(outcomes.get(id) instanceof Outcome.Failed)) {
                tokens.add(removal.claim().token());
            }
        });
        try {
            marks.takeOff(hold.disk(), tokens);
        } catch (IOException later) {
            // A mark without an entry means nothing, and goes when the next ones are made.
            return;
        }
    }
}
