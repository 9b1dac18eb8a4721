package dev.cleanup.local;

import java.io.IOException;

/** What is done as well as the platform can, and is no reason to stop where it cannot. */
final class BestEffort {

    /** A step that may fail. */
    interface Step {
        void take() throws IOException;
    }

    private BestEffort() {}

    /** Syncs the names in a folder; not every platform can, and a crash of the process alone needs it not. */
    static void sync(SystemCalls calls, Folder folder) {
        quietly(() -> calls.sync(folder.handle()));
    }

    /** Takes a step of tidying up: what stays behind is met again by the next run. */
    static void quietly(Step step) {
        try {
            step.take();
        } catch (IOException | RuntimeException leftForTheNextRun) {
            return;
        }
    }
}
