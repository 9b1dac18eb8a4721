package dev.cleanup.local.internal.quarantine;

import dev.cleanup.local.internal.fs.EntryName;
import dev.cleanup.local.internal.fs.FileSystemCalls;
import dev.cleanup.local.internal.fs.OpenDirectory;
import dev.cleanup.local.internal.remove.BatchLock;
import dev.cleanup.local.internal.remove.SpareFolder;
import dev.cleanup.local.internal.remove.WorkingDirectory;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** The folder of an earlier batch, to be worked in by nobody else meanwhile; given back where it is empty afterwards. */
final class LockedBatch implements AutoCloseable {

    private final SpareFolder reserve;
    private final EntryName name;
    private final BatchLock tenancy;
    private final StagedBatch batch;
    private final FileRestorer back;

    private LockedBatch(SpareFolder reserve, EntryName name, BatchLock tenancy, StagedBatch batch, FileRestorer back) {
        this.reserve = reserve;
        this.name = name;
        this.tenancy = tenancy;
        this.batch = batch;
        this.back = back;
    }

    /**
     * Opens the folder of a batch.
     *
     * @param root stays open
     * @param working stays open
     * @throws NoSuchFileException if there is none of that id
     * @throws FileSystemException if somebody works in it, or the working directory is not ours
     */
    static LockedBatch to(FileSystemCalls calls, OpenDirectory root, WorkingDirectory working, String id)
            throws IOException {
        if (working.find().isEmpty()) {
            throw new NoSuchFileException(id);
        }
        OpenDirectory shared = working.enter();
        EntryName name = working.plain(id);
        BatchLock tenancy = tenancy(calls, shared, name);
        try {
            StagedBatch batch = StagedBatch.open(calls, shared, name);
            return new LockedBatch(
                    new SpareFolder(calls, working, shared),
                    name,
                    tenancy,
                    batch,
                    new FileRestorer(calls, working, root));
        } catch (IOException | RuntimeException | Error failure) {
            tenancy.close();
            throw failure;
        }
    }

    private static BatchLock tenancy(FileSystemCalls calls, OpenDirectory shared, EntryName name) throws IOException {
        try (OpenDirectory folder = shared.enter(name, shared.stat(name))) {
            return BatchLock.take(calls, folder, name.toString())
                    .orElseThrow(() -> new FileSystemException(
                            folder.path().toString(),
                            null,
                            "another process or thread works on this batch now, so nothing in it is touched; try again"
                                    + " later"));
        }
    }

    StagedBatch batch() {
        return batch;
    }

    FileRestorer back() {
        return back;
    }

    @Override
    public void close() {
        try (tenancy;
                batch) {
            reserve.giveBack(name);
        }
    }
}
