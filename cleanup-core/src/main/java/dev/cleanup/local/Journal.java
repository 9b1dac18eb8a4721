package dev.cleanup.local;

import dev.cleanup.storage.AsideFile;
import dev.cleanup.storage.AsideNote;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.StoredFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a batch is about to move, written down and synced before the first of its files is. Immutable.
 *
 * @param id names the batch and the folder that its files go to
 * @param note what is remembered with files that are set aside; empty where they are to be removed at once
 * @param entries the files
 */
record Journal(String id, Optional<AsideNote> note, List<Entry> entries) {

    /**
     * One file of the batch.
     *
     * @param name its name in the batch's folder
     * @param file what it was at its old place
     */
    record Entry(String name, StoredFile file) {}

    /** The name of the journal in the batch's folder. */
    static final String FILE = "journal";

    /** How many bytes are reserved for it ahead, so that it can be written when the disk is full. */
    static final int SIZE = 1 << 16;

    private static final int ROOM = SIZE * 3 / 4;

    Journal {
        entries = List.copyOf(entries);
    }

    /** A new batch. */
    static Journal of(List<StoredFile> files, Optional<AsideNote> note) {
        List<Entry> entries = new ArrayList<>();
        files.forEach(file -> entries.add(new Entry(Integer.toString(entries.size() + 1), file)));
        return new Journal(UUID.randomUUID().toString(), note, entries);
    }

    /** The journals of one batch: each holds as many files as find room in what is reserved. */
    static List<Journal> split(List<StoredFile> files, Optional<AsideNote> note) {
        List<Journal> journals = new ArrayList<>();
        List<StoredFile> together = new ArrayList<>();
        int used = 0;
        for (StoredFile file : files) {
            int more = JournalText.lengthOf(file);
            if (!together.isEmpty() && used + more > ROOM) {
                journals.add(of(together, note));
                together.clear();
                used = 0;
            }
            together.add(file);
            used += more;
        }
        if (!together.isEmpty()) {
            journals.add(of(together, note));
        }
        return journals;
    }

    List<StoredFile> files() {
        return entries.stream().map(Entry::file).toList();
    }

    Optional<Entry> entryOf(String name) {
        return entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }

    Optional<String> nameOf(FileKey key) {
        return entries.stream()
                .filter(entry -> entry.file().key().equals(key))
                .map(Entry::name)
                .findFirst();
    }

    /** A file of this batch as the world sees it; empty in a batch that sets nothing aside. */
    Optional<AsideFile> asideFile(Entry entry) {
        return note.map(remembered -> new AsideFile(id + "/" + entry.name(), entry.file(), remembered));
    }
}
