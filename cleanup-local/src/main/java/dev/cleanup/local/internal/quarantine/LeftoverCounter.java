package dev.cleanup.local.internal.quarantine;

import dev.cleanup.local.internal.fs.EntryName;
import dev.cleanup.local.internal.fs.FileSystemCalls;
import dev.cleanup.local.internal.fs.UnsafeDirectoryException;
import dev.cleanup.local.internal.remove.WorkingDirectory;
import java.io.IOException;
import java.nio.file.NoSuchFileException;

/** Counts what lies in the working directory and is not set aside. Changes nothing. */
public final class LeftoverCounter {

    private final FileSystemCalls calls;
    private final WorkingDirectory working;

    public LeftoverCounter(FileSystemCalls calls, WorkingDirectory working) {
        this.calls = calls;
        this.working = working;
    }

    /** The number of files that a run may have to look after, or a person. */
    public int count() throws IOException {
        int found = 0;
        for (EntryName entry : working.entries()) {
            found += WorkingDirectory.isProbe(entry) ? 0 : count(entry);
        }
        return found;
    }

    private int count(EntryName entry) throws IOException {
        try (StagedBatch batch = StagedBatch.open(calls, working.find().orElseThrow(), entry)) {
            return batch.size() - batch.setAside().size();
        } catch (NoSuchFileException gone) {
            return 0;
        } catch (UnsafeDirectoryException noFolder) {
            return 1;
        }
    }
}
