package dev.cleanup.local;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The open folders from a storage's root down to one folder. Not thread-safe. */
final class Descent implements AutoCloseable {

    /** How deep a folder may lie. Each level costs two descriptors: whoever can nest folders could exhaust the host. */
    static final int MAX_DEPTH = 64;

    private record Step(Folder parent, Name name, Folder folder) {}

    private final Folder root;
    private final Deque<Step> steps = new ArrayDeque<>();
    private @Nullable IOException failure;

    private Descent(Folder root) {
        this.root = root;
    }

    /**
     * Opens a folder of the storage, component by component, as far as that goes.
     *
     * @param root stays open
     * @param path the components, joined with {@code /}; empty for the root
     */
    static Descent to(Folder root, String path) {
        Descent descent = new Descent(root);
        try {
            for (String component : path.isEmpty() ? new String[0] : path.split("/")) {
                descent.enter(component);
            }
        } catch (IOException failure) {
            descent.failure = failure;
        } catch (RuntimeException failure) {
            descent.failure = new IOException(failure.toString(), failure);
        }
        return descent;
    }

    private void enter(String component) throws IOException {
        if (steps.size() == MAX_DEPTH) {
            throw new NotEnteredException("it lies below more than " + MAX_DEPTH + " folders, which are not entered");
        }
        Folder parent = deepest();
        Name name = parent.name(component);
        steps.push(new Step(parent, name, parent.enter(name, parent.stat(name))));
    }

    private Folder deepest() {
        Step last = steps.peek();
        return last == null ? root : last.folder();
    }

    /**
     * The folder that was asked for.
     *
     * @throws java.nio.file.NoSuchFileException if a component does not exist
     * @throws NotEnteredException if a component is no plain folder of this storage
     */
    Folder folder() throws IOException {
        if (failure != null) {
            throw failure;
        }
        return deepest();
    }

    /** Whether each folder still lies where it was opened: a handle follows a folder that is moved away. */
    boolean isInPlace() throws IOException {
        for (Step step : steps) {
            if (!step.parent().holds(step.name(), step.folder())) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        steps.forEach(step -> step.folder().close());
    }
}
