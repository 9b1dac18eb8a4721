package dev.cleanup.reference;

import dev.cleanup.storage.FileKey;

/** Takes what a source refers to. Whatever a sink throws ends the read and reaches its caller. */
public interface ReferenceSink {

    /**
     * A file is in use.
     *
     * @param key its name
     * @param owner who names it
     */
    void reference(FileKey key, Owner owner);

    /**
     * A file that may or may not exist is in use if it does: a variant, derived from a name that was given.
     *
     * @param key its name
     * @param owner who names the file it derives from
     */
    void derived(FileKey key, Owner owner);

    /**
     * An owner names no file: its value is null or blank.
     *
     * @param owner who names none
     */
    void none(Owner owner);

    /**
     * An owner names something that cannot be turned into a key, so that nobody knows which file it protects.
     *
     * @param value what stands there
     * @param owner who says so
     * @param why what is wrong with it, one phrase
     */
    void unmappable(String value, Owner owner, String why);

    /**
     * An owner names something that the host has declared to mean no file of this storage.
     *
     * @param value what stands there
     * @param owner who says so
     */
    void ignored(String value, Owner owner);
}
