package dev.cleanup.local.internal.list;

import dev.cleanup.local.internal.DirectoryOptions;
import dev.cleanup.local.internal.fs.EntryName;
import dev.cleanup.local.internal.fs.ExtendedStat;
import dev.cleanup.local.internal.fs.FileSystemCalls;
import dev.cleanup.local.internal.fs.MountTable;
import dev.cleanup.local.internal.fs.OpenDirectory;
import dev.cleanup.local.internal.fs.OpenDirectoryPath;
import dev.cleanup.local.internal.fs.Stat;
import dev.cleanup.local.internal.fs.UnsafeDirectoryException;
import dev.cleanup.outcome.Failure;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.FileTimes;
import dev.cleanup.storage.LookupSink;
import dev.cleanup.storage.StoredFile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Looks files up below an open root. Changes nothing. Thread-safe as long as the root is not shared. */
public final class FileLookup {

    private final FileSystemCalls calls;
    private final DirectoryOptions settings;
    private final MountTable mounts;
    private final Set<FileTimes.Kind> kinds;

    /**
     * Creates it.
     *
     * @param kinds the times that the storage has
     */
    public FileLookup(FileSystemCalls calls, DirectoryOptions settings, MountTable mounts, Set<FileTimes.Kind> kinds) {
        this.calls = calls;
        this.settings = settings;
        this.mounts = mounts;
        this.kinds = kinds;
    }

    public void lookUp(OpenDirectory root, Collection<FileKey> keys, LookupSink sink) {
        byFolder(keys).forEach((folder, together) -> lookUp(root, folder, together, sink));
    }

    /** Keys mostly come folder by folder, as they were listed. */
    private static Map<String, List<FileKey>> byFolder(Collection<FileKey> keys) {
        Map<String, List<FileKey>> folders = new LinkedHashMap<>();
        String last = "";
        List<FileKey> together = folders.computeIfAbsent(last, folder -> new ArrayList<>());
        for (FileKey key : keys) {
            if (!isIn(last, key.path())) {
                last = key.folder();
                together = folders.computeIfAbsent(last, folder -> new ArrayList<>());
            }
            together.add(key);
        }
        return folders;
    }

    private static boolean isIn(String folder, String path) {
        return path.lastIndexOf('/') == (folder.isEmpty() ? -1 : folder.length()) && path.startsWith(folder);
    }

    private void lookUp(OpenDirectory root, String path, List<FileKey> keys, LookupSink sink) {
        Optional<String> ofFolder = settings.exclusions().protecting(path);
        List<FileKey> ours = new ArrayList<>(keys.size());
        for (FileKey key : keys) {
            protection(key, ofFolder).ifPresentOrElse(why -> sink.unusable(key, why), () -> ours.add(key));
        }
        if (!ours.isEmpty()) {
            lookUpIn(root, path, ours, sink);
        }
    }

    private Optional<String> protection(FileKey key, Optional<String> ofFolder) {
        if (mounts.cover(key)) {
            return Optional.of(MountTable.WHY);
        }
        return ofFolder.isPresent() ? ofFolder : settings.exclusions().protectingEntry(key.path());
    }

    private void lookUpIn(OpenDirectory root, String path, List<FileKey> keys, LookupSink sink) {
        try (OpenDirectoryPath descent = OpenDirectoryPath.to(root, path)) {
            List<Optional<ExtendedStat>> seen = glance(descent, keys);
            for (int i = 0; i < keys.size(); i++) {
                FileKey key = keys.get(i);
                Optional<ExtendedStat> details = seen.get(i);
                if (details.isPresent()) {
                    answer(key, details.get().stat(), details).accept(sink);
                } else {
                    answer(descent, key).accept(sink);
                }
            }
        }
    }

    private List<Optional<ExtendedStat>> glance(OpenDirectoryPath descent, List<FileKey> keys) {
        try {
            return new PathStat(calls, descent.folder()).at(keys);
        } catch (IOException notThere) {
            return Collections.nCopies(keys.size(), Optional.empty());
        }
    }

    /** The answer is made here, where faults are caught, and given elsewhere: a fault of the sink is no answer. */
    private Consumer<LookupSink> answer(OpenDirectoryPath descent, FileKey key) {
        try {
            return look(descent.folder(), key);
        } catch (NoSuchFileException absent) {
            return sink -> sink.absent(key);
        } catch (UnsafeDirectoryException blocked) {
            return sink -> sink.unusable(key, blocked.why());
        } catch (IOException | RuntimeException failure) {
            return sink -> sink.unknown(key, Failure.of(failure));
        }
    }

    private Consumer<LookupSink> look(OpenDirectory folder, FileKey key) throws IOException {
        EntryName name = folder.name(key.name());
        Stat seen = folder.stat(name);
        return seen.is(Stat.Kind.FILE)
                ? answer(key, seen, detailsOf(seen, folder, name))
                : sink -> sink.unusable(key, seen.kind().words());
    }

    private Consumer<LookupSink> answer(FileKey key, Stat seen, Optional<ExtendedStat> details) {
        Optional<String> linked = details.flatMap(settings.hardLinks()::protecting);
        if (linked.isPresent()) {
            return sink -> sink.unusable(key, linked.get());
        }
        StoredFile file = new StoredFile(key, seen.size(), timesOf(seen, details), seen.identity());
        return sink -> sink.found(file);
    }

    private FileTimes timesOf(Stat seen, Optional<ExtendedStat> details) {
        if (details.isPresent() && isReal(seen.born()) && isReal(details.get().changed())) {
            return new FileTimes(
                    Map.of(
                            FileTimes.Kind.MODIFIED,
                            seen.modified(),
                            FileTimes.Kind.STATUS_CHANGED,
                            details.get().changed(),
                            FileTimes.Kind.CREATED,
                            seen.born()),
                    Set.of());
        }
        return incompleteTimesOf(seen, details);
    }

    /** Some JDKs show the epoch where the file system knows no birth. */
    private static boolean isReal(Instant time) {
        return time.isAfter(Instant.EPOCH);
    }

    private FileTimes incompleteTimesOf(Stat seen, Optional<ExtendedStat> details) {
        Map<FileTimes.Kind, Instant> known = new EnumMap<>(FileTimes.Kind.class);
        known.put(FileTimes.Kind.MODIFIED, seen.modified());
        if (isReal(seen.born())) {
            known.put(FileTimes.Kind.CREATED, seen.born());
        }
        details.map(ExtendedStat::changed)
                .filter(FileLookup::isReal)
                .ifPresent(time -> known.put(FileTimes.Kind.STATUS_CHANGED, time));
        return new FileTimes(known, known.keySet().containsAll(kinds) ? Set.of() : unread(known.keySet()));
    }

    private Set<FileTimes.Kind> unread(Set<FileTimes.Kind> known) {
        Set<FileTimes.Kind> unread = EnumSet.copyOf(kinds);
        unread.removeAll(known);
        return unread;
    }

    /** Asked by path, as there is no other way; believed only of the very file that the open folder shows. */
    private Optional<ExtendedStat> detailsOf(Stat seen, OpenDirectory folder, EntryName name) {
        try {
            return calls.details(folder.path().resolve(name.path())).filter(details -> details.areOf(seen));
        } catch (IOException | RuntimeException unread) {
            return Optional.empty();
        }
    }
}
