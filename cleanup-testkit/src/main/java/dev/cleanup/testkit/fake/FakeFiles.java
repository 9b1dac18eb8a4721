package dev.cleanup.testkit.fake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.cleanup.outcome.Outcome;
import dev.cleanup.outcome.Reason;
import dev.cleanup.storage.FileChangedException;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.FileTimes;
import dev.cleanup.storage.LookupSink;
import dev.cleanup.storage.QuarantineNote;
import dev.cleanup.storage.QuarantinedFile;
import dev.cleanup.storage.StoredFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a fake storage holds, at its place and aside, and what it has ever shown. Safe for use by several threads. */
final class FakeFiles {

    /** A file with its content, each byte a letter; the content is null where a test gave only the size. */
    record Entry(StoredFile file, @Nullable String content) {}

    private record Lying(QuarantinedFile shown, Entry entry) {}

    private final Map<FileKey, Entry> files = new LinkedHashMap<>();
    private final Map<String, String> unusable = new LinkedHashMap<>();
    private final Map<String, Lying> aside = new LinkedHashMap<>();
    private final Map<String, QuarantinedFile> everAside = new HashMap<>();
    private final Set<StoredFile> shown = new HashSet<>();
    private long identities;

    synchronized void put(FileKey key, long size, FileTimes times, @Nullable String content) {
        if (isTaken(key)) {
            throw new IllegalStateException("key (" + key + ") is taken: put it once, or use replace(..), which gives"
                    + " another file the same name");
        }
        files.put(key, new Entry(new StoredFile(key, size, times, "put-" + ++identities), content));
    }

    synchronized void putUnusable(String name, String why) {
        if (files.keySet().stream().anyMatch(key -> key.path().equals(name))) {
            throw new IllegalStateException("name (" + name + ") is taken by a file: delete it first");
        }
        unusable.put(name, why);
    }

    synchronized void delete(FileKey key) {
        if (files.remove(key) == null && unusable.remove(key.path()) == null) {
            throw new IllegalStateException("key (" + key + ") is not stored: it cannot be deleted or replaced");
        }
    }

    private boolean isTaken(FileKey key) {
        return files.containsKey(key) || unusable.containsKey(key.path());
    }

    synchronized List<FileKey> keys() {
        return List.copyOf(files.keySet());
    }

    synchronized Map<String, String> unusable() {
        return new LinkedHashMap<>(unusable);
    }

    synchronized Entry entry(FileKey key) {
        Entry entry = files.get(key);
        if (entry == null) {
            throw new IllegalStateException("key (" + key + ") is not stored: there is nothing to show of it");
        }
        return entry;
    }

    synchronized boolean contains(FileKey key) {
        return files.containsKey(key);
    }

    /** Finds out under the lock and gives back how to answer without it, since sinks are foreign code. */
    synchronized Runnable answer(FileKey key, LookupSink sink) {
        Entry entry = files.get(key);
        if (entry != null) {
            shown.add(entry.file());
            return () -> sink.found(entry.file());
        }
        String why = unusable.get(key.path());
        return why == null ? () -> sink.absent(key) : () -> sink.unusable(key, why);
    }

    /** Fails where a file in a batch is not one that a look-up delivered. */
    synchronized void requireShown(StoredFile file) {
        if (!shown.contains(file)) {
            throw new AssertionError("file (" + file + ") was never looked up here: compare and delete works only with"
                    + " what a look-up delivered. Pass on the StoredFile from LookupSink.found(..) as it is");
        }
    }

    /** Fails where a file in a batch is not one that ever lay aside here. */
    synchronized void requireEverAside(QuarantinedFile file) {
        if (!file.equals(everAside.get(file.id()))) {
            throw new AssertionError(
                    "file (" + file + ") never lay aside here: put back and purge only what setAside(..)"
                            + " answered or aside(..) delivered");
        }
    }

    /** What is in a file, if it still is that file; zeros where a test gave only its size. */
    synchronized byte[] content(StoredFile file) throws IOException {
        Entry now = files.get(file.key());
        if (now == null) {
            throw new NoSuchFileException(file.key().path());
        }
        if (!now.file().identity().equals(file.identity())) {
            throw new FileChangedException(file.key(), "another file has taken the name");
        }
        String content = now.content();
        return content == null ? new byte[Math.toIntExact(file.size())] : bytes(content);
    }

    /** Bytes as they are kept here: each is a letter. */
    static String text(byte[] content) {
        return new String(content, ISO_8859_1);
    }

    static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    /** Stores what the library wrote. */
    synchronized StoredFile write(FileKey key, byte[] content, FileTimes times) throws IOException {
        if (isTaken(key)) {
            throw new FileAlreadyExistsException(key.path());
        }
        put(key, content.length, times, text(content));
        StoredFile file = entry(key).file();
        shown.add(file);
        return file;
    }

    synchronized Outcome remove(StoredFile file) {
        Outcome hindrance = hindranceOf(file);
        if (hindrance != null) {
            return hindrance;
        }
        files.remove(file.key());
        return new Outcome.Deleted();
    }

    synchronized Outcome setAside(StoredFile file, QuarantineNote note) {
        Outcome hindrance = hindranceOf(file);
        if (hindrance != null) {
            return hindrance;
        }
        String id = "aside-" + (everAside.size() + 1);
        QuarantinedFile moved = new QuarantinedFile(id, file, note);
        aside.put(id, new Lying(moved, entry(file.key())));
        everAside.put(id, moved);
        files.remove(file.key());
        return new Outcome.Quarantined(id);
    }

    private @Nullable Outcome hindranceOf(StoredFile file) {
        Entry now = files.get(file.key());
        if (now == null) {
            return unusable.containsKey(file.key().path())
                    ? Outcome.kept(Reason.Kind.CHANGED, "the name is no regular file any more")
                    : new Outcome.AlreadyGone();
        }
        return now.file().identity().equals(file.identity())
                ? null
                : Outcome.kept(
                        Reason.Kind.CHANGED,
                        "another file has taken the name: " + now.file().identity());
    }

    synchronized List<QuarantinedFile> aside() {
        return aside.values().stream().map(Lying::shown).toList();
    }

    synchronized Outcome putBack(QuarantinedFile file) {
        Lying lying = aside.get(file.id());
        if (lying == null) {
            return new Outcome.AlreadyGone();
        }
        if (isTaken(file.file().key())) {
            return Outcome.kept(Reason.Kind.CHANGED, "the name is taken, the file stays aside as " + file.id());
        }
        aside.remove(file.id());
        files.put(file.file().key(), lying.entry());
        return new Outcome.Restored();
    }

    synchronized Outcome purge(QuarantinedFile file) {
        return aside.remove(file.id()) == null ? new Outcome.AlreadyGone() : new Outcome.Deleted();
    }
}
