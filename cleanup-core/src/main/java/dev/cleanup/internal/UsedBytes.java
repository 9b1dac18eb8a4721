package dev.cleanup.internal;

import dev.cleanup.outcome.Failure;
import dev.cleanup.policy.Reading;
import dev.cleanup.report.Phase;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.KeySink;
import dev.cleanup.storage.ListableStorage;
import dev.cleanup.storage.LookupSink;
import dev.cleanup.storage.StoredFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Adds up what all stored files hold, which has every one of them looked up. */
final class UsedBytes implements KeySink, LookupSink {

    private final Walk walk;
    private final Pulse pulse;
    private final String task;
    private final Items known;
    private final List<FileKey> keys = new ArrayList<>();
    private long bytes;
    private long listed;
    private Optional<String> gap = Optional.empty();

    /**
     * Measures for a task.
     *
     * @param known files that were looked up a moment ago, and are not looked up again
     */
    UsedBytes(Walk walk, String task, Items known) {
        this.walk = walk;
        this.known = known;
        this.pulse = walk.events().pulse();
        this.task = task;
    }

    /** The bytes of all files, less those that earlier tasks take; unreadable as soon as one file is. */
    Reading<Long> measure(long taken) {
        if (!(walk.storage() instanceof ListableStorage listable)) {
            return Reading.unreadable(walk.storage().id() + " cannot list its files");
        }
        walk.events().begin(task, Phase.LISTING, OptionalLong.empty());
        listable.list(this);
        walk.events().progress(task, Phase.LISTING, listed, OptionalLong.of(listed));
        walk.lookup().lookUp(task, keys, this);
        if (gap.isEmpty()) {
            walk.chronicle().measured(bytes);
        }
        long used = Math.max(0, bytes - taken);
        return gap.<Reading<Long>>map(Reading::unreadable).orElseGet(() -> Reading.known(used));
    }

    @Override
    public void key(FileKey key) {
        known.orphan(key).ifPresentOrElse(this::found, () -> keys.add(key));
        if (++listed % Events.STEP == 0 || pulse.beats()) {
            walk.halt().check();
            walk.events().progress(task, Phase.LISTING, listed, OptionalLong.empty());
        }
    }

    @Override
    public void unusable(String shown, String why) {
        // links, devices and the like hold no bytes of their own
    }

    @Override
    public void unreadable(String shown, Failure failure) {
        gap = Optional.of(shown + " could not be read: " + failure);
    }

    @Override
    public void found(StoredFile file) {
        bytes += Math.min(file.size(), Long.MAX_VALUE - bytes);
    }

    @Override
    public void absent(FileKey key) {
        // gone since it was listed: holds nothing any more
    }

    @Override
    public void unusable(FileKey key, String why) {
        // as above
    }

    @Override
    public void unknown(FileKey key, Failure failure) {
        gap = Optional.of(key + " could not be looked up: " + failure);
    }
}
