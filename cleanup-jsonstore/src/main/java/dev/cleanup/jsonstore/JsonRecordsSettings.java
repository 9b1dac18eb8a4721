package dev.cleanup.jsonstore;

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
record JsonRecordsSettings(
        Path file,
        Optional<String> givenName,
        Declaration declared,
        TokenFile.Missing missing,
        Sharing sharing,
        Ids ids) {

    /** How texts show the ids of entries. */
    enum Ids {
        SECRET,
        SHOWN
    }

    static JsonRecordsSettings of(Path file, Declaration declared) {
        if (file.getFileName() == null) {
            throw new IllegalArgumentException(
                    "file (" + file + ") names no file: there is nothing to read. Name the JSON" + " file itself");
        }
        return new JsonRecordsSettings(
                file, Optional.empty(), declared, TokenFile.Missing.REFUSED, new Sharing.Undeclared(), Ids.SECRET);
    }

    JsonRecordsSettings named(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException(
                    "name (" + name + ") must not be blank: reports could not say whose entries"
                            + " they mean. Use a name such as tokens");
        }
        givenName.ifPresent(before -> {
            throw conflict("named", before);
        });
        return new JsonRecordsSettings(file, Optional.of(name), declared, missing, sharing, ids);
    }

    JsonRecordsSettings with(Declaration shape) {
        return new JsonRecordsSettings(file, givenName, shape, missing, sharing, ids);
    }

    JsonRecordsSettings absentMeansEmpty() {
        if (missing == TokenFile.Missing.EMPTY) {
            throw conflict("absentMeansEmpty", "so");
        }
        return new JsonRecordsSettings(file, givenName, declared, TokenFile.Missing.EMPTY, sharing, ids);
    }

    JsonRecordsSettings sharing(Sharing with) {
        if (!(sharing instanceof Sharing.Undeclared)) {
            throw conflict("how the file is shared", sharing.shown());
        }
        return new JsonRecordsSettings(file, givenName, declared, missing, with, ids);
    }

    JsonRecordsSettings showingIds() {
        if (ids == Ids.SHOWN) {
            throw conflict("showingIds", "so");
        }
        return new JsonRecordsSettings(file, givenName, declared, missing, sharing, Ids.SHOWN);
    }

    /** Two sources of one file and container have the same owners, whatever they are called. */
    private Origin origin() {
        String place = file.toAbsolutePath() + "#" + declared.container().text();
        Origin origin = Origin.of(name(), place);
        return ids == Ids.SHOWN ? origin : origin.withSecretIds();
    }

    /** All that decides, by the name of each setting. */
    Map<String, String> configuration() {
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

    String name() {
        return givenName.orElseGet(() -> String.valueOf(file.getFileName()));
    }

    /** Whether entries can be removed at all; who wants to remove some must have said how. */
    boolean isWritten() {
        if (sharing instanceof Sharing.Undeclared) {
            throw new IllegalStateException(
                    "source (" + name() + ") does not say how " + file + " is shared with those who"
                            + " write it: what they write while it is rewritten would be lost. Add sharedThrough(lock),"
                            + " removedBy(..) or readOnly()");
        }
        return !(sharing instanceof Sharing.ReadOnly);
    }

    TokenStore store() {
        return new TokenStore(name(), origin(), file, new TokenFile(declared, missing), heldLock());
    }

    private Optional<JsonFileLock> heldLock() {
        if (sharing instanceof Sharing.Locked locked) {
            return Optional.of(locked.lock());
        }
        return sharing instanceof Sharing.ByHost host ? Optional.of(host.lock()) : Optional.empty();
    }

    JsonFileLock lock() {
        return heldLock()
                .orElseThrow(
                        () -> new IllegalStateException(
                                "source (" + name() + ") only reads " + file
                                        + ", and cannot claim entries: supports(..) says so. Add sharedThrough(lock) or removedBy(..)"));
    }
}
