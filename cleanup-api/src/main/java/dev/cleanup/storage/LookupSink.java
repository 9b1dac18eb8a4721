package dev.cleanup.storage;

import dev.cleanup.outcome.Failure;

/** Takes the answers of a look-up, one for each key. */
public interface LookupSink {

    /**
     * The file is there.
     *
     * @param file what was seen of it
     */
    void found(StoredFile file);

    /**
     * There is no such file: the storage said so, it did not merely fail to answer.
     *
     * @param key the name that was asked for
     */
    void absent(FileKey key);

    /**
     * The name is taken by something that is never removed here, such as a link, a folder or a device.
     *
     * @param key the name that was asked for
     * @param why what it is, one phrase
     */
    void unusable(FileKey key, String why);

    /**
     * Nobody can say whether the file is there.
     *
     * @param key the name that was asked for
     * @param failure what went wrong
     */
    void unknown(FileKey key, Failure failure);
}
