package dev.cleanup.jsonstore.internal.claim;

import dev.cleanup.jsonstore.internal.document.EntrySchema;
import dev.cleanup.jsonstore.internal.file.DocumentLock;
import dev.cleanup.reference.Origin;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the host said of its records. Immutable.
 *
 * @param file where they are
 * @param givenName the name that they were given
 * @param declared their shape
 * @param missing what a missing file means
 * @param sharing how the file is shared
 * @param ids how texts show the ids of entries
 */
public record EntryOptions(
        Path file,
        Optional<String> givenName,
        EntrySchema declared,
        TokenFile.Missing missing,
        SharingMode sharing,
        Ids ids) {

    /** How texts show the ids of entries. */
    enum Ids {
        SECRET,
        SHOWN
    }

    public static EntryOptions of(Path file, EntrySchema declared) {
        if (file.getFileName() == null) {
            throw new IllegalArgumentException(
                    "file (" + file + ") names no file: there is nothing to read. Name the JSON" + " file itself");
        }
        return new EntryOptions(
                file, Optional.empty(), declared, TokenFile.Missing.REFUSED, new SharingMode.Undeclared(), Ids.SECRET);
    }

    public EntryOptions named(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException(
                    "name (" + name + ") must not be blank: reports could not say whose entries"
                            + " they mean. Use a name such as tokens");
        }
        givenName.ifPresent(before -> {
            throw conflict("named", before);
        });
        return new EntryOptions(file, Optional.of(name), declared, missing, sharing, ids);
    }

    public EntryOptions with(EntrySchema shape) {
        return new EntryOptions(file, givenName, shape, missing, sharing, ids);
    }

    public EntryOptions absentMeansEmpty() {
        if (missing == TokenFile.Missing.EMPTY) {
            throw conflict("absentMeansEmpty", "so");
        }
        return new EntryOptions(file, givenName, declared, TokenFile.Missing.EMPTY, sharing, ids);
    }

    public EntryOptions sharing(SharingMode with) {
        if (!(sharing instanceof SharingMode.Undeclared)) {
            throw conflict("how the file is shared", sharing.shown());
        }
        return new EntryOptions(file, givenName, declared, missing, with, ids);
    }

    public EntryOptions showingIds() {
        if (ids == Ids.SHOWN) {
            throw conflict("showingIds", "so");
        }
        return new EntryOptions(file, givenName, declared, missing, sharing, Ids.SHOWN);
    }

    /** Two sources of one file and container have the same owners, whatever they are called. */
    private Origin origin() {
        String place = file.toAbsolutePath() + "#" + declared.container().text();
        Origin origin = Origin.of(name(), place);
        return ids == Ids.SHOWN ? origin : origin.withSecretIds();
    }

    /** All that decides, by the name of each setting. */
    public Map<String, String> configuration() {
        Map<String, String> configuration = new TreeMap<>(declared.configuration());
        configuration.put("file", file.toAbsolutePath().toString());
        configuration.put("missing", missing.name());
        configuration.put("sharing", sharing.getClass().getSimpleName());
        configuration.put("ids", ids.name());
        return configuration;
    }

    private static IllegalStateException conflict(String what, String before) {
        return new IllegalStateException(what + " was already set to " + before + ". Drop one of the two");
    }

    public String name() {
        return givenName.orElseGet(() -> String.valueOf(file.getFileName()));
    }

    /** Whether entries can be removed at all; who wants to remove some must have said how. */
    public boolean isWritten() {
        if (sharing instanceof SharingMode.Undeclared) {
            throw new IllegalStateException(
                    "source (" + name() + ") does not say how " + file + " is shared with those who"
                            + " write it: what they write while it is rewritten would be lost. Add lockedBy(lock),"
                            + " deletedByHost(..) or readOnly()");
        }
        return !(sharing instanceof SharingMode.ReadOnly);
    }

    public TokenStore store() {
        return new TokenStore(name(), origin(), file, new TokenFile(declared, missing), heldLock());
    }

    private Optional<DocumentLock> heldLock() {
        if (sharing instanceof SharingMode.Locked locked) {
            return Optional.of(locked.lock());
        }
        return sharing instanceof SharingMode.ByHost host ? Optional.of(host.lock()) : Optional.empty();
    }

    public DocumentLock lock() {
        return heldLock()
                .orElseThrow(() -> new IllegalStateException("source (" + name() + ") only reads " + file
                        + ", and cannot claim entries: supports(..) says so. Add lockedBy(lock) or deletedByHost(..)"));
    }
}
