package dev.cleanup.local.internal.fs;

import java.io.IOException;

/** What is done as well as the platform can, and is no reason to stop where it cannot. */
public final class BestEffort {

    /** A step that may fail. */
    public interface Step {
        void take() throws IOException;
    }

    private BestEffort() {}

    /** Syncs the names in a folder; not every platform can, and a crash of the process alone needs it not. */
    public static void sync(FileSystemCalls calls, OpenDirectory folder) {
        quietly(() -> calls.sync(folder.handle()));
    }

    /** Takes a step of tidying up: what stays behind is met again by the next run. */
    public static void quietly(Step step) {
        try {
            step.take();
        } catch (IOException | RuntimeException leftForTheNextRun) {
            return;
        }
    }
}
