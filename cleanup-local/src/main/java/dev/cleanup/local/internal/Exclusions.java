package dev.cleanup.local.internal;

import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.Glob;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The names that are none of the storage's files: those the host excluded, and those that belong to others. Immutable.
 */
public final class Exclusions {

    /** Where files lie between their move and their removal: a folder at the top of the storage. */
    public static final String WORKING_DIRECTORY = ".cleanup";

    public static final Exclusions NONE = new Exclusions(List.of());

    private final List<Glob> globs;

    private Exclusions(List<Glob> globs) {
        this.globs = List.copyOf(globs);
    }

    /**
     * These and more.
     *
     * @throws IllegalArgumentException if a pattern is malformed or no name can fit it
     */
    public Exclusions and(List<String> more) {
        List<Glob> all = new ArrayList<>(globs);
        more.forEach(glob -> all.add(Glob.of(glob)));
        return new Exclusions(all);
    }

    /**
     * Whether the host excluded an entry, or it is ours: then nothing is said of it.
     *
     * @param prefix the folder that it lies in, with a {@code /} behind it; empty at the top, where ours lie
     */
    public boolean hides(String prefix, String name) {
        boolean isOurs = prefix.isEmpty() && isOurs(name);
        return isOurs || (!globs.isEmpty() && excludedBy(prefix + name).isPresent());
    }

    /** Whose name it is, by the habits of file systems or ours; then it is said that it is passed over. */
    public static Optional<String> reservedFor(String name) {
        if (isOurs(name)) {
            return Optional.of("cleanup's own, of another storage that lies in this one");
        }
        if (name.startsWith(".nfs")) {
            return Optional.of("kept by NFS for a program that has the removed file open");
        }
        return name.equals("lost+found")
                ? Optional.of("where the file system check puts what it finds")
                : Optional.empty();
    }

    /** Why a file is none of the storage's, for its own name or that of a folder above it. */
    public Optional<String> protecting(FileKey key) {
        return protecting(key.folder()).or(() -> protectingEntry(key.path()));
    }

    /** Why no file in a folder is one of the storage's, for the folder's name or that of one above it. */
    public Optional<String> protecting(String folder) {
        for (int end = folder.indexOf('/'); end >= 0; end = folder.indexOf('/', end + 1)) {
            Optional<String> why = protectingEntry(folder.substring(0, end));
            if (why.isPresent()) {
                return why;
            }
        }
        return folder.isEmpty() ? Optional.empty() : protectingEntry(folder);
    }

    /** Why an entry itself is none of the storage's, wherever it lies. */
    public Optional<String> protectingEntry(String entry) {
        if (isOurs(entry)) {
            return Optional.of("cleanup's own");
        }
        Optional<String> reserved = reservedFor(entry.substring(entry.lastIndexOf('/') + 1));
        return reserved.isPresent() ? reserved : excludedBy(entry).map(glob -> "excluded by '" + glob + "'");
    }

    /** Ours in any case: some file systems take both spellings for one. */
    private static boolean isOurs(String entry) {
        return entry.equalsIgnoreCase(WORKING_DIRECTORY) || entry.equalsIgnoreCase(RootMarker.NAME);
    }

    private Optional<Glob> excludedBy(String entry) {
        if (globs.isEmpty()) {
            return Optional.empty();
        }
        FileKey key = FileKey.of(entry);
        return globs.stream().filter(glob -> glob.matches(key)).findFirst();
    }

    /** Shows the patterns of the host. */
    @Override
    public String toString() {
        return globs.toString();
    }
}
