package dev.cleanup.internal.storage;

import dev.cleanup.outcome.Failure;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.ListableStorage;
import dev.cleanup.storage.ListingSink;

/** Whether a storage holds no file at all; a listing that finds one is not read any further. */
public final class EmptinessProbe implements ListingSink {

    private static final class FoundOneException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        FoundOneException() {
            super(null, null, false, false);
        }
    }

    private EmptinessProbe() {}

    public static boolean of(ListableStorage storage) {
        try {
            storage.list(new EmptinessProbe());
            return true;
        } catch (FoundOneException found) {
            return false;
        }
    }

    @Override
    public void key(FileKey key) {
        throw new FoundOneException();
    }

    @Override
    public void unusable(String shown, String why) {
        throw new FoundOneException();
    }

    @Override
    public void unreadable(String shown, Failure failure) {
        // what cannot be read proves nothing
    }
}
