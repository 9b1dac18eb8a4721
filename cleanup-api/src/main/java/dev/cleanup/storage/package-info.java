/**
 * Places with stored files, and how a file is named, seen and removed there.
 *
 * <p>For hosts, which read {@link dev.cleanup.storage.FileKey} and {@link dev.cleanup.storage.StoredFile}, and for
 * authors of storages, who implement {@link dev.cleanup.storage.StorageTarget} and the abilities beside it.
 */
@NullMarked
package dev.cleanup.storage;

import org.jspecify.annotations.NullMarked;
