package dev.cleanup.local.internal.remove;

import dev.cleanup.storage.QuarantineNote;
import dev.cleanup.storage.QuarantinedFile;
import dev.cleanup.storage.StoredFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What a batch is about to move, written down and synced before the first of its files is. Immutable.
 *
 * @param id names the batch and the folder that its files go to
 * @param entries the files
 */
public record Journal(String id, List<Entry> entries) {

    /**
     * One file of the batch.
     *
     * @param name its name in the batch's folder
     * @param file what it was at its old place
     * @param note what is remembered with it where it is set aside; empty where it is to be removed at once
     */
    public record Entry(String name, StoredFile file, Optional<QuarantineNote> note) {}

    /** The name of the journal in the batch's folder. */
    public static final String FILE = "journal";

    /** How many bytes are reserved for it ahead, so that it can be written when the disk is full. */
    public static final int SIZE = 1 << 18;

    private static final int ROOM = SIZE * 3 / 4;

    public Journal {
        entries = List.copyOf(entries);
    }

    /**
     * The journals of one batch: each holds as many files as find room in what is reserved.
     *
     * @param notes what is remembered with the files that are set aside
     */
    static List<Journal> split(List<StoredFile> files, Map<StoredFile, QuarantineNote> notes) {
        List<Journal> journals = new ArrayList<>();
        List<Entry> together = new ArrayList<>();
        int used = 0;
        for (StoredFile file : files) {
            Entry entry = new Entry(Integer.toString(together.size() + 1), file, Optional.ofNullable(notes.get(file)));
            int more = JournalFormat.lengthOf(entry);
            if (!together.isEmpty() && used + more > ROOM) {
                journals.add(of(together));
                together.clear();
                used = 0;
                entry = new Entry("1", file, entry.note());
            }
            together.add(entry);
            used += more;
        }
        if (!together.isEmpty()) {
            journals.add(of(together));
        }
        return journals;
    }

    private static Journal of(List<Entry> entries) {
        return new Journal(UUID.randomUUID().toString(), entries);
    }

    List<StoredFile> files() {
        return entries.stream().map(Entry::file).toList();
    }

    public Optional<Entry> entryOf(String name) {
        return entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }

    /** Whether a file of it stays in its folder until it is due. */
    boolean keepsFiles() {
        return entries.stream().anyMatch(entry -> entry.note().isPresent());
    }

    /** A file of this batch as the world sees it; empty where it is not to be set aside. */
    public Optional<QuarantinedFile> asideFile(Entry entry) {
        return entry.note().map(note -> new QuarantinedFile(id + "/" + entry.name(), entry.file(), note));
    }
}
