package dev.cleanup.testkit.fake;

import dev.cleanup.outcome.Failure;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.storage.FileKey;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The faults that a test gave a fake storage. Safe for use by several threads. */
final class StorageFaults {

    /** What goes wrong with one key. */
    enum Fault {
        LOOK_UP_FAILS,
        COPY_FAILS,
        COPY_DAMAGED,
        REMOVAL_FAILS,
        ANSWER_LOST,
        REQUEST_LOST
    }

    private final Map<Fault, Set<FileKey>> keys = new HashMap<>();
    private final Set<String> folders = new LinkedHashSet<>();
    private boolean verifyFails;
    private boolean lookUpsFail;
    private boolean asideFails;
    private boolean writesFail;
    private OptionalInt listingFailsAfter = OptionalInt.empty();

    synchronized void add(Fault fault, FileKey key) {
        keys.computeIfAbsent(fault, any -> new LinkedHashSet<>()).add(key);
    }

    private boolean has(Fault fault, FileKey key) {
        return keys.getOrDefault(fault, Set.of()).contains(key);
    }

    /** Why a key cannot be reached, or null where nothing is in the way. */
    synchronized @Nullable Failure hindranceOf(Fault fault, FileKey key) {
        return folders.stream()
                .filter(key::isWithin)
                .findFirst()
                .map(StorageFaults::unreadable)
                .orElse(has(fault, key) ? failure("the test lets " + key + " fail") : null);
    }

    /** Changes a file, unless that is to fail or its answer is to be lost. */
    Outcome play(FileKey key, Supplier<Outcome> change) {
        Failure hindrance = hindranceOf(Fault.REMOVAL_FAILS, key);
        if (hindrance != null) {
            return new Outcome.Failed(hindrance);
        }
        Outcome outcome = loses(Fault.REQUEST_LOST, key) ? null : change.get();
        return outcome == null || loses(Fault.ANSWER_LOST, key)
                ? new Outcome.Unknown(failure("the test loses the answer for " + key))
                : outcome;
    }

    /** Whether what is written under a name reads back as something else. */
    synchronized boolean damages(FileKey key) {
        return has(Fault.COPY_DAMAGED, key);
    }

    private synchronized boolean loses(Fault fault, FileKey key) {
        return has(fault, key);
    }

    synchronized void failFolder(String folder) {
        folders.add(folder);
    }

    synchronized Set<String> folders() {
        return Set.copyOf(folders);
    }

    synchronized boolean isUnreadable(FileKey key) {
        return folders.stream().anyMatch(key::isWithin);
    }

    synchronized void failVerify() {
        verifyFails = true;
    }

    synchronized boolean verifyFails() {
        return verifyFails;
    }

    synchronized void failLookUps() {
        lookUpsFail = true;
    }

    synchronized boolean lookUpsFail() {
        return lookUpsFail;
    }

    synchronized void failWrites() {
        writesFail = true;
    }

    synchronized boolean writesFail() {
        return writesFail;
    }

    synchronized void failAside() {
        asideFails = true;
    }

    synchronized boolean asideFails() {
        return asideFails;
    }

    synchronized void failListingAfter(int delivered) {
        listingFailsAfter = OptionalInt.of(delivered);
    }

    synchronized boolean listingFailsAfter(int delivered) {
        return listingFailsAfter.isPresent() && listingFailsAfter.getAsInt() <= delivered;
    }

    synchronized void heal() {
        keys.clear();
        folders.clear();
        verifyFails = false;
        lookUpsFail = false;
        asideFails = false;
        writesFail = false;
        listingFailsAfter = OptionalInt.empty();
    }

    static Failure unreadable(String folder) {
        return failure("the test lets the folder " + folder + " be unreadable");
    }

    private static Failure failure(String message) {
        return new Failure("ScriptedFault", message);
    }
}
