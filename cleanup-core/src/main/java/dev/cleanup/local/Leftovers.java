package dev.cleanup.local;

import java.io.IOException;
import java.nio.file.NoSuchFileException;

/** Counts what lies in the working directory and is not set aside. Changes nothing. */
final class Leftovers {

    private final SystemCalls calls;
    private final WorkingDirectory working;

    Leftovers(SystemCalls calls, WorkingDirectory working) {
        this.calls = calls;
        this.working = working;
    }

    /** The number of files that a run may have to look after, or a person. */
    int count() throws IOException {
        int found = 0;
        for (Name entry : working.entries()) {
            found += WorkingDirectory.isProbe(entry) ? 0 : count(entry);
        }
        return found;
    }

    private int count(Name entry) throws IOException {
        try (Batch batch = Batch.open(calls, working.find().orElseThrow(), entry)) {
            return batch.size() - batch.setAside().size();
        } catch (NoSuchFileException gone) {
            return 0;
        } catch (NotEnteredException noFolder) {
            return 1;
        }
    }
}
