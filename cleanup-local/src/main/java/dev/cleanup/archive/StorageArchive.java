package dev.cleanup.archive;

import static java.util.Objects.requireNonNull;

import dev.cleanup.outcome.Outcome;
import dev.cleanup.storage.Archive;
import dev.cleanup.storage.ArchiveRequest;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.OutcomeSink;
import dev.cleanup.storage.ReadableStorage;
import dev.cleanup.storage.StoredFile;
import dev.cleanup.storage.WritableStorage;
import java.io.IOException;
import java.security.DigestOutputStream;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/**
 * An archive in another storage: each copy lies there as a file of its own, below the day and the run that made it.
 *
 * <p>A file {@code audio/a.m4a} goes to {@code 2026-03-01/<run>/audio/a.m4a}, the day in UTC. Each copy is read back before
 * its file is deleted, and must have the SHA-256 of what was read. Immutable, and as safe for use by several threads as
 * the storage is.
 */
public final class StorageArchive implements Archive {

    private final WritableStorage storage;

    private StorageArchive(WritableStorage storage) {
        this.storage = storage;
    }

    /**
     * The archive in a storage.
     *
     * @param storage takes the copies; must not lie inside the storage that is cleaned
     * @return the archive
     */
    public static StorageArchive in(WritableStorage storage) {
        return new StorageArchive(requireNonNull(storage, "storage"));
    }

    @Override
    public String id() {
        return storage.id();
    }

    @Override
    public Map<String, String> configuration() {
        return storage.configuration();
    }

    @Override
    public void store(List<ArchiveRequest> batch, ReadableStorage from, OutcomeSink<ArchiveRequest> sink) {
        for (ArchiveRequest item : batch) {
            sink.outcome(item, store(item, from));
        }
    }

    private Outcome store(ArchiveRequest item, ReadableStorage from) {
        try {
            FileKey key = FileKey.of(item.at().atOffset(ZoneOffset.UTC).toLocalDate() + "/" + item.run() + "/"
                    + item.file().key());
            String[] digest = new String[1];
            StoredFile copy = storage.write(key, to -> digest[0] = Sha256Copy.copy(item, from, to));
            return verify(copy, item.file(), String.valueOf(digest[0]));
        } catch (CopyFailedException uncopied) {
            return uncopied.outcome();
        } catch (IOException | RuntimeException fault) {
            return Outcome.failed(fault);
        }
    }

    private Outcome verify(StoredFile copy, StoredFile original, String digest) throws IOException {
        DigestOutputStream digesting = Sha256Copy.ofNothingElse();
        storage.copy(copy, digesting);
        if (copy.size() != original.size() || !Sha256Copy.of(digesting).equals(digest)) {
            throw new IOException("the copy of " + original.key() + " in " + storage.id() + copy.key()
                    + " does not read back as it was written, so the file was not deleted");
        }
        return new Outcome.Archived(storage.id() + copy.key());
    }

    @Override
    public String toString() {
        return id();
    }
}
