package dev.cleanup.local.internal.list;

import dev.cleanup.local.internal.Exclusions;
import dev.cleanup.local.internal.fs.EntryName;
import dev.cleanup.local.internal.fs.FileNameEncoding;
import dev.cleanup.local.internal.fs.FileSystemCalls;
import dev.cleanup.local.internal.fs.MountTable;
import dev.cleanup.local.internal.fs.OpenDirectory;
import dev.cleanup.local.internal.fs.Stat;
import dev.cleanup.local.internal.fs.SubdirectoryCounter;
import dev.cleanup.outcome.Failure;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.ListingSink;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The listing of one open folder, which stops at each sub-folder.
 *
 * <p>Names are delivered after the folder was read to its end: nothing in one that could not be read is a candidate. An
 * entry is looked at only while sub-folders are still to be found; a link delivered as a key for want of that is found
 * out when it is looked up. Not thread-safe.
 */
final class DirectoryListing implements AutoCloseable {

    /** A folder to be entered, and what it was when it was found. */
    record Subfolder(EntryName name, Stat seen) {}

    private final Exclusions exclusions;
    private final MountTable mounts;
    private final ListingSink sink;
    private final OpenDirectory folder;
    private final String prefix;

    /** Folders seldom have an extension: looked at first, they are found before the many files need a look. */
    private final CompactNameList likelyFolders = new CompactNameList();

    private final CompactNameList likelyFiles = new CompactNameList();
    private final CompactNameList hidden = new CompactNameList();
    private final Deque<Iterator<String>> rest = new ArrayDeque<>();
    private int foldersToFind;

    /**
     * Takes the folder over.
     *
     * @param prefix what the keys of its entries begin with
     */
    DirectoryListing(Exclusions exclusions, MountTable mounts, ListingSink sink, OpenDirectory folder, String prefix) {
        this.exclusions = exclusions;
        this.mounts = mounts;
        this.sink = sink;
        this.folder = folder;
        this.prefix = prefix;
    }

    OpenDirectory folder() {
        return folder;
    }

    String keyOf(Object name) {
        return prefix + name;
    }

    /** Reads the names, of which none is delivered where that fails. */
    void read(FileSystemCalls calls, SubdirectoryCounter links) throws IOException {
        foldersToFind = links.subfoldersOf(folder).orElse(Integer.MAX_VALUE);
        calls.names(folder.handle(), this::sort);
        discountHidden();
        rest.add(likelyFolders.iterator());
        rest.add(likelyFiles.iterator());
    }

    private void sort(EntryName name) {
        String text = name.toString();
        boolean isHidden = exclusions.hides(prefix, text);
        Optional<String> reserved = isHidden ? Optional.empty() : Exclusions.reservedFor(text);
        boolean isText = name.isText();
        if (isHidden || reserved.isPresent()) {
            reserved.ifPresent(why -> sink.unusable(keyOf(text), why));
            if (isText) {
                hidden.add(text);
            }
        } else if (isText) {
            (text.indexOf('.') < 0 ? likelyFolders : likelyFiles).add(text);
        } else {
            sink.unusable(keyOf(text), "name is not text in " + FileNameEncoding.name());
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
        for (; !rest.isEmpty(); rest.remove()) {
            Iterator<String> names = rest.element();
            while (names.hasNext()) {
                Subfolder found = deliver(names.next());
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private @Nullable Subfolder deliver(String text) {
        String key = keyOf(text);
        if (mounts.has(key)) {
            sink.unusable(key, MountTable.WHY);
            return null;
        }
        if (foldersToFind == 0) {
            deliverFile(key);
            return null;
        }
        try {
            EntryName name = folder.name(text);
            return deliver(key, new Subfolder(name, folder.stat(name)));
        } catch (NoSuchFileException goneMeanwhile) {
            return null;
        } catch (IOException failure) {
            sink.unreadable(key, Failure.of(failure));
            return null;
        }
    }

    private @Nullable Subfolder deliver(String key, Subfolder entry) {
        Stat.Kind kind = entry.seen().kind();
        switch (kind) {
            case FILE -> deliverFile(key);
            case LINK, OTHER -> sink.unusable(key, kind.words());
            case DIRECTORY -> {
                foldersToFind--;
                if (entry.seen().isOnDeviceOf(folder.self())) {
                    return entry;
                }
                sink.unusable(key, "folder on another file system");
            }
        }
        return null;
    }

    private void deliverFile(String name) {
        FileKey key;
        try {
            key = FileKey.of(name);
        } catch (IllegalArgumentException noKey) {
            sink.unusable(name, String.valueOf(noKey.getMessage()));
            return;
        }
        sink.key(key);
    }

    @Override
    public void close() {
        folder.close();
    }
}
