package dev.cleanup.internal;

import dev.cleanup.record.RecordSource;
import dev.cleanup.reference.Owner;
import dev.cleanup.report.Amount;
import dev.cleanup.report.Phase;
import dev.cleanup.report.SourceCounts;
import dev.cleanup.storage.AsideFile;
import dev.cleanup.storage.AsideStorage;
import dev.cleanup.storage.FileKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What lies aside, and the owners that name it, except those it was removed with that still are as they were settled. */
final class AsideLook {

    /** The quarantine's name where progress is told. */
    static final String NAME = "quarantine";

    private final List<AsideFile> files;
    private final CandidateLook look;
    private final List<RecordSource> sources;
    private final Set<Owner> settled = new HashSet<>();

    private AsideLook(List<AsideFile> files, CandidateLook look, List<RecordSource> sources) {
        this.files = files;
        this.look = look;
        this.sources = sources;
    }

    /** Looks at everything that lies aside; throws as {@link AsideStorage#aside} does. */
    static AsideLook at(AsideStorage storage, Walk walk) {
        List<AsideFile> files = all(storage, walk.halt());
        Set<String> retired = new HashSet<>();
        files.forEach(aside -> retired.addAll(aside.note().retired()));
        List<FileKey> keys = files.stream().map(aside -> aside.file().key()).toList();
        return new AsideLook(
                files, walk.look(NAME, keys, owner -> retired.contains(Condemned.nameOf(owner))), sources(walk));
    }

    /** The sources of records that may remember how they left the owners of what lies aside. */
    static List<RecordSource> sources(Walk walk) {
        return walk.composition().tasks().stream()
                .filter(TaskSpec.Records.class::isInstance)
                .map(task -> ((TaskSpec.Records) task).source())
                .distinct()
                .toList();
    }

    /** The files that lie aside, those that were set aside last first: of two of one name, it is the one to put back. */
    static List<AsideFile> all(AsideStorage storage, Halt halt) {
        List<AsideFile> files = new ArrayList<>();
        storage.aside(file -> {
            halt.check();
            files.add(file);
        });
        halt.check();
        files.sort(Comparator.comparing((AsideFile file) -> file.note().at()).reversed());
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

    private static boolean isRetiredWith(AsideFile aside, Owner owner) {
        return aside.note().retired().contains(Condemned.nameOf(owner));
    }

    List<AsideFile> files() {
        return files;
    }

    static Amount amount(List<AsideFile> files) {
        Amount amount = Amount.NONE;
        for (AsideFile aside : files) {
            amount = amount.plus(aside.file().size());
        }
        return amount;
    }

    /** The first owner that protects a file: one it was removed with only if it is not as it was settled any more. */
    Optional<Owner> ownerOf(AsideFile aside) {
        return look.ownerOf(aside.file().key(), owner -> settled.contains(owner) && isRetiredWith(aside, owner));
    }

    /** What the last complete read delivered. */
    List<SourceCounts> counts() {
        return look.counts();
    }

    /** Values of which nobody knows what they protect. */
    List<String> unmappable() {
        return look.faults().unmappableSamples();
    }
}
