package dev.cleanup.local;

import static dev.cleanup.outcome.Reason.Kind.CHANGED;

import dev.cleanup.outcome.Outcome;
import dev.cleanup.storage.StoredFile;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The removal of one file, if it is still the one that was seen.
 *
 * <p>No file system removes a name on the condition that it leads to a certain file. So the file is first moved where
 * nobody else has business, seen again there, and only then removed, or left there where it is to be set aside; another one
 * that was caught goes back. Used once.
 */
final class CompareAndDelete {

    private final SystemCalls calls;
    private final HardLinks hardLinks;
    private final Descent descent;
    private final Workplace workplace;
    private final StoredFile planned;

    /** The file from just before it is moved: what fails from then on leaves it unknown. */
    private @Nullable Aside aside;

    CompareAndDelete(SystemCalls calls, HardLinks hardLinks, Descent descent, Workplace workplace, StoredFile planned) {
        this.calls = calls;
        this.hardLinks = hardLinks;
        this.descent = descent;
        this.workplace = workplace;
        this.planned = planned;
    }

    /** Does it; whatever goes wrong becomes the outcome. */
    Outcome outcome() {
        try {
            return compare();
        } catch (IOException | RuntimeException failure) {
            return aside == null
                    ? Outcome.failed(failure)
                    : aside.left("what became of it there could not be found out", failure);
        }
    }

    private Outcome compare() throws IOException {
        Name name;
        Stat seen;
        try {
            Folder folder = descent.folder();
            name = folder.name(planned.key().name());
            seen = folder.stat(name);
        } catch (NoSuchFileException gone) {
            return new Outcome.AlreadyGone();
        } catch (NotEnteredException changed) {
            return Outcome.kept(CHANGED, changed.why());
        }
        if (!isPlanned(seen)) {
            return Outcome.kept(CHANGED, difference(seen));
        }
        if (!descent.isInPlace()) {
            return Outcome.kept(CHANGED, "its folder was moved away or replaced");
        }
        Optional<String> linked = calls.details(descent.folder().path().resolve(name.path()))
                .filter(details -> details.areOf(seen))
                .flatMap(hardLinks::protecting);
        if (linked.isPresent()) {
            return Outcome.kept(CHANGED, linked.get());
        }
        return move(workplace.aside(descent, name, planned.key()));
    }

    private Outcome move(Aside moving) throws IOException {
        aside = moving;
        try {
            moving.move();
        } catch (IOException failure) {
            // The answer alone may have got lost.
            if (!moving.isHere()) {
                return notMoved(moving, failure);
            }
        }
        return compareAgain(moving);
    }

    private static Outcome notMoved(Aside moving, IOException failure) throws IOException {
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

    private Outcome compareAgain(Aside moved) throws IOException {
        Stat seen = moved.stat();
        if (!isPlanned(seen)) {
            return moved.putBack(
                    seen, Outcome.kept(CHANGED, "the name was taken a moment before: " + difference(seen)));
        }
        if (!descent.isInPlace()) {
            return moved.left("its folder was moved away or replaced meanwhile", null);
        }
        return workplace.keepsFiles() ? new Outcome.SetAside(workplace.idOf(planned.key())) : unlink(moved, seen);
    }

    private Outcome unlink(Aside moved, Stat seen) throws IOException {
        try {
            moved.unlink();
        } catch (IOException failure) {
            if (moved.isHere()) {
                return moved.putBack(seen, Outcome.failed(failure));
            }
            if (failure instanceof NoSuchFileException) {
                return moved.left("somebody else took it from there", failure);
            }
        }
        return moved.isHere() ? moved.putBack(seen, Outcome.failed(notRemoved(moved))) : new Outcome.Deleted();
    }

    private static IOException notRemoved(Aside moved) {
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
