package dev.cleanup.local.internal.remove;

import static dev.cleanup.outcome.Reason.Kind.CHANGED;

import dev.cleanup.local.internal.HardLinkPolicy;
import dev.cleanup.local.internal.fs.FileSystemCalls;
import dev.cleanup.local.internal.fs.OpenDirectoryPath;
import dev.cleanup.local.internal.fs.UnsafeDirectoryException;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.storage.OutcomeSink;
import dev.cleanup.storage.StoredFile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The removal of some files of one folder, or their setting aside.
 *
 * <p>What is true of all of them is asked once for some: whether their folder is in its place before they are moved and after,
 * and whether they are gone. Used once, by one thread.
 */
final class DirectoryRemoval {

    static final String MOVED_AWAY = "its folder was moved away or replaced";

    /** How many files go between two looks at the folders on the way: so many at most are stranded where one is moved. */
    static final int TOGETHER = 32;

    /** From how many files on a listing costs less than a look for each. */
    static final int WORTH_LISTING = 8;

    private final FileSystemCalls calls;
    private final HardLinkPolicy hardLinks;
    private final OpenDirectoryPath descent;
    private final StagingFolder workplace;
    private final OutcomeSink<StoredFile> sink;
    private final List<CompareAndDelete> unlinked = new ArrayList<>();

    DirectoryRemoval(
            FileSystemCalls calls,
            HardLinkPolicy hardLinks,
            OpenDirectoryPath descent,
            StagingFolder workplace,
            OutcomeSink<StoredFile> sink) {
        this.calls = calls;
        this.hardLinks = hardLinks;
        this.descent = descent;
        this.workplace = workplace;
        this.sink = sink;
    }

    /** Does it; each file has an outcome afterwards. */
    void remove(List<StoredFile> files) {
        try {
            for (int from = 0; from < files.size(); from += TOGETHER) {
                removeTogether(files.subList(from, Math.min(files.size(), from + TOGETHER)));
            }
        } finally {
            confirm();
        }
    }

    private void removeTogether(List<StoredFile> files) {
        Optional<Outcome> blocked = blocked();
        if (blocked.isPresent()) {
            files.forEach(file -> sink.outcome(file, blocked.get()));
            return;
        }
        List<CompareAndDelete> aside = new ArrayList<>();
        for (StoredFile file : files) {
            CompareAndDelete removal = new CompareAndDelete(calls, hardLinks, descent, workplace, file);
            removal.compareAndMove().ifPresentOrElse(outcome -> tell(removal, outcome), () -> aside.add(removal));
        }
        if (!aside.isEmpty()) {
            finish(aside);
        }
    }

    /** What becomes of the files where they cannot be taken from their folder. */
    private Optional<Outcome> blocked() {
        try {
            descent.folder();
        } catch (NoSuchFileException gone) {
            return Optional.of(new Outcome.AlreadyGone());
        } catch (UnsafeDirectoryException changed) {
            return Optional.of(Outcome.kept(CHANGED, changed.why()));
        } catch (IOException | RuntimeException failure) {
            return Optional.of(Outcome.failed(failure));
        }
        try {
            return descent.isInPlace() ? Optional.empty() : Optional.of(Outcome.kept(CHANGED, MOVED_AWAY));
        } catch (IOException | RuntimeException failure) {
            return Optional.of(Outcome.failed(failure));
        }
    }

    /** Removes planned files that lie aside by now, or leaves them there where that was asked for. */
    private void finish(List<CompareAndDelete> aside) {
        boolean inPlace;
        try {
            inPlace = descent.isInPlace();
        } catch (IOException | RuntimeException failure) {
            aside.forEach(
                    one -> tell(one, one.left("whether its folder is in its place could not be found out", failure)));
            return;
        }
        for (CompareAndDelete one : aside) {
            if (!inPlace) {
                tell(one, one.left(MOVED_AWAY + " meanwhile", null));
            } else if (workplace.keepsFiles()) {
                tell(one, new Outcome.Quarantined(workplace.idOf(one.planned().key())));
            } else {
                one.unlink().ifPresentOrElse(outcome -> tell(one, outcome), () -> unlinked.add(one));
            }
        }
    }

    private void confirm() {
        Optional<Set<String>> listed = unlinked.size() < WORTH_LISTING ? Optional.empty() : listed();
        unlinked.forEach(one -> tell(one, one.confirm(listed)));
    }

    private Optional<Set<String>> listed() {
        try {
            return Optional.of(workplace.list());
        } catch (IOException | RuntimeException unread) {
            return Optional.empty(); // then each is looked for
        }
    }

    private void tell(CompareAndDelete one, Outcome outcome) {
        sink.outcome(one.planned(), outcome);
    }
}
