package dev.cleanup.jsonstore.internal.claim;

import dev.cleanup.fact.Fact;
import dev.cleanup.jsonstore.JsonFileBusyException;
import dev.cleanup.jsonstore.internal.document.DocumentException;
import dev.cleanup.jsonstore.internal.document.Entry;
import dev.cleanup.jsonstore.internal.document.EntryMapper;
import dev.cleanup.jsonstore.internal.file.DocumentLock;
import dev.cleanup.jsonstore.internal.file.SidecarFiles;
import dev.cleanup.outcome.CleanupException;
import dev.cleanup.outcome.Failure;
import dev.cleanup.policy.ItemPolicy;
import dev.cleanup.record.Claim;
import dev.cleanup.record.RecordSink;
import dev.cleanup.record.RecordsUnavailableException;
import dev.cleanup.reference.Origin;
import dev.cleanup.reference.Owner;
import dev.cleanup.reference.ReferenceSink;
import dev.cleanup.reference.ReferencesUnavailableException;
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
public record TokenStore(String name, Origin origin, Path path, TokenFile tokens, Optional<DocumentLock> lock) {

    /** Something that is done while the lock is held. */
    private interface Work {
        void in(SidecarFiles siblings) throws IOException;
    }

    /** Who an entry is to references and claims. */
    Owner owner(Entry entry) {
        return new Owner(origin, entry.name());
    }

    EntryMapper view(Entry entry) {
        return new EntryMapper(tokens.declared(), origin, entry);
    }

    /** How marks call an entry that has this id. */
    ClaimMark.Place place(String id) {
        return new ClaimMark.Place(tokens.declared().container().text(), id);
    }

    public void references(ReferenceSink sink) {
        try {
            reading(siblings ->
                    tokens.read(siblings.file(), entry -> EntryMapper.deliver(tokens.declared(), origin, entry, sink)));
        } catch (IOException | JsonFileBusyException fault) {
            throw new ReferencesUnavailableException(
                    name, unread(fault, "Which files it names is not known, so no task removes any file"), fault);
        }
    }

    public void find(ItemPolicy due, RecordSink sink) {
        records(siblings -> {
            MarkJournal marks = marks(siblings);
            Set<Fact<?>> needs = due.needs();
            tokens.read(siblings.file(), entry -> find(entry, needs, marks, sink));
        });
    }

    private void find(Entry entry, Set<Fact<?>> needs, MarkJournal marks, RecordSink sink) {
        EntryMapper view = view(entry);
        Optional<Failure> fault = view.fault(needs);
        if (fault.isPresent()) {
            sink.unreadable(view.owner(), fault.get());
        } else if (entry.id().map(this::place).flatMap(marks::of).isEmpty()) {
            sink.found(view.record());
        }
    }

    /** Marks of entries that are gone have nothing left to be done for; entries that cannot be read are found as such. */
    public void unsettled(Consumer<Claim> sink) {
        records(siblings -> {
            MarkJournal marks = marks(siblings);
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

    private MarkJournal marks(SidecarFiles siblings) throws IOException {
        return lock.isPresent() ? MarkJournal.in(siblings.marks()) : MarkJournal.none(siblings.marks());
    }

    private void records(Work work) {
        try {
            reading(work);
        } catch (IOException | JsonFileBusyException fault) {
            throw new RecordsUnavailableException(
                    name, unread(fault, "Which entries are due is not known, so none goes"), fault);
        }
    }

    private void reading(Work work) throws IOException {
        if (lock.isEmpty()) {
            work.in(SidecarFiles.of(path));
            return;
        }
        try (DocumentLock.Hold hold = lock.get().holdToRead()) {
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
