package dev.cleanup.local;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A folder with the space of a journal in it, kept for the next batch: a disk that is full is no reason not to clean.
 *
 * <p>Whoever needs a folder takes it by a rename, which only one can win. Not thread-safe.
 */
final class Reserve {

    /** Its name in the working directory. */
    static final String NAME = "reserve";

    private static final Set<String> OURS = Set.of(Journal.FILE, Tenancy.FILE);

    private final SystemCalls calls;
    private final WorkingDirectory working;
    private final Folder shared;

    Reserve(SystemCalls calls, WorkingDirectory working, Folder shared) {
        this.calls = calls;
        this.working = working;
        this.shared = shared;
    }

    /** A folder of that name with the space of a journal: the reserve, or a new one. */
    Folder take(Name own) throws IOException {
        Folder taken = takeReserve(own);
        if (taken != null) {
            return taken;
        }
        calls.makeDirectory(shared.path().resolve(own.path()));
        Folder made = enter(own);
        try {
            calls.allocate(made.handle(), made.name(Journal.FILE), Journal.SIZE);
            return made;
        } catch (IOException | RuntimeException failure) {
            made.close();
            throw failure;
        }
    }

    private @Nullable Folder takeReserve(Name own) throws IOException {
        Name reserve = working.plain(NAME);
        if (!isWhole(reserve)) {
            return null;
        }
        try {
            calls.rename(shared.handle(), reserve, shared.handle(), own);
        } catch (IOException takenByAnother) {
            return null;
        }
        return enter(own);
    }

    private Folder enter(Name name) throws IOException {
        return shared.enter(name, shared.stat(name));
    }

    /** Whether a folder holds the space of a journal and nothing else. */
    private boolean isWhole(Name name) {
        try (Folder folder = enter(name)) {
            Name journal = folder.name(Journal.FILE);
            return namesIn(folder).equals(Set.of(Journal.FILE))
                    && folder.stat(journal).is(Stat.Kind.FILE)
                    && folder.stat(journal).size() == Journal.SIZE;
        } catch (IOException | RuntimeException unusable) {
            return false;
        }
    }

    private Set<String> namesIn(Folder folder) throws IOException {
        Set<String> names = new TreeSet<>();
        calls.names(folder.handle(), name -> names.add(name.toString()));
        return names;
    }

    /** Whether the folder of a batch holds nothing but what is ours; not where that cannot be found out. */
    boolean isEmpty(Name own) {
        try (Folder folder = enter(own)) {
            return OURS.containsAll(namesIn(folder));
        } catch (IOException | RuntimeException unknown) {
            return false;
        }
    }

    /** Makes the emptied folder of a batch the reserve, or removes it where there is one. */
    void giveBack(Name own) {
        if (!isEmpty(own)) {
            return;
        }
        remove(own, Tenancy.FILE);
        if (isWhole(own)) {
            BestEffort.quietly(() -> calls.rename(shared.handle(), own, shared.handle(), working.plain(NAME)));
        }
        discard(own);
    }

    /** Removes the folder of a batch if it is empty but for what is ours. */
    void discard(Name own) {
        if (isEmpty(own)) {
            remove(own, Journal.FILE);
            remove(own, Tenancy.FILE);
            BestEffort.quietly(() -> calls.removeDirectory(shared.handle(), own));
        }
    }

    private void remove(Name own, String file) {
        BestEffort.quietly(() -> {
            try (Folder folder = enter(own)) {
                calls.unlink(folder.handle(), folder.name(file));
            }
        });
    }

    /** Sees to it that there is one. */
    void restock() {
        Name reserve = working.plain(NAME);
        if (isWhole(reserve)) {
            return;
        }
        discard(reserve);
        BestEffort.quietly(() -> {
            if (!shared.has(reserve)) {
                Name fresh = working.plain(UUID.randomUUID().toString());
                try {
                    take(fresh).close();
                } finally {
                    giveBack(fresh);
                }
            }
        });
    }
}
