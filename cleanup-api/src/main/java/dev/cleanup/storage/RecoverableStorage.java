package dev.cleanup.storage;

import java.time.Instant;
import java.util.List;

/**
 * A storage in which an interrupted process can leave something half done, and that can be put in order again.
 *
 * <p>The engine asks for it at the start of each run, before anything is listed; never for a plan.
 */
public interface RecoverableStorage extends StorageTarget {

    /**
     * Brings whatever was left behind into a known state, and does the housekeeping that the host asked for.
     *
     * <p>Repeatable: a second call finds nothing to do. What another process works on now is left alone. Nothing that was
     * not verified is deleted: a file goes back to its old place, or stays where it is and {@link #limitations()} tell of it.
     *
     * @param now the instant by the composed clock
     * @return what was done, one sentence each; empty where nothing was left behind
     * @throws StorageUnavailableException if the place as a whole cannot be used
     */
    List<String> recover(Instant now);

    /**
     * Keeps the room that the next removal needs for what it writes down, so that it can be done when the disk is full.
     *
     * <p>The engine asks for it at the end of each run that did at least one of its tasks, whether anything was removed or
     * not. A storage whose removals need no room does nothing.
     *
     * @throws StorageUnavailableException if the place as a whole cannot be used
     */
    default void reserveSpace() {}
}
