package dev.cleanup.local;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** The folder of an earlier batch, to be worked in by nobody else meanwhile; given back where it is empty afterwards. */
final class Visit implements AutoCloseable {

    private final Reserve reserve;
    private final Name name;
    private final Tenancy tenancy;
    private final Batch batch;
    private final WayBack back;

    private Visit(Reserve reserve, Name name, Tenancy tenancy, Batch batch, WayBack back) {
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
    static Visit to(SystemCalls calls, Folder root, WorkingDirectory working, String id) throws IOException {
        if (working.find().isEmpty()) {
            throw new NoSuchFileException(id);
        }
        Folder shared = working.enter();
        Name name = working.plain(id);
        Tenancy tenancy = tenancy(calls, shared, name);
        try {
            Batch batch = Batch.open(calls, shared, name);
            return new Visit(
                    new Reserve(calls, working, shared), name, tenancy, batch, new WayBack(calls, working, root));
        } catch (IOException | RuntimeException | Error failure) {
            tenancy.close();
            throw failure;
        }
    }

    private static Tenancy tenancy(SystemCalls calls, Folder shared, Name name) throws IOException {
        try (Folder folder = shared.enter(name, shared.stat(name))) {
            return Tenancy.take(calls, folder, name.toString())
                    .orElseThrow(() -> new FileSystemException(
                            folder.path().toString(),
                            null,
                            "another process or thread works on this batch now, so nothing in it is touched; try again"
                                    + " later"));
        }
    }

    Batch batch() {
        return batch;
    }

    WayBack back() {
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
