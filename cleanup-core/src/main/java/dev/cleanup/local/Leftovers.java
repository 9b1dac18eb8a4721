package dev.cleanup.local;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;

/** Counts what lies in the working directory. Changes nothing. */
final class Leftovers {

    private final SystemCalls calls;

    Leftovers(SystemCalls calls) {
        this.calls = calls;
    }

    /** The number of entries in all workplaces. */
    int in(Folder root) throws IOException {
        int found = 0;
        try (Folder shared = enter(root, root.name(Exclusions.WORKING_DIRECTORY))) {
            for (Name workplace : namesIn(shared)) {
                try (Folder folder = enter(shared, workplace)) {
                    found += namesIn(folder).size();
                }
            }
        } catch (NoSuchFileException none) {
            return found;
        }
        return found;
    }

    private static Folder enter(Folder parent, Name name) throws IOException {
        return parent.enter(name, parent.stat(name));
    }

    private List<Name> namesIn(Folder folder) throws IOException {
        List<Name> names = new ArrayList<>();
        calls.names(folder.handle(), names::add);
        return names;
    }
}
