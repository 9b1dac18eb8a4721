package dev.cleanup.local.internal.remove;

import static dev.cleanup.outcome.Reason.Kind.CHANGED;
import static java.util.Objects.requireNonNull;

import dev.cleanup.local.internal.HardLinkPolicy;
import dev.cleanup.local.internal.fs.EntryName;
import dev.cleanup.local.internal.fs.ExtendedStat;
import dev.cleanup.local.internal.fs.FileSystemCalls;
import dev.cleanup.local.internal.fs.OpenDirectory;
import dev.cleanup.local.internal.fs.OpenDirectoryPath;
import dev.cleanup.local.internal.fs.Stat;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.storage.StoredFile;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The removal of one file, if it is still the one that was seen, step by step.
 *
 * <p>No file system removes a name on the condition that it leads to a certain file. So the file is first moved where
 * nobody else has business, seen again there, and only then removed, or left there where it is to be set aside; another one
 * that was caught goes back. A step gives the outcome where there is one by then; whatever goes wrong becomes it. Used once.
 */
final class CompareAndDelete {

    private interface Step {
        Optional<Outcome> take() throws IOException;
    }

    private final FileSystemCalls calls;
    private final HardLinkPolicy hardLinks;
    private final OpenDirectoryPath descent;
    private final StagingFolder workplace;
    private final StoredFile planned;

    /** The file from just before it is moved: what fails from then on leaves it unknown. */
    private @Nullable StagedFile aside;

    private @Nullable Stat caught;

    CompareAndDelete(
            FileSystemCalls calls,
            HardLinkPolicy hardLinks,
            OpenDirectoryPath descent,
            StagingFolder workplace,
            StoredFile planned) {
        this.calls = calls;
        this.hardLinks = hardLinks;
        this.descent = descent;
        this.workplace = workplace;
        this.planned = planned;
    }

    StoredFile planned() {
        return planned;
    }

    /** Moves the file if it is the planned one; where there is no outcome, the planned one lies aside. */
    Optional<Outcome> compareAndMove() {
        return attempt(this::lookAndMove);
    }

    /** Removes the planned file from where it lies aside; where there is no outcome, that is to be confirmed. */
    Optional<Outcome> unlink() {
        return attempt(() -> unlinkAside(moved()));
    }

    /**
     * Confirms the removal.
     *
     * @param listed what lies where the file lay, if that is known
     */
    Outcome confirm(Optional<Set<String>> listed) {
        return attempt(() -> Optional.of(confirmGone(moved(), listed))).orElseThrow();
    }

    /** The outcome where the planned file stays aside, or may. */
    Outcome left(String why, @Nullable Throwable cause) {
        return moved().left(why, cause);
    }

    private StagedFile moved() {
        return requireNonNull(aside, "aside");
    }

    private Optional<Outcome> attempt(Step step) {
        try {
            return step.take();
        } catch (IOException | RuntimeException failure) {
            return Optional.of(
                    aside == null
                            ? Outcome.failed(failure)
                            : aside.left("what became of it there could not be found out", failure));
        }
    }

    private Optional<Outcome> lookAndMove() throws IOException {
        OpenDirectory folder = descent.folder();
        EntryName name = folder.name(planned.key().name());
        Optional<Outcome> kept;
        try {
            kept = whyItStays(folder, name);
        } catch (NoSuchFileException gone) {
            return Optional.of(new Outcome.AlreadyGone());
        }
        return kept.isPresent() ? kept : move(workplace.aside(descent, name, planned.key()));
    }

    /**
     * Why the file stays; empty where it is the planned one.
     *
     * <p>A path says in one call what a file is and how many names it has. It is believed of the planned file alone; of anything
     * else the open folder is asked.
     */
    private Optional<Outcome> whyItStays(OpenDirectory folder, EntryName name) throws IOException {
        Optional<ExtendedStat> found = byPath(folder, name);
        if (found.map(ExtendedStat::stat).filter(this::isPlanned).isEmpty()) {
            Stat seen = folder.stat(name);
            if (!isPlanned(seen)) {
                return Optional.of(Outcome.kept(CHANGED, difference(seen)));
            }
            if (found.isPresent() && !found.get().areOf(seen)) {
                return Optional.of(Outcome.kept(CHANGED, DirectoryRemoval.MOVED_AWAY));
            }
        }
        return found.flatMap(hardLinks::protecting).map(why -> Outcome.kept(CHANGED, why));
    }

    private Optional<ExtendedStat> byPath(OpenDirectory folder, EntryName name) throws IOException {
        try {
            return calls.details(folder.path().resolve(name.path()));
        } catch (NoSuchFileException missing) {
            if (folder.has(name)) {
                throw new FileSystemException(
                        missing.getFile(), null, "its folder has it, and its path does not lead to it");
            }
            throw missing;
        }
    }

    private Optional<Outcome> move(StagedFile moving) throws IOException {
        aside = moving;
        try {
            moving.move();
        } catch (IOException failure) {
            // The answer alone may have got lost.
            if (!moving.isHere()) {
                return Optional.of(notMoved(moving, failure));
            }
        }
        return compareAgain(moving);
    }

    private static Outcome notMoved(StagedFile moving, IOException failure) throws IOException {
        if (failure instanceof AtomicMoveNotSupportedException) {
            return Outcome.failed(
                    new FileSystemException(
                            moving.oldPath().toString(),
                            null,
                            "it lies on another mount than the storage's root and was not touched: no file can be verified before"
                                    + " its removal there. Make that mount a storage of its own, and exclude it from this one"));
        }
        if (failure instanceof NoSuchFileException && !moving.isAtOldPlace()) {
            return new Outcome.AlreadyGone();
        }
        return Outcome.failed(failure);
    }

    private Optional<Outcome> compareAgain(StagedFile moved) throws IOException {
        Stat seen = moved.stat();
        if (!isPlanned(seen)) {
            return Optional.of(moved.putBack(
                    seen, Outcome.kept(CHANGED, "the name was taken a moment before: " + difference(seen))));
        }
        caught = seen;
        return Optional.empty();
    }

    private Optional<Outcome> unlinkAside(StagedFile moved) throws IOException {
        try {
            moved.unlink();
        } catch (IOException failure) {
            if (moved.isHere()) {
                return Optional.of(moved.putBack(requireNonNull(caught, "caught"), Outcome.failed(failure)));
            }
            if (failure instanceof NoSuchFileException) {
                return Optional.of(moved.left("somebody else took it from there", failure));
            }
        }
        return Optional.empty();
    }

    private Outcome confirmGone(StagedFile moved, Optional<Set<String>> listed) throws IOException {
        boolean isListedNoMore = listed.isPresent() && !listed.get().contains(moved.name());
        return isListedNoMore || !moved.isHere()
                ? new Outcome.Deleted()
                : moved.putBack(requireNonNull(caught, "caught"), Outcome.failed(notRemoved(moved)));
    }

    private static IOException notRemoved(StagedFile moved) {
        return new FileSystemException(
                moved.oldPath().toString(), null, "the file system reported its removal, and it is still there");
    }

    private boolean isPlanned(Stat seen) {
        return seen.is(Stat.Kind.FILE) && seen.identity().equals(planned.identity());
    }

    private String difference(Stat seen) {
        return seen.is(Stat.Kind.FILE)
                ? "another file than was seen (" + seen.identity() + ", not " + planned.identity() + ")"
                : "now a " + seen.kind().words();
    }
}
