package dev.cleanup.jsonstore;

import dev.cleanup.outcome.Outcome;
import dev.cleanup.outcome.Reason;
import dev.cleanup.record.Removal;
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
final class SettleCall {

    private final TokenStore store;
    private final Map<String, Removal> removals = new LinkedHashMap<>();
    private final Map<Removal, Outcome> outcomes = new LinkedHashMap<>();
    private final Set<String> found = new LinkedHashSet<>();

    SettleCall(TokenStore store, List<Removal> batch) {
        this.store = store;
        batch.forEach(removal -> removals.put(removal.claim().record().owner().id(), removal));
    }

    void deliver(OutcomeSink<Removal> sink) {
        removals.values()
                .forEach(removal -> sink.outcome(removal, outcomes.getOrDefault(removal, new Outcome.Settled())));
    }

    /** Rewrites the file without the entries. */
    SettleCall under(JsonFileLock lock) {
        try (JsonFileLock.Hold hold = lock.holdToWrite()) {
            Marks marks = Marks.in(hold.siblings().marks());
            Cuts cuts = new Cuts(entry -> goes(entry, marks));
            Optional<FileVersion> read = store.tokens().read(hold.siblings().file(), cuts);
            if (!found.isEmpty()) {
                store.tokens().rewrite(hold.disk(), hold.siblings(), read.orElseThrow(), cuts);
            }
            forget(hold, marks);
        } catch (InDoubtException doubt) {
            found.forEach(id -> outcomes.put(removals.get(id), Outcome.unknown(doubt)));
        } catch (IOException | JsonFileBusyException fault) {
            removals.values().forEach(removal -> outcomes.putIfAbsent(removal, Outcome.failed(fault)));
        }
        return this;
    }

    /** Has the host remove the entries under its own lock, and then sees for itself. */
    SettleCall by(Sharing.ByHost host) {
        try {
            look(host.lock());
            Optional<RuntimeException> thrown = ask(host);
            Set<String> asked = Set.copyOf(found);
            found.clear();
            lookAgain(host.lock(), thrown, asked);
        } catch (IOException | JsonFileBusyException fault) {
            removals.values().forEach(removal -> outcomes.putIfAbsent(removal, Outcome.failed(fault)));
        }
        return this;
    }

    private void look(JsonFileLock lock) throws IOException {
        try (JsonFileLock.Hold hold = lock.holdToWrite()) {
            Marks marks = Marks.in(hold.siblings().marks());
            store.tokens().read(hold.siblings().file(), entry -> goes(entry, marks));
        }
    }

    private Optional<RuntimeException> ask(Sharing.ByHost host) {
        try {
            if (!found.isEmpty()) {
                host.removal().accept(Set.copyOf(found));
            }
            return Optional.empty();
        } catch (RuntimeException thrown) {
            return Optional.of(thrown);
        }
    }

    private void lookAgain(JsonFileLock lock, Optional<RuntimeException> thrown, Set<String> asked) throws IOException {
        try (JsonFileLock.Hold hold = lock.holdToWrite()) {
            Marks marks = Marks.in(hold.siblings().marks());
            store.tokens().read(hold.siblings().file(), entry -> goes(entry, marks));
            RuntimeException fault = thrown.orElseGet(() -> new IllegalStateException(
                    "the host was asked to remove it, and it is still there: removedBy(..) must return once the file is"
                            + " written"));
            found.stream().filter(asked::contains).forEach(id -> outcomes.put(removals.get(id), Outcome.failed(fault)));
            forget(hold, marks);
        }
    }

    /** Whether an entry is to go: it is marked for this, and is still what it was. */
    private boolean goes(Entry entry, Marks marks) {
        Removal removal = entry.id().map(removals::get).orElse(null);
        if (removal == null) {
            return false;
        }
        Optional<Outcome> hindrance = hindrance(entry, removal, marks);
        hindrance.ifPresentOrElse(outcome -> outcomes.put(removal, outcome), () -> found.add(entry.name()));
        return hindrance.isEmpty();
    }

    private Optional<Outcome> hindrance(Entry entry, Removal removal, Marks marks) {
        boolean isMarked = marks.of(entry.name())
                .filter(mark -> mark.token().equals(removal.claim().token()))
                .isPresent();
        if (!isMarked) {
            return Optional.of(Outcome.kept(Reason.Kind.CHANGED, "its mark was taken off"));
        }
        EntryView view = store.view(entry);
        boolean isSame = view.fault(Set.of()).isEmpty()
                && view.record().files().equals(removal.claim().record().files());
        return isSame
                ? Optional.empty()
                : Optional.of(Outcome.kept(Reason.Kind.CHANGED, "it names other files than when it was claimed"));
    }

    /** Marks of what is settled, or stays on purpose, have done their work; the others' are finished by the next run. */
    private void forget(JsonFileLock.Hold hold, Marks marks) {
        List<String> tokens = new ArrayList<>();
        removals.values().stream()
                .filter(removal -> !(outcomes.get(removal) instanceof Outcome.Failed))
                .forEach(removal -> tokens.add(removal.claim().token()));
        try {
            marks.takeOff(hold.disk(), tokens);
        } catch (IOException later) {
            // A mark without an entry means nothing, and goes when the next ones are made.
            return;
        }
    }
}
