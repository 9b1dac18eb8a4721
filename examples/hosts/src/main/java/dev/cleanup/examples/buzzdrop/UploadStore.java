package dev.cleanup.examples.buzzdrop;

import dev.cleanup.storage.StorageTarget;
import java.util.Optional;

/** Where Buzzdrop keeps the content of uploads. Safe for use by several threads. */
interface UploadStore {

    /** Stores content under a name that is free. */
    void put(String name, byte[] content);

    /** The content of that name; empty if there is none. */
    Optional<byte[]> get(String name);

    /** The same place as the cleanup sees it. */
    StorageTarget storage();
}
