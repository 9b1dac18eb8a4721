package dev.cleanup.local.internal.fs;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The open folders from a storage's root down to one folder. Not thread-safe. */
public final class OpenDirectoryPath implements AutoCloseable {

    /** How deep a folder may lie. Each level costs two descriptors: whoever can nest folders could exhaust the host. */
    public static final int MAX_DEPTH = 64;

    private record Step(OpenDirectory parent, EntryName name, OpenDirectory folder) {}

    /** Makes a folder, with the rights that it is to have. */
    @FunctionalInterface
    public interface Maker {
        void make(DirectoryHandle parent, EntryName child) throws IOException;
    }

    private final OpenDirectory root;
    private final Deque<Step> steps = new ArrayDeque<>();
    private @Nullable IOException failure;

    private OpenDirectoryPath(OpenDirectory root) {
        this.root = root;
    }

    /**
     * Opens a folder of the storage, component by component, as far as that goes.
     *
     * @param root stays open
     * @param path the components, joined with {@code /}; empty for the root
     */
    public static OpenDirectoryPath to(OpenDirectory root, String path) {
        OpenDirectoryPath descent = new OpenDirectoryPath(root);
        descent.enterEach(componentsOf(path));
        return descent;
    }

    private static String[] componentsOf(String path) {
        return path.isEmpty() ? new String[0] : path.split("/");
    }

    private void enterEach(String... components) {
        try {
            for (String component : components) {
                enter(component);
            }
        } catch (IOException fault) {
            failure = fault;
        } catch (RuntimeException fault) {
            failure = new IOException(fault.toString(), fault);
        }
    }

    private void enter(String component) throws IOException {
        if (steps.size() == MAX_DEPTH) {
            throw new UnsafeDirectoryException(
                    "it lies below more than " + MAX_DEPTH + " folders, which are not entered");
        }
        OpenDirectory parent = deepest();
        EntryName name = parent.name(component);
        steps.push(new Step(parent, name, parent.enter(name, parent.stat(name))));
    }

    private OpenDirectory deepest() {
        Step last = steps.peek();
        return last == null ? root : last.folder();
    }

    /**
     * Opens a folder of the storage, and makes what is missing on the way.
     *
     * @param maker makes a folder
     * @param root stays open
     * @param path the components, joined with {@code /}; empty for the root
     */
    public static OpenDirectoryPath making(Maker maker, OpenDirectory root, String path) {
        String[] components = componentsOf(path);
        OpenDirectoryPath descent = to(root, path);
        try {
            for (int made = 0; descent.failure instanceof NoSuchFileException && made < components.length; made++) {
                descent.make(maker, components[descent.steps.size()]);
                descent.failure = null;
                descent.enterEach(Arrays.copyOfRange(components, descent.steps.size(), components.length));
            }
        } catch (IOException failure) {
            descent.failure = failure;
        }
        return descent;
    }

    /** Entered only if the open folder above holds what was made. */
    private void make(Maker maker, String component) throws IOException {
        if (!isInPlace()) {
            throw new UnsafeDirectoryException("a folder on the way was moved away or replaced");
        }
        try {
            maker.make(deepest().handle(), deepest().name(component));
        } catch (FileAlreadyExistsException madeByAnother) {
            return;
        }
    }

    /**
     * The folder that was asked for.
     *
     * @throws java.nio.file.NoSuchFileException if a component does not exist
     * @throws UnsafeDirectoryException if a component is no plain folder of this storage
     */
    public OpenDirectory folder() throws IOException {
        if (failure != null) {
            throw failure;
        }
        return deepest();
    }

    /** Whether each folder still lies where it was opened: a handle follows a folder that is moved away. */
    public boolean isInPlace() throws IOException {
        for (Step step : steps) {
            if (!step.parent().holds(step.name(), step.folder())) {
                return false;
            }
        }
        return true;
    }

    /** Returns when the names of the folders on the way are on the disk. */
    public void syncAbove(FileSystemCalls calls) throws IOException {
        for (Step step : steps) {
            calls.sync(step.parent().handle());
        }
    }

    @Override
    public void close() {
        steps.forEach(step -> step.folder().close());
    }
}
