package dev.cleanup.local;

import static dev.cleanup.outcome.Reason.Kind.CHANGED;

import dev.cleanup.outcome.Outcome;
import dev.cleanup.storage.FileKey;
import java.io.IOException;
import java.nio.file.NoSuchFileException;

/** Brings what lies in the folder of a batch back to its old place, never over anything. Not thread-safe. */
final class WayBack {

    private final SystemCalls calls;
    private final WorkingDirectory working;
    private final Folder root;

    WayBack(SystemCalls calls, WorkingDirectory working, Folder root) {
        this.calls = calls;
        this.working = working;
        this.root = root;
    }

    /** Whether an entry lies at its old place as well, as an interrupted way back leaves it. */
    boolean isBegun(Batch batch, Journal.Entry entry) throws IOException {
        Name name = batch.folder().name(entry.name());
        Stat here = batch.folder().stat(name);
        FileKey key = entry.file().key();
        try (Descent descent = Descent.to(root, key.folder())) {
            Folder oldFolder = descent.folder();
            return new TwoNames(calls, batch.folder(), name).areAlso(oldFolder, oldFolder.name(key.name()), here);
        } catch (NoSuchFileException | NotEnteredException notThere) {
            return false;
        }
    }

    /** Puts one entry back; whatever goes wrong becomes the outcome. */
    Outcome putBack(Batch batch, Journal.Entry entry) {
        FileKey key = entry.file().key();
        try (Descent descent = Descent.making(calls::makeFolder, root, key.folder())) {
            return putBack(batch, entry, descent);
        } catch (NotEnteredException blocked) {
            return Outcome.kept(CHANGED, "it stays aside: " + blocked.why());
        } catch (NoSuchFileException gone) {
            return new Outcome.AlreadyGone();
        } catch (IOException | RuntimeException failure) {
            return Outcome.failed(failure);
        }
    }

    private Outcome putBack(Batch batch, Journal.Entry entry, Descent descent) throws IOException {
        Folder oldFolder;
        try {
            oldFolder = descent.folder();
        } catch (NoSuchFileException notMade) {
            return Outcome.failed(notMade);
        }
        Name oldName = oldFolder.name(entry.file().key().name());
        Aside aside = new Aside(calls, working, batch.folder(), batch.folder().name(entry.name()), descent, oldName);
        Stat moved = aside.stat();
        if (aside.isBack(moved)) {
            // An earlier way back was interrupted: both names lead to one file.
            aside.unlink();
            return new Outcome.PutBack();
        }
        if (aside.isAtOldPlace()) {
            return Outcome.kept(CHANGED, "it stays aside: another entry has taken its name");
        }
        return aside.putBack(moved, new Outcome.PutBack());
    }
}
