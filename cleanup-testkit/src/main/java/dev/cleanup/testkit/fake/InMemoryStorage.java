package dev.cleanup.testkit.fake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.cleanup.outcome.Failure;
import dev.cleanup.outcome.Outcome;
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
import dev.cleanup.storage.StorageUnavailableException;
import dev.cleanup.storage.StoredFile;
import dev.cleanup.storage.WritableStorage;
import dev.cleanup.testkit.fake.StorageCall.Operation;
import dev.cleanup.testkit.fake.StorageFaults.Fault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A storage in memory, stricter than a real one: misuse is an {@link AssertionError}.
 *
 * <p>A key twice in a batch, a removal of what was never looked up, a file made up as lying aside: a real storage may let
 * them pass, this one does not. A test plays the host ({@code put}, {@code replace}, {@code delete}), scripts faults
 * ({@code fail..}, until {@link #clearFaults}), lets things happen in between ({@code before..}, {@code after..}, each action
 * once) and reads what was asked for ({@link #calls}). Keys are given as text, as {@link FileKey} has it; what a test
 * does to a file that is not there is an {@link IllegalStateException}. Safe for use by several threads; sinks and
 * actions are called under no lock.
 */
public final class InMemoryStorage implements ListableStorage, QuarantineStorage, MeasuredStorage, WritableStorage {

    private static final Set<FileTimes.Kind> USUAL = Collections.unmodifiableSet(
            EnumSet.of(FileTimes.Kind.MODIFIED, FileTimes.Kind.STATUS_CHANGED, FileTimes.Kind.CREATED));

    private final String id;
    private final InstantSource clock;
    private final FakeFiles files = new FakeFiles();
    private final StorageFaults script = new StorageFaults();
    private final Hooks<String> hooks = new Hooks<>();
    private final CallLog calls = new CallLog();
    private volatile Set<FileTimes.Kind> kinds = USUAL;
    private volatile Optional<DiskSpace> space = Optional.empty();

    private InMemoryStorage(String name, InstantSource clock) {
        this.id = "memory:///" + FileKey.of(name) + "/";
        this.clock = requireNonNull(clock, "clock");
    }

    /**
     * An empty storage whose files are as old as their time in this process.
     *
     * @param name its name, which {@link #id} ends with
     * @return the storage
     */
    public static InMemoryStorage named(String name) {
        return new InMemoryStorage(name, InstantSource.system());
    }

    /**
     * An empty storage whose files get their times from a clock.
     *
     * @param name its name, which {@link #id} ends with
     * @param clock gives the times of what is put
     * @return the storage
     */
    public static InMemoryStorage named(String name, InstantSource clock) {
        return new InMemoryStorage(name, clock);
    }

    // ---- what the host does ----

    /**
     * Declares the kinds of times that the storage has, instead of modification, change and birth.
     *
     * @param declared the kinds
     * @return this
     * @throws IllegalStateException if files are stored already
     */
    public InMemoryStorage withTimes(FileTimes.Kind... declared) {
        if (!files.keys().isEmpty()) {
            throw new IllegalStateException("times must be declared before the first file is put: " + files.keys());
        }
        Set<FileTimes.Kind> some = EnumSet.noneOf(FileTimes.Kind.class);
        Collections.addAll(some, declared);
        kinds = Collections.unmodifiableSet(some);
        return this;
    }

    /**
     * Says what the file store below can hold. What becomes of the files changes nothing of it; until it is said, the file
     * store cannot be measured.
     *
     * @param capacity what it can hold in all, in bytes
     * @param free what is not allocated, in bytes
     * @return this
     * @throws IllegalArgumentException if one is negative
     */
    public InMemoryStorage withSpace(long capacity, long free) {
        space = Optional.of(new DiskSpace(capacity, free));
        return this;
    }

    /**
     * Stores a file of some size, all its times now.
     *
     * @param key its name, which must be free
     * @param size its size in bytes
     * @return this
     */
    public InMemoryStorage put(String key, long size) {
        return put(key, size, clock.instant());
    }

    /**
     * Stores a file with content, all its times now.
     *
     * @param key its name, which must be free
     * @param content its content, as UTF-8
     * @return this
     */
    public InMemoryStorage put(String key, String content) {
        return put(key, content.getBytes(UTF_8));
    }

    /**
     * Stores a file with content, all its times now.
     *
     * @param key its name, which must be free
     * @param content its content
     * @return this
     */
    public InMemoryStorage put(String key, byte[] content) {
        files.put(FileKey.of(key), content.length, allTimes(clock.instant()), FakeFiles.text(content));
        return this;
    }

    /**
     * Stores a file of which all times are the same.
     *
     * @param key its name, which must be free
     * @param size its size in bytes
     * @param time its times
     * @return this
     */
    public InMemoryStorage put(String key, long size, Instant time) {
        return put(key, size, allTimes(time));
    }

    /**
     * Stores a file with its times.
     *
     * @param key its name, which must be free
     * @param size its size in bytes
     * @param times its times: of each declared kind, known or unread, and of no other
     * @return this
     * @throws IllegalArgumentException if the kinds are not those that were declared
     */
    public InMemoryStorage put(String key, long size, FileTimes times) {
        Set<FileTimes.Kind> given = new HashSet<>(times.unread());
        given.addAll(times.known().keySet());
        if (!given.equals(kinds)) {
            throw new IllegalArgumentException(
                    "times (" + given + ") of " + key + " must be of the kinds that the storage"
                            + " declares: " + kinds + ". Give each of them, known or unread, or declare others with"
                            + " withTimes(..)");
        }
        files.put(FileKey.of(key), size, times, null);
        return this;
    }

    /**
     * Stores something that is never removed, such as a link or a name that is not text.
     *
     * @param name the name as far as it can be shown, which must be free
     * @param why what it is, one phrase
     * @return this
     */
    public InMemoryStorage putUnusable(String name, String why) {
        files.putUnusable(requireNonNull(name, "name"), requireNonNull(why, "why"));
        return this;
    }

    /**
     * Gives another file the same name: size and content stay, times and identity are new.
     *
     * @param key a stored file
     */
    public void replace(String key) {
        FakeFiles.Entry old = files.entry(FileKey.of(key));
        delete(key);
        files.put(old.file().key(), old.file().size(), allTimes(clock.instant()), old.content());
    }

    /**
     * Gives another file the same name.
     *
     * @param key a stored file
     * @param content the other file's content, as UTF-8
     */
    public void replace(String key, String content) {
        delete(key);
        put(key, content);
    }

    /**
     * Deletes a file behind the library's back.
     *
     * @param key a stored file
     */
    public void delete(String key) {
        files.delete(FileKey.of(key));
    }

    // ---- what is there ----

    /**
     * The names of the stored files.
     *
     * @return the names in the order in which they were put
     */
    public List<String> keys() {
        return files.keys().stream().map(FileKey::path).toList();
    }

    /**
     * Whether a file is stored.
     *
     * @param key its name
     * @return whether it is
     */
    public boolean contains(String key) {
        return files.contains(FileKey.of(key));
    }

    /**
     * What is stored under a name, without counting as a look-up.
     *
     * @param key a stored file
     * @return the file
     */
    public StoredFile file(String key) {
        return files.entry(FileKey.of(key)).file();
    }

    /**
     * A file's content.
     *
     * @param key a stored file that was put with content
     * @return the content
     */
    public String content(String key) {
        String content = files.entry(FileKey.of(key)).content();
        if (content == null) {
            throw new IllegalStateException("key (" + key + ") was put with a size only: it has no content");
        }
        return new String(FakeFiles.bytes(content), UTF_8);
    }

    /**
     * The names of the files that lie aside.
     *
     * @return their names at their old places
     */
    public List<String> keysAside() {
        return files.aside().stream().map(file -> file.file().key().path()).toList();
    }

    // ---- what was asked for ----

    /**
     * Everything that was asked of the storage.
     *
     * @return the calls, in their order
     */
    public List<StorageCall> calls() {
        return calls.all();
    }

    /**
     * The names that were looked up.
     *
     * @return the names, in order, once for each time
     */
    public List<String> lookUps() {
        return calls.keysOf(Operation.LOOK_UP);
    }

    /**
     * The names that were to be removed or set aside, whatever became of them.
     *
     * @return the names, in order, once for each time
     */
    public List<String> removals() {
        return calls.keysOf(Operation.REMOVE, Operation.SET_ASIDE);
    }

    /**
     * How often the names were listed.
     *
     * @return the number of calls
     */
    public long listings() {
        return calls.count(Operation.LIST);
    }

    /**
     * How often the place was verified.
     *
     * @return the number of calls
     */
    public long verifications() {
        return calls.count(Operation.VERIFY);
    }

    /**
     * How often something was asked for that may change what is stored; a rehearsal leaves it at zero.
     *
     * @return the number of calls that write, remove, set aside, put back or purge
     */
    public long mutations() {
        return calls.mutations();
    }

    // ---- what goes wrong ----

    /** Lets {@link #verify} throw. */
    public void failVerify() {
        script.failVerify();
    }

    /**
     * Lets {@link #list} throw.
     *
     * @param delivered after how many names
     */
    public void failListing(int delivered) {
        script.failListingAfter(delivered);
    }

    /**
     * Lets a file break off in the middle of its content.
     *
     * @param key its name
     */
    public void failCopy(String key) {
        script.add(Fault.COPY_FAILS, FileKey.of(key));
    }

    /**
     * Lets a file read back other bytes than it was written with.
     *
     * @param key its name
     */
    public void damage(String key) {
        script.add(Fault.COPY_DAMAGED, FileKey.of(key));
    }

    /** Lets {@link #write} throw. */
    public void failWrites() {
        script.failWrites();
    }

    /** Lets {@link #quarantined} throw. */
    public void failAside() {
        script.failAside();
    }

    /** Lets {@link #lookUp} throw. */
    public void failLookUps() {
        script.failLookUps();
    }

    /**
     * Lets nobody say whether a file is there.
     *
     * @param key its name
     */
    public void failLookUp(String key) {
        script.add(Fault.LOOK_UP_FAILS, FileKey.of(key));
    }

    /**
     * Lets everything fail that would change a file: it stays where it is.
     *
     * @param key its name
     */
    public void failRemoval(String key) {
        script.add(Fault.REMOVAL_FAILS, FileKey.of(key));
    }

    /**
     * Lets everything happen that would change a file, and its outcome be unknown.
     *
     * @param key its name
     */
    public void losesAnswerFor(String key) {
        script.add(Fault.ANSWER_LOST, FileKey.of(key));
    }

    /**
     * Lets nothing happen that would change a file, and its outcome be unknown.
     *
     * @param key its name
     */
    public void losesRequestFor(String key) {
        script.add(Fault.REQUEST_LOST, FileKey.of(key));
    }

    /**
     * Lets a folder be unreadable: its files are not listed, nobody can say whether they are there, none can go.
     *
     * @param folder its name without a trailing {@code /}
     */
    public void failFolder(String folder) {
        script.failFolder(FileKey.of(folder).path());
    }

    /** Ends all faults. */
    public void clearFaults() {
        script.heal();
    }

    // ---- what happens in between ----

    /**
     * Lets something happen at the beginning of the next listing.
     *
     * @param action done once; what it throws reaches the caller, as a crash would
     */
    public void beforeList(Runnable action) {
        hooks.add("before list", action);
    }

    /**
     * Lets something happen at the end of the next listing.
     *
     * @param action done once; what it throws reaches the caller, as a crash would
     */
    public void afterList(Runnable action) {
        hooks.add("after list", action);
    }

    /**
     * Lets something happen at the beginning of the next look-up.
     *
     * @param action done once; what it throws reaches the caller, as a crash would
     */
    public void beforeLookUp(Runnable action) {
        hooks.add("before look-up", action);
    }

    /**
     * Lets something happen before the next batch is removed or set aside.
     *
     * @param action done once; what it throws reaches the caller, as a crash would
     */
    public void beforeRemoval(Runnable action) {
        hooks.add("before removal", action);
    }

    /**
     * Lets something happen after the next batch was removed or set aside.
     *
     * @param action done once; what it throws reaches the caller, as a crash would
     */
    public void afterRemoval(Runnable action) {
        hooks.add("after removal", action);
    }

    /**
     * Lets something happen in the middle of the next file that is copied.
     *
     * @param action done once; what it throws reaches the caller, as a crash would
     */
    public void duringCopy(Runnable action) {
        hooks.add("during copy", action);
    }

    /**
     * Lets something happen before the next batch that lies aside is put back.
     *
     * @param action done once; what it throws reaches the caller, as a crash would
     */
    public void beforePutBack(Runnable action) {
        hooks.add("before put back", action);
    }

    /**
     * Lets something happen before the next batch that lies aside is purged.
     *
     * @param action done once; what it throws reaches the caller, as a crash would
     */
    public void beforePurge(Runnable action) {
        hooks.add("before purge", action);
    }

    /**
     * Lets something happen after the next batch that lay aside was purged.
     *
     * @param action done once; what it throws reaches the caller, as a crash would
     */
    public void afterPurge(Runnable action) {
        hooks.add("after purge", action);
    }

    // ---- what the library asks for ----

    @Override
    public String id() {
        return id;
    }

    @Override
    public Set<FileTimes.Kind> times() {
        return kinds;
    }

    @Override
    public void verify() {
        calls.add(Operation.VERIFY);
        if (script.verifyFails()) {
            throw unavailable("is not the place that it was");
        }
    }

    @Override
    public void list(ListingSink sink) {
        calls.add(Operation.LIST);
        hooks.reach("before list");
        int delivered = 0;
        for (FileKey key : files.keys()) {
            if (!script.isUnreadable(key)) {
                failListingAfter(delivered++);
                sink.key(key);
            }
        }
        failListingAfter(delivered);
        files.unusable().forEach(sink::unusable);
        script.folders().forEach(folder -> sink.unreadable(folder, StorageFaults.unreadable(folder)));
        hooks.reach("after list");
    }

    private void failListingAfter(int delivered) {
        if (script.listingFailsAfter(delivered)) {
            throw unavailable("could not be listed further than " + delivered + " names");
        }
    }

    @Override
    public DiskSpace space() {
        calls.add(Operation.SPACE);
        return space.orElseThrow(() -> new StorageUnavailableException(
                id, "storage (" + id + ") cannot be measured: the test did not say withSpace(..)", null));
    }

    @Override
    public void lookUp(Collection<FileKey> keys, LookupSink sink) {
        List<FileKey> batch = List.copyOf(keys);
        calls.add(Operation.LOOK_UP, batch);
        DistinctBatch.require(batch);
        hooks.reach("before look-up");
        if (script.lookUpsFail()) {
            throw unavailable("cannot be asked");
        }
        for (FileKey key : batch) {
            Failure hindrance = script.hindranceOf(Fault.LOOK_UP_FAILS, key);
            if (hindrance == null) {
                files.answer(key, sink).run();
            } else {
                sink.unknown(key, hindrance);
            }
        }
    }

    @Override
    public void copy(StoredFile file, OutputStream to) throws IOException {
        calls.add(Operation.COPY, List.of(file.key()));
        files.requireShown(file);
        byte[] content = files.content(file);
        int half = content.length / 2;
        to.write(content, 0, half);
        hooks.reach("during copy");
        Failure hindrance = script.hindranceOf(Fault.COPY_FAILS, file.key());
        if (hindrance != null) {
            throw new IOException(hindrance.message());
        }
        to.write(content, half, content.length - half);
        if (script.damages(file.key())) {
            to.write('!');
        }
        files.content(file);
    }

    @Override
    public StoredFile write(FileKey key, FileContent content) throws IOException {
        calls.add(Operation.WRITE, List.of(key));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        content.writeTo(bytes);
        if (script.writesFail()) {
            throw new IOException("the test lets " + key + " fail to be written; heal() ends that");
        }
        return files.write(key, bytes.toByteArray(), allTimes(clock.instant()));
    }

    @Override
    public void remove(List<StoredFile> batch, OutcomeSink<StoredFile> sink) {
        changeStored(Operation.REMOVE, batch, files::remove, sink);
    }

    @Override
    public void quarantine(Map<StoredFile, QuarantineNote> batch, OutcomeSink<StoredFile> sink) {
        changeStored(
                Operation.SET_ASIDE,
                List.copyOf(batch.keySet()),
                file -> files.setAside(file, requireNonNull(batch.get(file), "note")),
                sink);
    }

    @Override
    public void quarantined(Consumer<QuarantinedFile> sink) {
        calls.add(Operation.ASIDE);
        if (script.asideFails()) {
            throw unavailable("could not show what lies aside");
        }
        files.aside().forEach(sink);
    }

    @Override
    public void restore(List<QuarantinedFile> batch, OutcomeSink<QuarantinedFile> sink) {
        hooks.reach("before put back");
        changeAside(Operation.PUT_BACK, batch, files::putBack, sink);
    }

    @Override
    public void purge(List<QuarantinedFile> batch, OutcomeSink<QuarantinedFile> sink) {
        hooks.reach("before purge");
        changeAside(Operation.PURGE, batch, files::purge, sink);
        hooks.reach("after purge");
    }

    private void changeStored(
            Operation operation,
            List<StoredFile> batch,
            Function<StoredFile, Outcome> change,
            OutcomeSink<StoredFile> sink) {
        List<FileKey> keys = batch.stream().map(StoredFile::key).toList();
        calls.add(operation, keys);
        DistinctBatch.require(keys);
        batch.forEach(files::requireShown);
        hooks.reach("before removal");
        for (StoredFile file : List.copyOf(batch)) {
            sink.outcome(file, script.play(file.key(), () -> change.apply(file)));
        }
        hooks.reach("after removal");
    }

    private void changeAside(
            Operation operation,
            List<QuarantinedFile> batch,
            Function<QuarantinedFile, Outcome> change,
            OutcomeSink<QuarantinedFile> sink) {
        calls.add(operation, batch.stream().map(file -> file.file().key()).toList());
        DistinctBatch.require(batch.stream().map(QuarantinedFile::id).toList());
        batch.forEach(files::requireEverAside);
        for (QuarantinedFile file : List.copyOf(batch)) {
            sink.outcome(file, script.play(file.file().key(), () -> change.apply(file)));
        }
    }

    private StorageUnavailableException unavailable(String what) {
        return new StorageUnavailableException(
                id, "storage (" + id + ") " + what + ": the test let it fail; heal() ends that", null);
    }

    private FileTimes allTimes(Instant time) {
        Map<FileTimes.Kind, Instant> known = new EnumMap<>(FileTimes.Kind.class);
        kinds.forEach(kind -> known.put(kind, time));
        return new FileTimes(known, Set.of());
    }

    @Override
    public String toString() {
        return id;
    }
}
