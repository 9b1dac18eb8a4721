package dev.cleanup.local.internal.quarantine;

import static dev.cleanup.outcome.Reason.Kind.CHANGED;

import dev.cleanup.local.internal.fs.EntryName;
import dev.cleanup.local.internal.fs.FileSystemCalls;
import dev.cleanup.local.internal.fs.OpenDirectory;
import dev.cleanup.local.internal.fs.OpenDirectoryPath;
import dev.cleanup.local.internal.fs.Stat;
import dev.cleanup.local.internal.fs.UnsafeDirectoryException;
import dev.cleanup.local.internal.remove.Journal;
import dev.cleanup.local.internal.remove.SameFileCheck;
import dev.cleanup.local.internal.remove.StagedFile;
import dev.cleanup.local.internal.remove.WorkingDirectory;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.storage.FileKey;
import java.io.IOException;
import java.nio.file.NoSuchFileException;

/** Brings what lies in the folder of a batch back to its old place, never over anything. Not thread-safe. */
final class FileRestorer {

    private final FileSystemCalls calls;
    private final WorkingDirectory working;
    private final OpenDirectory root;

    FileRestorer(FileSystemCalls calls, WorkingDirectory working, OpenDirectory root) {
        this.calls = calls;
        this.working = working;
        this.root = root;
    }

    /** Whether an entry lies at its old place as well, as an interrupted way back leaves it. */
    boolean isBegun(StagedBatch batch, Journal.Entry entry) throws IOException {
        EntryName name = batch.folder().name(entry.name());
        Stat here = batch.folder().stat(name);
        FileKey key = entry.file().key();
        try (OpenDirectoryPath descent = OpenDirectoryPath.to(root, key.folder())) {
            OpenDirectory oldFolder = descent.folder();
            return new SameFileCheck(calls, batch.folder(), name).areAlso(oldFolder, oldFolder.name(key.name()), here);
        } catch (NoSuchFileException | UnsafeDirectoryException notThere) {
            return false;
        }
    }

    /** Puts one entry back; whatever goes wrong becomes the outcome. */
    Outcome putBack(StagedBatch batch, Journal.Entry entry) {
        FileKey key = entry.file().key();
        try (OpenDirectoryPath descent = OpenDirectoryPath.making(calls::makeFolder, root, key.folder())) {
            return putBack(batch, entry, descent);
        } catch (UnsafeDirectoryException blocked) {
            return Outcome.kept(CHANGED, "it stays aside: " + blocked.why());
        } catch (NoSuchFileException gone) {
            return new Outcome.AlreadyGone();
        } catch (IOException | RuntimeException failure) {
            return Outcome.failed(failure);
        }
    }

    private Outcome putBack(StagedBatch batch, Journal.Entry entry, OpenDirectoryPath descent) throws IOException {
        OpenDirectory oldFolder;
        try {
            oldFolder = descent.folder();
        } catch (NoSuchFileException notMade) {
            return Outcome.failed(notMade);
        }
        EntryName oldName = oldFolder.name(entry.file().key().name());
        StagedFile aside =
                new StagedFile(calls, working, batch.folder(), batch.folder().name(entry.name()), descent, oldName);
        Stat moved = aside.stat();
        if (aside.isBack(moved)) {
            // An earlier way back was interrupted: both names lead to one file.
            aside.unlink();
            return new Outcome.Restored();
        }
        if (aside.isAtOldPlace()) {
            return Outcome.kept(CHANGED, "it stays aside: another entry has taken its name");
        }
        return aside.putBack(moved, new Outcome.Restored());
    }
}
