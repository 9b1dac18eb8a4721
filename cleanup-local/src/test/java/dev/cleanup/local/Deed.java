package dev.cleanup.local;

import static dev.cleanup.local.Found.theFile;
import static dev.cleanup.local.Found.theFiles;

import dev.cleanup.storage.QuarantineNote;
import dev.cleanup.storage.QuarantinedFile;
import dev.cleanup.storage.StoredFile;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a process is at when it is killed. Also a program that does it. */
public enum Deed {
    REMOVE {
        @Override
        void on(LocalDirectory storage) {
            storage.remove(theFiles(storage, PLANNED), (file, outcome) -> {});
        }
    },
    REMOVE_AGAIN {
        @Override
        void prepare(LocalDirectory storage) {
            storage.remove(theFiles(storage, "earlier"), (file, outcome) -> {});
        }

        @Override
        void on(LocalDirectory storage) {
            REMOVE.on(storage);
        }
    },
    SET_ASIDE {
        @Override
        void on(LocalDirectory storage) {
            setAside(storage, PLANNED);
        }
    },
    PUT_BACK {
        @Override
        void prepare(LocalDirectory storage) {
            setAside(storage, PLANNED);
        }

        @Override
        void on(LocalDirectory storage) {
            storage.restore(aside(storage), (file, outcome) -> {});
        }
    },
    PURGE {
        @Override
        void prepare(LocalDirectory storage) {
            setAside(storage, PLANNED);
        }

        @Override
        void on(LocalDirectory storage) {
            storage.purge(aside(storage), (file, outcome) -> {});
        }
    };

    void prepare(LocalDirectory storage) {}

    abstract void on(LocalDirectory storage);

    boolean mayDelete() {
        return this != SET_ASIDE && this != PUT_BACK;
    }

    /** What the store holds at first. */
    static final String[] FILES = {"a", "d/b", "d/e/c", "d/e/f", "d/other", "earlier"};

    /** What is removed or set aside; two of them together. */
    static final String[] PLANNED = {"a", "d/b", "d/e/c", "d/e/f"};

    public static final QuarantineNote NOTE =
            new QuarantineNote("media", "run-1", "orphans", Instant.EPOCH, Instant.EPOCH.plusSeconds(60), Set.of("o"));

    public static void main(String[] args) {
        Deed.valueOf(args[0]).on(LocalDirectory.at(Path.of(args[1])));
    }

    public static void setAside(LocalDirectory storage, String... keys) {
        Map<StoredFile, QuarantineNote> batch = new LinkedHashMap<>();
        for (String key : keys) {
            batch.put(theFile(storage, key), NOTE);
        }
        storage.quarantine(batch, (file, outcome) -> {});
    }

    public static List<QuarantinedFile> aside(LocalDirectory storage) {
        List<QuarantinedFile> aside = new ArrayList<>();
        storage.quarantined(aside::add);
        return aside;
    }
}
