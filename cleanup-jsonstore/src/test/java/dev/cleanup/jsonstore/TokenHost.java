package dev.cleanup.jsonstore;

import dev.cleanup.reference.Origin;
import dev.cleanup.reference.Owner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/** A host that keeps tokens in a JSON file, and writes it as a whole, by means of its own. */
public final class TokenHost {

    public final Path file;
    private final Map<String, String> entries = new LinkedHashMap<>();

    public TokenHost(Path folder) {
        this.file = folder.resolve("recovery_tokens.json");
        write();
    }

    /** A token that was created at some time and names a file. */
    static String token(Instant created, String audio) {
        return "{ \"created_at\": \"" + created + "\", \"audio\": " + quoted(audio) + " }";
    }

    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\t", "\\t") + '"';
    }

    TokenHost put(String id, String entry) {
        entries.put(id, entry);
        write();
        return this;
    }

    void putAll(Map<String, String> all) {
        entries.putAll(all);
        write();
    }

    void remove(String id) {
        entries.remove(id);
        write();
    }

    void removeAll(Set<String> ids) {
        entries.keySet().removeAll(ids);
        write();
    }

    /** Writes whatever it is given. */
    public void write(String content) {
        try {
            Files.writeString(file, content);
        } catch (IOException fault) {
            throw new AssertionError(fault);
        }
    }

    private void write() {
        StringJoiner text = new StringJoiner(",\n", "{\n", "\n}\n");
        entries.forEach((id, entry) -> text.add("  " + quoted(id) + " : " + entry));
        write(text.toString());
    }

    public String content() {
        try {
            return Files.readString(file);
        } catch (IOException fault) {
            throw new AssertionError(fault);
        }
    }

    public JsonFileLock lock() {
        return JsonFileLock.beside(file);
    }

    /** Records as such a host would declare them, but for how they are shared. Texts show their ids, to be compared. */
    public JsonRecords declared() {
        return JsonRecords.in(file)
                .objectById()
                .named("tokens")
                .showingIds()
                .created("/created_at")
                .expires("/expires_at")
                .used("/used")
                .file("/audio");
    }

    /** An entry as an owner. */
    Owner owner(String id) {
        return new Owner(origin(), id);
    }

    public Origin origin() {
        return Origin.of("tokens", file.toAbsolutePath() + "#");
    }

    public JsonRecords records() {
        return declared().lockedBy(lock());
    }
}
