package dev.cleanup.local.internal.fs;

import dev.cleanup.storage.FileContent;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The real system operations, noted down, with a script of what happens right before one of them. */
public final class ScriptedCalls implements FileSystemCalls {

    public enum Call {
        OPEN_PATH,
        OPEN,
        NAMES,
        STAT_OPEN,
        STAT,
        READ,
        COPY,
        CREATE,
        WRITE,
        ALLOCATE,
        OVERWRITE,
        TRIM,
        LOCK,
        SYNC,
        ACCESS,
        DETAILS,
        MAKE_DIRECTORY,
        MAKE_FOLDER,
        RENAME,
        LINK,
        UNLINK,
        REMOVE_DIRECTORY
    }

    public static final Set<Call> MUTATING = EnumSet.of(
            Call.WRITE,
            Call.CREATE,
            Call.ALLOCATE,
            Call.OVERWRITE,
            Call.TRIM,
            Call.LOCK,
            Call.MAKE_DIRECTORY,
            Call.MAKE_FOLDER,
            Call.RENAME,
            Call.LINK,
            Call.UNLINK,
            Call.REMOVE_DIRECTORY);

    /** What happens before a call. */
    public interface Act {
        void act() throws Exception;
    }

    private record Rule(Call call, int number, Act act) {}

    private static final class Skipped extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private final FileSystemCalls real = new SecureDirectoryCalls();
    private final List<Call> made = new ArrayList<>();
    private final List<Rule> rules = new ArrayList<>();
    private int failingAt;
    private String refused = "";
    private UnaryOperator<Stat> seen = UnaryOperator.identity();
    private UnaryOperator<ExtendedStat> asked = UnaryOperator.identity();
    private IOException failure = new IOException();
    private @Nullable List<String> mounts;

    /** Lets somebody act before the n-th call of that kind, counted from now on. */
    public ScriptedCalls before(Call call, int number, Act act) {
        rules.add(new Rule(call, number(call) + number, act));
        return this;
    }

    public ScriptedCalls failing(Call call, int number, Exception fault) {
        return before(call, number, () -> {
            throw fault;
        });
    }

    /** Reports success for the n-th call of that kind and does nothing. */
    public ScriptedCalls lying(Call call, int number) {
        return failing(call, number, new Skipped());
    }

    /** Fails the n-th call of any kind, counted from now on. */
    public ScriptedCalls failingAny(int number, IOException fault) {
        failingAt = made.size() + number;
        failure = fault;
        return this;
    }

    /** Is a file system that knows no births, on a JDK that shows the epoch instead. */
    public void withoutBirths() {
        seen = stat -> new Stat(stat.kind(), stat.fileKey(), stat.size(), stat.modified(), Instant.EPOCH);
    }

    /** Is a file system whose status changes are of the epoch. */
    public void withoutStatusChanges() {
        asked = details -> new ExtendedStat(details.stat(), Instant.EPOCH, details.links());
    }

    /** Is a platform that shows other births by path than through an open directory. */
    public void withOtherBirthsByPath() {
        asked = details -> {
            Stat stat = details.stat();
            Stat other = new Stat(stat.kind(), stat.fileKey(), stat.size(), stat.modified(), Instant.EPOCH);
            return new ExtendedStat(other, details.changed(), details.links());
        };
    }

    /** Fails each move of an entry of that name. */
    public void refusing(String name, IOException fault) {
        refused = name;
        failure = fault;
    }

    public List<Call> made() {
        return made;
    }

    public int number(Call call) {
        return (int) made.stream().filter(call::equals).count();
    }

    public void forget() {
        made.clear();
        rules.clear();
    }

    private void make(Call call) throws IOException {
        made.add(call);
        for (Rule rule : List.copyOf(rules)) {
            if (rule.call() == call && rule.number() == number(call)) {
                perform(rule.act());
            }
        }
        if (made.size() == failingAt) {
            throw failure;
        }
    }

    private static void perform(Act act) throws IOException {
        try {
            act.act();
        } catch (IOException | RuntimeException fault) {
            throw fault;
        } catch (Exception fault) {
            throw new AssertionError(fault);
        }
    }

    private interface Change {
        void make() throws IOException;
    }

    private void change(Call call, Change change) throws IOException {
        try {
            make(call);
        } catch (Skipped lie) {
            return;
        }
        change.make();
    }

    /** Has a table of mounts that says so. */
    public void mounted(String... lines) {
        mounts = List.of(lines);
    }

    @Override
    public List<String> mountTable(Path root) throws IOException {
        return mounts == null ? real.mountTable(root) : mounts;
    }

    @Override
    public DirectoryHandle openPath(Path directory) throws IOException {
        make(Call.OPEN_PATH);
        return real.openPath(directory);
    }

    @Override
    public DirectoryHandle open(DirectoryHandle parent, EntryName child) throws IOException {
        make(Call.OPEN);
        return real.open(parent, child);
    }

    @Override
    public void names(DirectoryHandle directory, Consumer<EntryName> sink) throws IOException {
        real.names(directory, sink);
        make(Call.NAMES); // after the names, as a folder that breaks off half-way has shown some
    }

    @Override
    public Stat stat(DirectoryHandle directory) throws IOException {
        make(Call.STAT_OPEN);
        return real.stat(directory);
    }

    @Override
    public Stat stat(DirectoryHandle directory, EntryName entry) throws IOException {
        make(Call.STAT);
        return seen.apply(real.stat(directory, entry));
    }

    @Override
    public String read(DirectoryHandle directory, EntryName entry, int most) throws IOException {
        make(Call.READ);
        return real.read(directory, entry, most);
    }

    @Override
    public void copy(DirectoryHandle directory, EntryName entry, long most, OutputStream to) throws IOException {
        make(Call.COPY);
        real.copy(directory, entry, most, to);
    }

    @Override
    public void create(DirectoryHandle directory, EntryName entry, FileContent content) throws IOException {
        change(Call.CREATE, () -> real.create(directory, entry, content));
    }

    @Override
    public void write(DirectoryHandle directory, EntryName entry, String text) throws IOException {
        make(Call.WRITE);
        real.write(directory, entry, text);
    }

    @Override
    public void allocate(DirectoryHandle directory, EntryName entry, int bytes) throws IOException {
        change(Call.ALLOCATE, () -> real.allocate(directory, entry, bytes));
    }

    @Override
    public void overwrite(DirectoryHandle directory, EntryName entry, String text) throws IOException {
        change(Call.OVERWRITE, () -> real.overwrite(directory, entry, text));
    }

    @Override
    public void trim(DirectoryHandle directory, EntryName entry, int bytes) throws IOException {
        change(Call.TRIM, () -> real.trim(directory, entry, bytes));
    }

    @Override
    public Optional<FileLockHandle> lock(DirectoryHandle directory, EntryName entry) throws IOException {
        make(Call.LOCK);
        return real.lock(directory, entry);
    }

    @Override
    public void sync(DirectoryHandle directory) throws IOException {
        make(Call.SYNC);
        real.sync(directory);
    }

    @Override
    public DirectoryAccess access(DirectoryHandle directory, EntryName entry) throws IOException {
        make(Call.ACCESS);
        return real.access(directory, entry);
    }

    @Override
    public DirectoryAccess access(DirectoryHandle directory) throws IOException {
        make(Call.ACCESS);
        return real.access(directory);
    }

    @Override
    public Optional<UserPrincipal> whoWeAre() throws IOException {
        return real.whoWeAre();
    }

    @Override
    public Optional<ExtendedStat> details(Path path) throws IOException {
        make(Call.DETAILS);
        return real.details(path)
                .map(details -> new ExtendedStat(seen.apply(details.stat()), details.changed(), details.links()))
                .map(asked);
    }

    @Override
    public void makeDirectory(DirectoryHandle parent, EntryName child) throws IOException {
        change(Call.MAKE_DIRECTORY, () -> real.makeDirectory(parent, child));
    }

    @Override
    public void makeFolder(DirectoryHandle parent, EntryName child) throws IOException {
        change(Call.MAKE_FOLDER, () -> real.makeFolder(parent, child));
    }

    @Override
    public void rename(DirectoryHandle from, EntryName entry, DirectoryHandle to, EntryName target) throws IOException {
        if (entry.toString().equals(refused)) {
            throw failure;
        }
        change(Call.RENAME, () -> real.rename(from, entry, to, target));
    }

    @Override
    public void link(DirectoryHandle from, EntryName existing, DirectoryHandle to, EntryName name) throws IOException {
        change(Call.LINK, () -> real.link(from, existing, to, name));
    }

    @Override
    public boolean isLayered(DirectoryHandle directory) throws IOException {
        return real.isLayered(directory);
    }

    @Override
    public void unlink(DirectoryHandle directory, EntryName entry) throws IOException {
        change(Call.UNLINK, () -> real.unlink(directory, entry));
    }

    @Override
    public void removeDirectory(DirectoryHandle directory, EntryName entry) throws IOException {
        change(Call.REMOVE_DIRECTORY, () -> real.removeDirectory(directory, entry));
    }
}
