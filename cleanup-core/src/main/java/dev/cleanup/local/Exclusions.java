package dev.cleanup.local;

import dev.cleanup.storage.FileKey;
import java.nio.file.FileSystem;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

/** The names that are none of the storage's files: those the host excluded, and those that belong to others. Immutable. */
final class Exclusions {

    /** Where files lie between their move and their removal: a folder at the top of the storage. */
    static final String WORKING_DIRECTORY = ".cleanup";

    private record Glob(String text, PathMatcher matcher) {

        boolean excludes(FileSystem fileSystem, String key, String name) {
            return matcher.matches(fileSystem.getPath(text.contains("/") ? key : name));
        }
    }

    private final FileSystem fileSystem;
    private final List<Glob> globs;

    private Exclusions(FileSystem fileSystem, List<Glob> globs) {
        this.fileSystem = fileSystem;
        this.globs = List.copyOf(globs);
    }

    static Exclusions none(FileSystem fileSystem) {
        return new Exclusions(fileSystem, List.of());
    }

    Exclusions and(List<String> more) {
        List<Glob> all = new ArrayList<>(globs);
        more.forEach(glob -> all.add(new Glob(glob, matcher(glob))));
        return new Exclusions(fileSystem, all);
    }

    private PathMatcher matcher(String glob) {
        boolean matchesNothing = glob.isBlank()
                || glob.startsWith("/")
                || glob.endsWith("/")
                || List.of(glob.split("/")).contains("..")
                || List.of(glob.split("/")).contains(".");
        if (matchesNothing) {
            throw new IllegalArgumentException(
                    "glob (" + glob + ") would never match, so what it means to protect could"
                            + " be removed: names are relative to the storage. Write '*.tmp' for files, 'cache' for a folder,"
                            + " 'cache/*.bin' for files in it");
        }
        try {
            return fileSystem.getPathMatcher("glob:" + glob);
        } catch (PatternSyntaxException malformed) {
            throw new IllegalArgumentException(
                    "glob (" + glob + ") is malformed, so what it means to protect could be removed: "
                            + malformed.getDescription() + ". Write '*.tmp', '{a,b}.txt' or 'cache/*.bin'",
                    malformed);
        }
    }

    /** Whether the host excluded an entry, or it is ours: then nothing is said of it. */
    boolean hides(String key, String name) {
        return isOurs(key) || excludedBy(key, name).isPresent();
    }

    /** Whose name it is by the habits of file systems; then it is said that it is passed over. */
    static Optional<String> reservedFor(String name) {
        if (name.startsWith(".nfs")) {
            return Optional.of("kept by NFS for a program that has the removed file open");
        }
        return name.equals("lost+found")
                ? Optional.of("where the file system check puts what it finds")
                : Optional.empty();
    }

    /** Why a file is none of the storage's, for its own name or that of a folder above it. */
    Optional<String> protecting(FileKey key) {
        String path = key.path();
        for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
            Optional<String> why = protectingEntry(path.substring(0, end));
            if (why.isPresent()) {
                return why;
            }
        }
        return protectingEntry(path);
    }

    private Optional<String> protectingEntry(String key) {
        String name = key.substring(key.lastIndexOf('/') + 1);
        if (isOurs(key)) {
            return Optional.of("in the working directory of cleanup");
        }
        return reservedFor(name).or(() -> excludedBy(key, name).map(glob -> "excluded by '" + glob + "'"));
    }

    /** Ours in any case: some file systems take both spellings for one. */
    private static boolean isOurs(String key) {
        return key.equalsIgnoreCase(WORKING_DIRECTORY);
    }

    private Optional<String> excludedBy(String key, String name) {
        return globs.stream()
                .filter(glob -> glob.excludes(fileSystem, key, name))
                .map(Glob::text)
                .findFirst();
    }
}
