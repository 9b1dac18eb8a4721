package dev.cleanup.jsonstore;

import dev.cleanup.outcome.CleanupException;
import dev.cleanup.outcome.Failure;
import dev.cleanup.policy.Fact;
import dev.cleanup.policy.ItemPolicy;
import dev.cleanup.record.Claim;
import dev.cleanup.record.RecordSink;
import dev.cleanup.record.RecordsUnknownException;
import dev.cleanup.reference.Origin;
import dev.cleanup.reference.Owner;
import dev.cleanup.reference.ReferenceSink;
import dev.cleanup.reference.ReferencesUnknownException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A token file and the marks beside it, as they are read. Safe for use by several threads.
 *
 * @param name the source's name
 * @param origin the origin of its entries as owners
 * @param path where the host says the file is
 * @param tokens the file
 * @param lock held while anything is read or written; empty where the library never writes
 */
record TokenStore(String name, Origin origin, Path path, TokenFile tokens, Optional<JsonFileLock> lock) {

    /** Something that is done while the lock is held. */
    private interface Work {
        void in(Siblings siblings) throws IOException;
    }

    /** Who an entry is to references and claims. */
    Owner owner(Entry entry) {
        return new Owner(origin, entry.name());
    }

    EntryView view(Entry entry) {
        return new EntryView(tokens.declared(), origin, entry);
    }

    /** How marks call an entry that has this id. */
    Mark.Place place(String id) {
        return new Mark.Place(tokens.declared().container().text(), id);
    }

    void references(ReferenceSink sink) {
        try {
            reading(siblings ->
                    tokens.read(siblings.file(), entry -> EntryView.deliver(tokens.declared(), origin, entry, sink)));
        } catch (IOException | JsonFileBusyException fault) {
            throw new ReferencesUnknownException(
                    name, unread(fault, "Which files it names is not known, so no task removes any file"), fault);
        }
    }

    void find(ItemPolicy due, RecordSink sink) {
        records(siblings -> {
            Marks marks = marks(siblings);
            Set<Fact<?>> needs = due.needs();
            tokens.read(siblings.file(), entry -> find(entry, needs, marks, sink));
        });
    }

    private void find(Entry entry, Set<Fact<?>> needs, Marks marks, RecordSink sink) {
        EntryView view = view(entry);
        Optional<Failure> fault = view.fault(needs);
        if (fault.isPresent()) {
            sink.unreadable(view.owner(), fault.get());
        } else if (entry.id().map(this::place).flatMap(marks::of).isEmpty()) {
            sink.found(view.record());
        }
    }

    /** Marks of entries that are gone have nothing left to be done for; entries that cannot be read are found as such. */
    void unsettled(Consumer<Claim> sink) {
        records(siblings -> {
            Marks marks = marks(siblings);
            if (!marks.isEmpty()) {
                tokens.read(
                        siblings.file(),
                        entry -> entry.id()
                                .map(this::place)
                                .flatMap(marks::of)
                                .filter(mark -> view(entry).fault(Set.of()).isEmpty())
                                .ifPresent(mark ->
                                        sink.accept(mark.claimOf(view(entry).record()))));
            }
        });
    }

    private Marks marks(Siblings siblings) throws IOException {
        return lock.isPresent() ? Marks.in(siblings.marks()) : Marks.none(siblings.marks());
    }

    private void records(Work work) {
        try {
            reading(work);
        } catch (IOException | JsonFileBusyException fault) {
            throw new RecordsUnknownException(
                    name, unread(fault, "Which entries are due is not known, so none goes"), fault);
        }
    }

    private void reading(Work work) throws IOException {
        if (lock.isEmpty()) {
            work.in(Siblings.of(path));
            return;
        }
        try (JsonFileLock.Hold hold = lock.get().holdToRead()) {
            work.in(hold.siblings());
        }
    }

    /** The message of a fault that keeps the whole file from being read. */
    private String unread(Exception fault, String soWhat) {
        String why = fault instanceof DocumentException || fault instanceof CleanupException
                ? fault.getMessage()
                : fault.toString();
        return name + " (" + path + ") could not be read: " + why + ". " + soWhat
                + ". Mend the file, or put one back that" + " is whole";
    }
}
