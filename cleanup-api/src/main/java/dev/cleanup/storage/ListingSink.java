package dev.cleanup.storage;

import dev.cleanup.outcome.Failure;

/** Takes what a listing finds. Whatever a sink throws ends the listing and reaches its caller. */
public interface ListingSink {

    /**
     * A stored file's name.
     *
     * @param key the name
     */
    void key(FileKey key);

    /**
     * An entry that can never be removed here: its name is not text, or it is no regular file.
     *
     * @param shown the name as far as it can be shown
     * @param why what is wrong with it, one phrase
     */
    void unusable(String shown, String why);

    /**
     * A folder, or one entry of it, that could not be read: what lies below is not listed.
     *
     * @param shown its name as far as it can be shown
     * @param failure what went wrong
     */
    void unreadable(String shown, Failure failure);
}
