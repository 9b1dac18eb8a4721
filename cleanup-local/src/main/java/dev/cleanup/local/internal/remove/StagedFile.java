package dev.cleanup.local.internal.remove;

import dev.cleanup.local.internal.fs.EntryName;
import dev.cleanup.local.internal.fs.FileSystemCalls;
import dev.cleanup.local.internal.fs.OpenDirectory;
import dev.cleanup.local.internal.fs.OpenDirectoryPath;
import dev.cleanup.local.internal.fs.Stat;
import dev.cleanup.outcome.Outcome;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** One entry that is moved from its folder to the workplace, and back where that must be. Not thread-safe. */
public final class StagedFile {

    private final FileSystemCalls calls;
    private final WorkingDirectory working;
    private final OpenDirectory place;
    private final EntryName name;
    private final OpenDirectoryPath descent;
    private final OpenDirectory oldFolder;
    private final EntryName oldName;

    /**
     * For an entry of a batch's folder.
     *
     * @param place the folder of the batch
     * @param name its name there
     * @param descent the way to its old place
     * @param oldName its name there
     */
    public StagedFile(
            FileSystemCalls calls,
            WorkingDirectory working,
            OpenDirectory place,
            EntryName name,
            OpenDirectoryPath descent,
            EntryName oldName)
            throws IOException {
        this.calls = calls;
        this.working = working;
        this.place = place;
        this.name = name;
        this.descent = descent;
        this.oldFolder = descent.folder();
        this.oldName = oldName;
    }

    /** What it is called here. */
    String name() {
        return name.toString();
    }

    Path path() {
        return place.path().resolve(name.path());
    }

    Path oldPath() {
        return oldFolder.path().resolve(oldName.path());
    }

    void move() throws IOException {
        calls.rename(oldFolder.handle(), oldName, place.handle(), name);
    }

    public void unlink() throws IOException {
        calls.unlink(place.handle(), name);
    }

    public Stat stat() throws IOException {
        return place.stat(name);
    }

    boolean isHere() throws IOException {
        return place.has(name);
    }

    public boolean isAtOldPlace() throws IOException {
        return oldFolder.has(oldName);
    }

    /**
     * Puts the entry back, never over another.
     *
     * @param moved what was moved
     * @param then the outcome where that worked
     */
    public Outcome putBack(Stat moved, Outcome then) throws IOException {
        if (!working.isStorageInPlace() || !descent.isInPlace()) {
            return left("its folder was moved away or replaced meanwhile, so that it cannot go back", null);
        }
        Exception failure = tryToPutBack(moved);
        if (!isBack(moved)) {
            return left("could not go back without replacing what may be there now", failure);
        }
        if (isHere()) {
            unlink();
        }
        return then;
    }

    /** A link is the only move that cannot replace anything. */
    private @Nullable Exception tryToPutBack(Stat moved) {
        try {
            if (moved.is(Stat.Kind.DIRECTORY)) {
                // Has no second name, but a move of it replaces nothing but an empty folder.
                calls.rename(place.handle(), name, oldFolder.handle(), oldName);
            } else {
                calls.link(place.handle(), name, oldFolder.handle(), oldName);
            }
            return null;
        } catch (IOException | RuntimeException failure) {
            return failure;
        }
    }

    /** Whether its old name leads to it. */
    public boolean isBack(Stat moved) throws IOException {
        try {
            return new SameFileCheck(calls, place, name).areAlso(oldFolder, oldName, moved);
        } catch (NoSuchFileException missing) {
            return false;
        }
    }

    /** The outcome where the entry stays here, or may. */
    Outcome left(String why, @Nullable Throwable cause) {
        return Outcome.unknown(new StrandedFileException(path(), oldPath(), why, cause));
    }
}
