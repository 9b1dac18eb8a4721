package dev.cleanup.local;

import static java.util.Objects.requireNonNull;

import dev.cleanup.local.internal.DirectoryOptions;
import dev.cleanup.local.internal.Exclusions;
import dev.cleanup.local.internal.HardLinkPolicy;
import dev.cleanup.local.internal.RootMarker;
import dev.cleanup.local.internal.RootValidator;
import dev.cleanup.local.internal.StorageRoot;
import dev.cleanup.local.internal.content.AtomicFileWriter;
import dev.cleanup.local.internal.content.FileCopier;
import dev.cleanup.local.internal.content.SingleLookup;
import dev.cleanup.local.internal.fs.EntryName;
import dev.cleanup.local.internal.fs.FileNameEncoding;
import dev.cleanup.local.internal.fs.FileSystemCalls;
import dev.cleanup.local.internal.fs.MountTable;
import dev.cleanup.local.internal.fs.OpenDirectory;
import dev.cleanup.local.internal.fs.PathBasedCalls;
import dev.cleanup.local.internal.fs.SecureDirectoryCalls;
import dev.cleanup.local.internal.fs.SubdirectoryCounter;
import dev.cleanup.local.internal.fs.UnmappableNameException;
import dev.cleanup.local.internal.list.FileLookup;
import dev.cleanup.local.internal.list.TreeWalk;
import dev.cleanup.local.internal.quarantine.CrashRecovery;
import dev.cleanup.local.internal.quarantine.LeftoverCounter;
import dev.cleanup.local.internal.quarantine.QuarantinedFiles;
import dev.cleanup.local.internal.remove.BatchRemoval;
import dev.cleanup.local.internal.remove.EmptyDirectorySweep;
import dev.cleanup.local.internal.remove.SpareFolder;
import dev.cleanup.local.internal.remove.WorkingDirectory;
import dev.cleanup.storage.DiskSpace;
import dev.cleanup.storage.FileContent;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.FileTimes;
import dev.cleanup.storage.ListableStorage;
import dev.cleanup.storage.ListingSink;
import dev.cleanup.storage.LookupSink;
import dev.cleanup.storage.MeasuredStorage;
import dev.cleanup.storage.OutcomeSink;
import dev.cleanup.storage.QuarantineNote;
import dev.cleanup.storage.QuarantineStorage;
import dev.cleanup.storage.QuarantinedFile;
import dev.cleanup.storage.RecoverableStorage;
import dev.cleanup.storage.StorageUnavailableException;
import dev.cleanup.storage.StoredFile;
import dev.cleanup.storage.WritableStorage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A directory of the local file system as a storage: each regular file below it, at any depth, is one of its files.
 *
 * <p>Nothing outside is ever touched: names are single components relative to open directories, no symbolic link is
 * followed and no other file system entered. A file is removed only after it was moved into the working directory
 * {@code .cleanup} at the top of the storage and seen there to be the one that was looked up. A journal is written before; so
 * whatever interrupts a removal, the next run knows where each file belongs. The working directory is made by the first
 * removal, holds the files that are set aside, and must not be a mount of its own.
 *
 * <p>Immutable and safe for use by several threads. Folders deeper than 64 below the root make {@link #list} fail.
 */
public final class LocalDirectory
        implements ListableStorage, MeasuredStorage, QuarantineStorage, RecoverableStorage, WritableStorage {

    private final FileSystemCalls calls;
    private final StorageRoot root;
    private final SubdirectoryCounter links;
    private final Set<FileTimes.Kind> times;
    private final DirectoryOptions settings;

    private LocalDirectory(
            FileSystemCalls calls,
            StorageRoot root,
            SubdirectoryCounter links,
            Set<FileTimes.Kind> times,
            DirectoryOptions settings) {
        this.calls = calls;
        this.root = root;
        this.links = links;
        this.times = Set.copyOf(times);
        this.settings = settings;
    }

    private LocalDirectory with(DirectoryOptions other) {
        return new LocalDirectory(calls, root, links, times, other);
    }

    /**
     * The storage in a directory.
     *
     * <p>Symbolic links in the path are resolved now, once. Which directory it is, is remembered: should another lie there
     * later, the storage is unavailable.
     *
     * @param root the directory; relative paths count from the working directory of the process
     * @return the storage
     * @throws IllegalArgumentException if it does not exist, is no directory, is so wide that more than stored files would
     *     be in reach (the top of the file system, a home or what contains one, a directory of the system), or lies where
     *     Java has no secure directory streams
     */
    public static LocalDirectory at(Path root) {
        return at(root, new SecureDirectoryCalls());
    }

    /**
     * The storage in a directory, also where Java has no secure directory streams, such as on Windows.
     *
     * <p>There each operation goes by path: links are not followed and each file is verified as everywhere, but who swaps a
     * folder for a link to another place at the wrong moment may have files removed there. Fit only where nobody else
     * writes below the root; each plan and report says so. Elsewhere this is {@link #at}.
     *
     * @param root the directory; relative paths count from the working directory of the process
     * @return the storage
     * @throws IllegalArgumentException as {@link #at} has it, but for the streams
     */
    public static LocalDirectory insecurelyAt(Path root) {
        Path real = RootValidator.check(requireNonNull(root, "root"));
        return at(real, SecureDirectoryCalls.serve(real) ? new SecureDirectoryCalls() : new PathBasedCalls());
    }

    /** Returns a storage that goes by other calls than those of the platform. */
    static LocalDirectory at(Path given, FileSystemCalls calls) {
        Path real = RootValidator.check(requireNonNull(given, "root"));
        try {
            return new LocalDirectory(
                    calls,
                    new StorageRoot(calls, real),
                    new SubdirectoryCounter(calls, fileSystemOf(real)),
                    timesAt(real, calls),
                    DirectoryOptions.NONE);
        } catch (UnsupportedOperationException insecure) {
            throw RootValidator.refused(
                    given,
                    "cannot be cleaned safely: " + insecure.getMessage()
                            + ", so a folder could be swapped for a link to"
                            + " another place while files are removed. Use Linux, or macOS with Java 24 or later; where"
                            + " nobody else writes below it, insecurelyAt(..) accepts that",
                    insecure);
        } catch (IOException unreadable) {
            throw RootValidator.refused(
                    given, "cannot be read (" + unreadable + "). Let this process read it", unreadable);
        }
    }

    /** The name of the file system; none, which only makes listings slower, where it cannot be found out. */
    private static String fileSystemOf(Path real) {
        try {
            return Files.getFileStore(real).type();
        } catch (IOException | RuntimeException hidden) {
            return "";
        }
    }

    private static Set<FileTimes.Kind> timesAt(Path real, FileSystemCalls calls) throws IOException {
        return calls.details(real).isPresent()
                ? EnumSet.of(FileTimes.Kind.MODIFIED, FileTimes.Kind.STATUS_CHANGED, FileTimes.Kind.CREATED)
                : EnumSet.of(FileTimes.Kind.MODIFIED, FileTimes.Kind.CREATED);
    }

    /**
     * This storage without some names: they are not listed, nor removed when somebody asks for it.
     *
     * <p>A pattern without {@code /} is matched with the last component of a name ({@code .gitkeep}, {@code *.tmp}), any
     * other with the whole name ({@code cache/*.bin}). An excluded folder is not entered.
     *
     * @param globs the patterns, in addition to those there are, as {@link dev.cleanup.storage.Glob} has them
     * @return a copy
     * @throws IllegalArgumentException if a pattern is malformed or cannot match any name
     */
    public LocalDirectory excluding(String... globs) {
        return with(settings.with(settings.exclusions().and(List.of(globs))));
    }

    /**
     * This storage, expected to hold a mark: a file {@code .cleanup-root} at its top with an id. Where it is missing or holds
     * another id, the storage is unavailable. {@link #writeMarker} writes it.
     *
     * @param id the id, one line
     * @return a copy
     * @throws IllegalArgumentException if the id is blank, too long or more than one line
     * @throws IllegalStateException if a mark is expected already
     */
    public LocalDirectory expectingMarker(String id) {
        settings.marker().ifPresent(marker -> {
            throw new IllegalStateException(
                    "marked was already set to " + marker.id() + ": a storage has one mark, so state it once");
        });
        return with(settings.with(new RootMarker(id)));
    }

    /**
     * This storage, of which files with several hard links are removed like any other; they are kept otherwise.
     *
     * <p>The other names of such a file stay, and as long as there is one no space is freed. Where the file system does not
     * count links, they are removed in any case.
     *
     * @return a copy
     */
    public LocalDirectory removingHardLinks() {
        return with(settings.with(HardLinkPolicy.REMOVED));
    }

    /**
     * This storage, from which each run removes folders that are empty and of an age; they stay otherwise.
     *
     * <p>A run begins with it, so a folder that a run has emptied goes in a later one. The age counts from the newest of
     * modification, status change and birth. The root stays, and so do excluded folders and mount points as far as they are
     * mounted. A host that makes a folder and stores into it later must be done within that age.
     *
     * @param age how old, more than zero
     * @return a copy
     * @throws IllegalArgumentException if the age is not positive
     * @throws IllegalStateException if an age was set already
     */
    public LocalDirectory removingEmptyFolders(Duration age) {
        if (age.isNegative() || age.isZero()) {
            throw new IllegalArgumentException(
                    "age (" + age + ") of empty folders must be more than zero: a folder that"
                            + " was just made is about to be stored into");
        }
        settings.emptyFolders().ifPresent(earlier -> {
            throw new IllegalStateException("removingEmptyFolders was already set to " + earlier + ": state it once");
        });
        return with(settings.with(age));
    }

    /**
     * Writes the mark of this storage, once, when it is set up.
     *
     * @param id the id, one line
     * @throws IllegalArgumentException if the id is blank, too long or more than one line
     * @throws StorageUnavailableException if the storage is marked already, or the mark cannot be written
     */
    public void writeMarker(String id) {
        RootMarker mark = new RootMarker(id);
        try (OpenDirectory folder = root.open()) {
            calls.write(folder.handle(), folder.name(RootMarker.NAME), mark.id() + "\n");
        } catch (IOException failure) {
            throw new StorageUnavailableException(
                    id(),
                    "root (" + root.path() + ") could not be marked as '" + id + "' (" + failure
                            + "). A mark that is there already is never replaced: look at " + RootMarker.NAME,
                    failure);
        }
    }

    @Override
    public String id() {
        return root.id();
    }

    @Override
    public Map<String, String> configuration() {
        return settings.configuration();
    }

    @Override
    public Set<FileTimes.Kind> times() {
        return times;
    }

    @Override
    public boolean supportsKey(FileKey key) {
        return Stream.of(key.path().split("/")).allMatch(this::canHold);
    }

    private boolean canHold(String component) {
        try {
            EntryName.of(root.path().getFileSystem(), component);
            return true;
        } catch (UnmappableNameException unmappable) {
            return false;
        }
    }

    @Override
    public List<String> limitations() {
        List<String> notes = new ArrayList<>();
        if (!times.contains(FileTimes.Kind.STATUS_CHANGED)) {
            notes.add(
                    "The file system has no status-change times: a file that was moved or restored here lately can look"
                            + " old. Allow a longer age.");
        }
        if (!FileNameEncoding.isUtf8()) {
            notes.add("File names are read in " + FileNameEncoding.name()
                    + ", so names with other letters are passed over; " + FileNameEncoding.REMEDY + ".");
        }
        calls.caveat().ifPresent(notes::add);
        addLeftovers(notes);
        return List.copyOf(notes);
    }

    private void addLeftovers(List<String> notes) {
        Path workingDirectory = root.path().resolve(Exclusions.WORKING_DIRECTORY);
        try (OpenDirectory folder = root.open();
                WorkingDirectory working = new WorkingDirectory(calls, root, folder)) {
            int found = new LeftoverCounter(calls, working).count();
            if (found > 0) {
                notes.add(found + (found == 1 ? " file lies" : " files lie") + " in " + workingDirectory
                        + ": left by a removal that was interrupted, or being removed right now. The next run puts back"
                        + " what it can; if they stay, look at them and move back what is needed.");
            }
        } catch (IOException | StorageUnavailableException unseen) {
            notes.add("Whether an interrupted removal left files in " + workingDirectory + " could not be found out ("
                    + unseen.getMessage() + ").");
        }
    }

    /** So many that they share a journal's way to the disk, and few enough to be gone in some dozens of milliseconds. */
    @Override
    public int batchSize() {
        return 800;
    }

    @Override
    public void verify() {
        try (OpenDirectory folder = root.open()) {
            verify(folder);
        }
    }

    private void verify(OpenDirectory folder) {
        settings.marker().ifPresent(mark -> mark.check(calls, folder, id()));
    }

    @Override
    public DiskSpace space() {
        verify();
        try {
            FileStore store = Files.getFileStore(root.path());
            return new DiskSpace(store.getTotalSpace(), store.getUnallocatedSpace());
        } catch (IOException | IllegalArgumentException failure) {
            throw new StorageUnavailableException(
                    id(),
                    "the file store of root (" + root.path() + ") could not be measured (" + failure
                            + "), so nobody can say how full it is. Give the quota a size instead of a share",
                    failure);
        }
    }

    @Override
    public void list(ListingSink sink) {
        requireNonNull(sink, "sink");
        new TreeWalk(calls, settings.exclusions(), mounts(), links, id(), sink).from(root.open());
    }

    private MountTable mounts() {
        return MountTable.below(calls, root.path());
    }

    @Override
    public void lookUp(Collection<FileKey> keys, LookupSink sink) {
        requireNonNull(sink, "sink");
        try (OpenDirectory folder = root.open()) {
            new FileLookup(calls, settings, mounts(), times).lookUp(folder, keys, sink);
        }
    }

    @Override
    public void copy(StoredFile file, OutputStream to) throws IOException {
        requireNonNull(to, "to");
        try (OpenDirectory folder = root.open()) {
            new FileCopier(calls, settings.exclusions()).copy(folder, file, to);
        }
    }

    @Override
    public StoredFile write(FileKey key, FileContent content) throws IOException {
        requireNonNull(content, "content");
        Optional<String> protection = mounts().cover(key)
                ? Optional.of(MountTable.WHY)
                : settings.exclusions().protecting(key);
        if (protection.isPresent()) {
            throw new FileSystemException(key.path(), null, protection.get());
        }
        try (OpenDirectory folder = root.open()) {
            new AtomicFileWriter(calls, key).write(folder, content);
            SingleLookup stored = new SingleLookup();
            new FileLookup(calls, settings, mounts(), times).lookUp(folder, List.of(key), stored);
            return stored.file(key);
        }
    }

    @Override
    public void remove(List<StoredFile> batch, OutcomeSink<StoredFile> sink) {
        requireNonNull(sink, "sink");
        new BatchRemoval(calls, root, settings).remove(batch, Map.of(), sink);
    }

    @Override
    public void quarantine(Map<StoredFile, QuarantineNote> batch, OutcomeSink<StoredFile> sink) {
        requireNonNull(sink, "sink");
        new BatchRemoval(calls, root, settings).remove(List.copyOf(batch.keySet()), batch, sink);
    }

    @Override
    public void quarantined(Consumer<QuarantinedFile> sink) {
        requireNonNull(sink, "sink");
        new QuarantinedFiles(calls, root).show(sink);
    }

    @Override
    public void restore(List<QuarantinedFile> batch, OutcomeSink<QuarantinedFile> sink) {
        requireNonNull(sink, "sink");
        new QuarantinedFiles(calls, root).putBack(batch, sink);
    }

    @Override
    public void purge(List<QuarantinedFile> batch, OutcomeSink<QuarantinedFile> sink) {
        requireNonNull(sink, "sink");
        new QuarantinedFiles(calls, root).purge(batch, sink);
    }

    @Override
    public List<String> recover(Instant now) {
        requireNonNull(now, "now");
        try (OpenDirectory folder = root.open();
                WorkingDirectory working = new WorkingDirectory(calls, root, folder)) {
            verify(folder);
            List<String> done = new ArrayList<>(new CrashRecovery(calls, folder, working).recover());
            settings.emptyFolders()
                    .flatMap(age -> emptyFolders(now.minus(age)).removeBelow(root.open()))
                    .ifPresent(done::add);
            return done;
        }
    }

    @Override
    public void reserveSpace() {
        try (OpenDirectory folder = root.open();
                WorkingDirectory working = new WorkingDirectory(calls, root, folder)) {
            verify(folder);
            SpareFolder.keep(calls, folder, working);
        } catch (IOException failure) {
            throw new StorageUnavailableException(
                    id(),
                    "root (" + root.path() + ") has no room for the journal of the next removal (" + failure
                            + "). Free 300 KB; without it nothing can be removed once the disk is full",
                    failure);
        }
    }

    private EmptyDirectorySweep emptyFolders(Instant latest) {
        return new EmptyDirectorySweep(calls, settings.exclusions(), mounts(), links, latest);
    }

    @Override
    public String toString() {
        return id();
    }
}
