package dev.cleanup.storage;

import java.io.IOException;

/** A storage that takes new files, and shows what it took: an archive can be made of it. */
public interface WritableStorage extends ReadableStorage {

    /**
     * Stores a new file: whole, durably and under a free name, or not at all.
     *
     * <p>A crash leaves no file of that name, or a whole one. Where the place has permissions, the file and the folders that are made
     * for it are readable for the user of this process alone, from the first byte on.
     *
     * @param key its name
     * @param content writes the content, once; whatever it throws ends the call, and nothing is stored
     * @return the file as a look-up finds it from now on
     * @throws java.nio.file.FileAlreadyExistsException if the name is taken: nothing is ever replaced
     * @throws IOException if it could not be stored, or was not found after that; in the second case the whole file may be there
     */
    StoredFile write(FileKey key, FileContent content) throws IOException;
}
