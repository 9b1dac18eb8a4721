package dev.cleanup;

import dev.cleanup.outcome.Failure;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.ListableStorage;
import dev.cleanup.storage.ListingSink;
import dev.cleanup.storage.LookupSink;
import dev.cleanup.storage.OutcomeSink;
import dev.cleanup.storage.StoredFile;
import dev.cleanup.testkit.fake.InMemoryStorage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A host drawn from a seed: files of any age, some of them named, and what the host and the world do during a run. */
final class RandomHost {

    final Sweep world = new Sweep();

    /** What was named at first and is never let go. */
    final Set<String> named = new TreeSet<>();

    final Set<String> young = new TreeSet<>();

    /** What the host deletes or replaces itself, if it comes to that. */
    final Set<String> ownWork = new HashSet<>();

    private final Map<String, String> identities = new HashMap<>();
    private final Set<String> removedByHost = new HashSet<>();
    private final Random random;

    RandomHost(long seed) {
        random = new Random(seed);
        int files = random.nextInt(60);
        for (int i = 0; i < files; i++) {
            draw(i);
        }
        if (random.nextInt(4) > 0) {
            world.task = world.task
                    .allowNoReferences()
                    .allowNoMatches()
                    .allowOrphanShare(100)
                    .allowNearMatches(100);
        }
        world.storage.keys().forEach(key -> identities.put(key, identityOf(key)));
    }

    private void draw(int number) {
        String key = (random.nextInt(3) == 0 ? "folder/" : "") + (random.nextInt(9) == 0 ? "FILE-" : "file-") + number;
        Duration age = Duration.ofMinutes(random.nextInt(3 * 24 * 60));
        world.storage.put(key, random.nextInt(100), world.ago(age));
        if (age.compareTo(Sweep.DAY) < 0) {
            young.add(key);
        }
        if (random.nextInt(5) < 3) {
            named.add(key);
            world.named(key);
        } else if (random.nextInt(9) == 0) {
            world.named(key.toUpperCase(Locale.ROOT));
        }
    }

    private String identityOf(String key) {
        return world.storage.file(key).identity();
    }

    /** Lets the host do some work of its own during the next run. */
    RandomHost working() {
        for (int i = random.nextInt(4); i > 0 && !identities.isEmpty(); i--) {
            String key = any(identities.keySet());
            Runnable work = work(key);
            switch (random.nextInt(6)) {
                case 0 -> world.database.beforeRead(1, work);
                case 1 -> world.storage.beforeList(work);
                case 2 -> world.storage.afterList(work);
                case 3 -> world.storage.beforeLookUp(work);
                case 4 -> world.database.beforeRead(2, work);
                default -> world.storage.beforeRemoval(work);
            }
        }
        return this;
    }

    private Runnable work(String key) {
        switch (random.nextInt(4)) {
            case 0:
                return () -> world.named(key);
            case 1:
                named.remove(key);
                return () -> release(key);
            case 2:
                ownWork.add(key);
                return () -> end(key, () -> world.storage.replace(key));
            default:
                ownWork.add(key);
                return () -> end(key, () -> world.storage.delete(key));
        }
    }

    /** Named once more before, since what nobody names cannot be let go. */
    private void release(String key) {
        world.named(key).database.remove(key);
    }

    private void end(String key, Runnable work) {
        if (world.storage.contains(key)) {
            removedByHost.add(key);
            work.run();
        }
    }

    /** Lets something go wrong during all following runs. */
    RandomHost failing(long seed) {
        Random faults = new Random(seed);
        for (int i = 1 + faults.nextInt(3); i > 0; i--) {
            fail(faults);
        }
        return this;
    }

    private void fail(Random faults) {
        InMemoryStorage storage = world.storage;
        String key = identities.isEmpty() ? "none" : any(identities.keySet(), faults);
        switch (faults.nextInt(10)) {
            case 0 -> storage.failVerify();
            case 1 -> storage.failListing(faults.nextInt(60));
            case 2 -> storage.failLookUps();
            case 3 -> storage.failLookUp(key);
            case 4 -> storage.failRemoval(key);
            case 5 -> storage.losesAnswerFor(key);
            case 6 -> storage.losesRequestFor(key);
            case 7 -> storage.failFolder("folder");
            case 8 -> world.database.failRead(1 + faults.nextInt(2), 1 + faults.nextInt(60));
            default -> world.database.addUnmappable("?", "drawn");
        }
    }

    /** Lets the storage list and answer in another order. */
    RandomHost shuffled(long seed) {
        world.sight = stored -> new ShuffledStorage(stored, new Random(seed));
        return this;
    }

    private String any(Collection<String> keys) {
        return any(keys, random);
    }

    private static String any(Collection<String> keys, Random random) {
        List<String> sorted = new ArrayList<>(new TreeSet<>(keys));
        return sorted.get(random.nextInt(sorted.size()));
    }

    /** The files of the beginning that are gone, and not by the host. */
    Set<String> removed() {
        return identities.keySet().stream()
                .filter(key -> !world.storage.contains(key) || !identityOf(key).equals(identities.get(key)))
                .filter(key -> !removedByHost.contains(key))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static final class ShuffledStorage extends PassingStorage {

        private final Random random;

        ShuffledStorage(ListableStorage stored, Random random) {
            super(stored);
            this.random = random;
        }

        @Override
        public void list(ListingSink sink) {
            List<FileKey> keys = new ArrayList<>();
            super.list(new ListingSink() {
                @Override
                public void key(FileKey key) {
                    keys.add(key);
                }

                @Override
                public void unusable(String shown, String why) {
                    sink.unusable(shown, why);
                }

                @Override
                public void unreadable(String shown, Failure failure) {
                    sink.unreadable(shown, failure);
                }
            });
            Collections.shuffle(keys, random);
            keys.forEach(sink::key);
        }

        /** Answers one by one, in any order. */
        @Override
        public void lookUp(Collection<FileKey> keys, LookupSink sink) {
            List<FileKey> shuffled = new ArrayList<>(keys);
            Collections.shuffle(shuffled, random);
            shuffled.forEach(key -> super.lookUp(List.of(key), sink));
        }

        @Override
        public void remove(List<StoredFile> batch, OutcomeSink<StoredFile> sink) {
            List<StoredFile> shuffled = new ArrayList<>(batch);
            Collections.shuffle(shuffled, random);
            shuffled.forEach(file -> super.remove(List.of(file), sink));
        }
    }
}
