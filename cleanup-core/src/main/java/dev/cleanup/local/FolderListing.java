package dev.cleanup.local;

import dev.cleanup.outcome.Failure;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.KeySink;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The listing of one folder.
 *
 * <p>Names are delivered after the folder was read to its end: nothing in one that could not be read is a candidate. An
 * entry is looked at only while sub-folders are still to be found; a link delivered as a key for want of that is found
 * out when it is looked up. Not thread-safe.
 */
final class FolderListing {

    private final SystemCalls calls;
    private final Exclusions exclusions;
    private final LinkCount links;
    private final KeySink sink;
    private final Folder folder;
    private final String prefix;

    private final PackedNames names = new PackedNames();
    private final PackedNames hidden = new PackedNames();
    private int foldersToFind;

    FolderListing(
            SystemCalls calls, Exclusions exclusions, LinkCount links, KeySink sink, Folder folder, String prefix) {
        this.calls = calls;
        this.exclusions = exclusions;
        this.links = links;
        this.sink = sink;
        this.folder = folder;
        this.prefix = prefix;
    }

    /**
     * Delivers the files, and the sub-folders to enter.
     *
     * @param unreadable takes the failure where the folder could not be read to its end; then nothing is delivered
     */
    void deliver(Consumer<Walk.Subfolder> subfolders, Consumer<IOException> unreadable) {
        foldersToFind = links.subfoldersOf(folder).orElse(Integer.MAX_VALUE);
        try {
            calls.names(folder.handle(), this::sort);
        } catch (IOException failure) {
            unreadable.accept(failure);
            return;
        }
        discountHidden();
        // Folders seldom have an extension: looked at first, they are found before the many files need a look.
        deliver(name -> name.indexOf('.') < 0, subfolders);
        deliver(name -> name.indexOf('.') >= 0, subfolders);
    }

    private void sort(Name name) {
        String text = name.toString();
        Optional<String> reserved = Exclusions.reservedFor(text);
        if (exclusions.hides(prefix + text, text)) {
            hidden.add(text);
        } else if (reserved.isPresent()) {
            hidden.add(text);
            sink.unusable(prefix + text, reserved.get());
        } else if (!name.isText()) {
            sink.unusable(prefix + text, "name is not text in " + Encoding.name());
        } else {
            names.add(text);
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

    private void deliver(Predicate<String> chosen, Consumer<Walk.Subfolder> subfolders) {
        for (String name : names) {
            if (!chosen.test(name)) {
                continue;
            }
            if (foldersToFind == 0) {
                deliverFile(name);
            } else {
                look(name, subfolders);
            }
        }
    }

    private void look(String text, Consumer<Walk.Subfolder> subfolders) {
        Name name;
        Stat seen;
        try {
            name = folder.name(text);
            seen = folder.stat(name);
        } catch (NoSuchFileException goneMeanwhile) {
            return;
        } catch (IOException | RuntimeException failure) {
            sink.unreadable(prefix + text, Failure.of(failure));
            return;
        }
        switch (seen.kind()) {
            case FILE -> deliverFile(text);
            case DIRECTORY -> deliverFolder(new Walk.Subfolder(name, seen), subfolders);
            case LINK, OTHER -> sink.unusable(prefix + text, seen.kind().words());
        }
    }

    private void deliverFolder(Walk.Subfolder found, Consumer<Walk.Subfolder> subfolders) {
        foldersToFind--;
        if (found.seen().isOnDeviceOf(folder.self())) {
            subfolders.accept(found);
        } else {
            sink.unusable(prefix + found.name(), "folder on another file system");
        }
    }

    private void deliverFile(String name) {
        FileKey key;
        try {
            key = FileKey.of(prefix + name);
        } catch (IllegalArgumentException noKey) {
            sink.unusable(prefix + name, String.valueOf(noKey.getMessage()));
            return;
        }
        sink.key(key);
    }
}
