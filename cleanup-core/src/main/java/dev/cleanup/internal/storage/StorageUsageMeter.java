package dev.cleanup.internal.storage;

import dev.cleanup.fact.Fact;
import dev.cleanup.fact.FactValue;
import dev.cleanup.internal.compact.CompactKeyList;
import dev.cleanup.internal.context.EventPublisher;
import dev.cleanup.internal.context.ProgressThrottle;
import dev.cleanup.internal.context.RunContext;
import dev.cleanup.outcome.Failure;
import dev.cleanup.policy.Selection;
import dev.cleanup.report.Phase;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.ListableStorage;
import dev.cleanup.storage.ListingSink;
import dev.cleanup.storage.LookupSink;
import dev.cleanup.storage.StoredFile;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Adds up what all stored files hold, which has every one of them looked up once: by whoever lists them for another purpose,
 * or else here. Not thread-safe.
 */
public final class StorageUsageMeter implements LookupSink {

    private final RunContext walk;
    private final String task;
    private final List<FileKey> rest = new CompactKeyList();
    private long bytes;
    private Optional<String> gap = Optional.empty();

    private StorageUsageMeter(RunContext walk, String task) {
        this.walk = walk;
        this.task = task;
    }

    /** For who shows each file of a listing, where a selection asks what all of them hold. */
    public static Optional<StorageUsageMeter> askedForBy(Selection rule, String task, RunContext walk) {
        return rule.needs().contains(Fact.STORAGE_USED)
                ? Optional.of(new StorageUsageMeter(walk, task))
                : Optional.empty();
    }

    /** Of all files by a listing of its own. */
    public static StorageUsageMeter ofAll(RunContext walk, String task) {
        StorageUsageMeter all = new StorageUsageMeter(walk, task);
        if (walk.storage() instanceof ListableStorage listable) {
            all.list(listable);
        } else {
            all.gap = Optional.of(walk.storage().id() + " cannot list its files");
        }
        return all;
    }

    private void list(ListableStorage storage) {
        ProgressThrottle pulse = walk.events().pulse();
        walk.events().begin(task, Phase.LISTING, OptionalLong.empty());
        storage.list(new ListingSink() {
            @Override
            public void key(FileKey key) {
                lists(key);
                if (rest.size() % EventPublisher.STEP == 0 || pulse.beats()) {
                    walk.halt().check();
                    walk.events().progress(task, Phase.LISTING, rest.size(), OptionalLong.empty());
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
        });
        walk.events().progress(task, Phase.LISTING, rest.size(), OptionalLong.of(rest.size()));
    }

    /** A file that was listed, and is looked up by nobody else. */
    public void lists(FileKey key) {
        rest.add(key);
    }

    /** The bytes of all files, less those that earlier tasks take; unreadable as soon as one file is. */
    public FactValue<Long> measure(long taken) {
        CheckedLookup.of(walk).lookUp(task, rest, this);
        if (gap.isEmpty()) {
            walk.figures().measured(bytes);
        }
        long used = Math.max(0, bytes - taken);
        return gap.<FactValue<Long>>map(FactValue::unreadable).orElseGet(() -> FactValue.known(used));
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
        // as above: a link and the like
    }

    @Override
    public void unknown(FileKey key, Failure failure) {
        gap = Optional.of(key + " could not be looked up: " + failure);
    }
}
