package dev.cleanup.local;

import dev.cleanup.outcome.Failure;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.KeySink;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The listing of one open folder, which stops at each sub-folder.
 *
 * <p>Names are delivered after the folder was read to its end: nothing in one that could not be read is a candidate. An
 * entry is looked at only while sub-folders are still to be found; a link delivered as a key for want of that is found
 * out when it is looked up. Not thread-safe.
 */
final class FolderListing implements AutoCloseable {

    /** A folder to be entered, and what it was when it was found. */
    record Subfolder(Name name, Stat seen) {}

    private final Exclusions exclusions;
    private final Mounts mounts;
    private final KeySink sink;
    private final Folder folder;
    private final String prefix;

    private final PackedNames names = new PackedNames();
    private final PackedNames hidden = new PackedNames();
    private Iterator<String> rest = Collections.emptyIterator();
    private int foldersToFind;

    /**
     * Takes the folder over.
     *
     * @param prefix what the keys of its entries begin with
     */
    FolderListing(Exclusions exclusions, Mounts mounts, KeySink sink, Folder folder, String prefix) {
        this.exclusions = exclusions;
        this.mounts = mounts;
        this.sink = sink;
        this.folder = folder;
        this.prefix = prefix;
    }

    Folder folder() {
        return folder;
    }

    String keyOf(Object name) {
        return prefix + name;
    }

    /** Reads the names, of which none is delivered where that fails. */
    void read(SystemCalls calls, LinkCount links) throws IOException {
        foldersToFind = links.subfoldersOf(folder).orElse(Integer.MAX_VALUE);
        calls.names(folder.handle(), this::sort);
        discountHidden();
        // Folders seldom have an extension: looked at first, they are found before the many files need a look.
        rest = Stream.concat(
                        names.stream().filter(name -> name.indexOf('.') < 0),
                        names.stream().filter(name -> name.indexOf('.') >= 0))
                .iterator();
    }

    private void sort(Name name) {
        String text = name.toString();
        Optional<String> reserved = Exclusions.reservedFor(text);
        boolean isText = name.isText();
        if (exclusions.hides(keyOf(text)) || reserved.isPresent()) {
            reserved.ifPresent(why -> sink.unusable(keyOf(text), why));
            if (isText) {
                hidden.add(text);
            }
        } else if (isText) {
            names.add(text);
        } else {
            sink.unusable(keyOf(text), "name is not text in " + Encoding.name());
        }
    }

    /** Takes the folders among the entries that are passed over off the count, so that the count is reached. */
    private void discountHidden() {
        for (String name : hidden) {
            if (foldersToFind > 0 && isFolder(name)) {
                foldersToFind--;
            }
        }
    }

    private boolean isFolder(String name) {
        try {
            return folder.stat(folder.name(name)).is(Stat.Kind.DIRECTORY);
        } catch (IOException | RuntimeException unproven) {
            return false;
        }
    }

    /** Delivers files up to the next folder to be entered; null at the end. */
    @Nullable
    Subfolder nextSubfolder() {
        while (rest.hasNext()) {
            Subfolder found = deliver(rest.next());
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private @Nullable Subfolder deliver(String text) {
        if (mounts.has(keyOf(text))) {
            sink.unusable(keyOf(text), Mounts.WHY);
            return null;
        }
        if (foldersToFind == 0) {
            deliverFile(text);
            return null;
        }
        try {
            Name name = folder.name(text);
            return deliver(new Subfolder(name, folder.stat(name)));
        } catch (NoSuchFileException goneMeanwhile) {
            return null;
        } catch (IOException failure) {
            sink.unreadable(keyOf(text), Failure.of(failure));
            return null;
        }
    }

    private @Nullable Subfolder deliver(Subfolder entry) {
        String text = entry.name().toString();
        Stat.Kind kind = entry.seen().kind();
        switch (kind) {
            case FILE -> deliverFile(text);
            case LINK, OTHER -> sink.unusable(keyOf(text), kind.words());
            case DIRECTORY -> {
                foldersToFind--;
                if (entry.seen().isOnDeviceOf(folder.self())) {
                    return entry;
                }
                sink.unusable(keyOf(text), "folder on another file system");
            }
        }
        return null;
    }

    private void deliverFile(String name) {
        FileKey key;
        try {
            key = FileKey.of(keyOf(name));
        } catch (IllegalArgumentException noKey) {
            sink.unusable(keyOf(name), String.valueOf(noKey.getMessage()));
            return;
        }
        sink.key(key);
    }

    @Override
    public void close() {
        folder.close();
    }
}
