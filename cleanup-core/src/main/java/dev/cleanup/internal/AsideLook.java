package dev.cleanup.internal;

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

/** What lies aside, and who names it: those it was removed with do not count. */
final class AsideLook {

    /** The quarantine's name where progress is told. */
    static final String NAME = "quarantine";

    private final List<AsideFile> files;
    private final CandidateLook look;

    private AsideLook(List<AsideFile> files, CandidateLook look) {
        this.files = files;
        this.look = look;
    }

    /** Looks at everything that lies aside; throws as {@link AsideStorage#aside} does. */
    static AsideLook at(AsideStorage storage, Walk walk) {
        List<AsideFile> files = all(storage, walk.halt());
        Set<String> retired = new HashSet<>();
        files.forEach(aside -> retired.addAll(aside.note().retired()));
        List<FileKey> keys = files.stream().map(aside -> aside.file().key()).toList();
        return new AsideLook(files, walk.look(NAME, keys, owner -> retired.contains(owner.key())));
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

    /** Reads all references unless the last complete read is fresh; whether it did. */
    boolean refresh() {
        return !files.isEmpty() && look.refresh(Phase.READING_REFERENCES);
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

    /** Who names a file, other than those it was removed with. */
    Optional<Owner> ownerOf(AsideFile aside) {
        return look.ownerOf(aside.file().key(), owner -> aside.note().retired().contains(Condemned.nameOf(owner)));
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
