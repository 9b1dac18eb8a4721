package dev.cleanup.internal.quarantine;

import dev.cleanup.internal.config.TaskDefinition;
import dev.cleanup.internal.context.RunContext;
import dev.cleanup.internal.context.StopCondition;
import dev.cleanup.internal.reference.ReferenceRecheck;
import dev.cleanup.internal.storage.FileRemoval;
import dev.cleanup.record.RecordSource;
import dev.cleanup.reference.Owner;
import dev.cleanup.report.Phase;
import dev.cleanup.report.ReferenceCounts;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.QuarantineStorage;
import dev.cleanup.storage.QuarantinedFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What lies aside, and the owners that name it, except those it was removed with that still are as they were settled. */
public final class QuarantineScan {

    /** The quarantine's name where progress is told. */
    static final String NAME = "quarantine";

    private final List<QuarantinedFile> files;
    private final ReferenceRecheck look;
    private final List<RecordSource> sources;
    private final Set<Owner> settled = new HashSet<>();

    private QuarantineScan(List<QuarantinedFile> files, ReferenceRecheck look, List<RecordSource> sources) {
        this.files = files;
        this.look = look;
        this.sources = sources;
    }

    /** Looks at everything that lies aside; throws as {@link QuarantineStorage#quarantined} does. */
    static QuarantineScan at(QuarantineStorage storage, RunContext walk) {
        List<QuarantinedFile> files = all(storage, walk.halt());
        Set<String> retired = new HashSet<>();
        files.forEach(aside -> retired.addAll(aside.note().retired()));
        List<FileKey> keys = files.stream().map(aside -> aside.file().key()).toList();
        return new QuarantineScan(
                files,
                ReferenceRecheck.of(walk, NAME, keys::forEach, owner -> retired.contains(FileRemoval.nameOf(owner))),
                sources(walk));
    }

    /** The sources of records that may remember how they left the owners of what lies aside. */
    static List<RecordSource> sources(RunContext walk) {
        return walk.composition().tasks().stream()
                .filter(TaskDefinition.Records.class::isInstance)
                .map(task -> ((TaskDefinition.Records) task).source())
                .distinct()
                .toList();
    }

    /** The files that lie aside, those that were set aside last first: of two of one name, it is the one to put back. */
    public static List<QuarantinedFile> all(QuarantineStorage storage, StopCondition halt) {
        List<QuarantinedFile> files = new ArrayList<>();
        storage.quarantined(file -> {
            halt.check();
            files.add(file);
        });
        halt.check();
        files.sort(
                Comparator.comparing((QuarantinedFile file) -> file.note().at()).reversed());
        return files;
    }

    /**
     * Reads all references unless the last complete read is fresh; whether it did. What became of settled records is asked
     * each time: a row that is used again names its file as before.
     */
    boolean refresh() {
        if (files.isEmpty()) {
            return false;
        }
        boolean read = look.refresh(Phase.READING_REFERENCES);
        Set<Owner> retired = new HashSet<>();
        files.forEach(aside -> look.excusedOwnersOf(aside.file().key()).stream()
                .filter(owner -> isRetiredWith(aside, owner))
                .forEach(retired::add));
        settled.clear();
        if (!retired.isEmpty()) {
            sources.forEach(source -> settled.addAll(source.stillSettled(retired)));
        }
        return read;
    }

    private static boolean isRetiredWith(QuarantinedFile aside, Owner owner) {
        return aside.note().retired().contains(FileRemoval.nameOf(owner));
    }

    List<QuarantinedFile> files() {
        return files;
    }

    /** The first owner that protects a file: one it was removed with only if it is not as it was settled any more. */
    Optional<Owner> ownerOf(QuarantinedFile aside) {
        return look.ownerOf(aside.file().key(), owner -> settled.contains(owner) && isRetiredWith(aside, owner));
    }

    /** What the last complete read delivered. */
    List<ReferenceCounts> counts() {
        return look.counts();
    }

    /** Values of which nobody knows what they protect. */
    List<String> unmappable() {
        return look.faults().unmappableSamples();
    }
}
