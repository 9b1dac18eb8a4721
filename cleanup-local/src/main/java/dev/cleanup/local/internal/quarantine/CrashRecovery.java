package dev.cleanup.local.internal.quarantine;

import dev.cleanup.local.internal.fs.BestEffort;
import dev.cleanup.local.internal.fs.EntryName;
import dev.cleanup.local.internal.fs.FileSystemCalls;
import dev.cleanup.local.internal.fs.OpenDirectory;
import dev.cleanup.local.internal.fs.Stat;
import dev.cleanup.local.internal.remove.Journal;
import dev.cleanup.local.internal.remove.SpareFolder;
import dev.cleanup.local.internal.remove.WorkingDirectory;
import dev.cleanup.outcome.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Puts the working directory in order after processes that were interrupted. Used once, by one thread.
 *
 * <p>A file that was to be removed goes back: the next run judges it again. So does one that was caught by mistake. A file
 * that was set aside stays there. What no journal explains is not touched, nor what somebody works on now.
 */
public final class CrashRecovery {

    private static final Pattern BATCH = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final FileSystemCalls calls;
    private final OpenDirectory root;
    private final WorkingDirectory working;
    private final List<String> done = new ArrayList<>();

    public CrashRecovery(FileSystemCalls calls, OpenDirectory root, WorkingDirectory working) {
        this.calls = calls;
        this.root = root;
        this.working = working;
    }

    /** Does what can be done, and says what it did. */
    public List<String> recover() {
        try {
            if (working.find().isPresent()) {
                tidy(working.enter());
            }
        } catch (IOException | RuntimeException failure) {
            done.add("What an interrupted removal may have left could not be put in order (" + failure + ").");
        }
        return List.copyOf(done);
    }

    private void tidy(OpenDirectory shared) throws IOException {
        for (EntryName entry : working.entries()) {
            if (BATCH.matcher(entry.toString()).matches()) {
                BestEffort.quietly(() -> recover(entry.toString()));
            } else if (WorkingDirectory.isProbe(entry)) {
                BestEffort.quietly(() -> removeProbe(shared, entry));
            }
        }
        new SpareFolder(calls, working, shared).restock();
    }

    /** Left by a process that died while it found out who it is. */
    private void removeProbe(OpenDirectory shared, EntryName probe) throws IOException {
        Stat seen = shared.stat(probe);
        if (seen.is(Stat.Kind.FILE) && seen.size() == 0) {
            calls.unlink(shared.handle(), probe);
        }
    }

    private void recover(String id) throws IOException {
        try (LockedBatch visit = LockedBatch.to(calls, root, working, id)) {
            for (Journal.Entry entry : visit.batch().explained()) {
                if (!staysAside(visit, entry)) {
                    say(entry, visit.back().putBack(visit.batch(), entry));
                }
            }
        }
    }

    /** Also a file that was set aside goes back where its way back was begun: its old name leads to it then. */
    private boolean staysAside(LockedBatch visit, Journal.Entry entry) throws IOException {
        return visit.batch().isSetAside(entry)
                && !(hasTwoNames(visit.batch().folder(), entry) && visit.back().isBegun(visit.batch(), entry));
    }

    private boolean hasTwoNames(OpenDirectory folder, Journal.Entry entry) throws IOException {
        EntryName name = folder.name(entry.name());
        Stat seen = folder.stat(name);
        return calls.details(folder.path().resolve(name.path()))
                .filter(details -> details.areOf(seen))
                .map(details -> details.links() > 1)
                .orElse(false);
    }

    private void say(Journal.Entry entry, Outcome outcome) {
        if (outcome instanceof Outcome.Restored) {
            done.add(entry.file().key() + " was put back: its removal had been interrupted.");
        }
    }
}
