package dev.cleanup.guard;

import dev.cleanup.fact.FactValue;
import dev.cleanup.outcome.Reason;
import dev.cleanup.reference.Owner;
import dev.cleanup.report.PlannedItem;
import dev.cleanup.report.ReferenceCounts;
import dev.cleanup.report.ScanCounts;
import dev.cleanup.report.TaskPlan;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.FileTimes;
import dev.cleanup.storage.StoredFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** Evidence made by hand: a healthy world, of which a test changes what its guard is about. */
final class Sight {

    private static final Reason ORPHAN = new Reason(Reason.Kind.REFERENCE, "no reference names it");

    private final List<PlannedItem> items = new ArrayList<>();
    private TaskPlan.Totals totals = TaskPlan.Totals.NONE;
    private ScanCounts seen = new ScanCounts(100, 90, 10, 0, 0, 0);
    private List<ReferenceCounts> references = List.of(new ReferenceCounts("database", 90, 0, 0, 0, 0, 0));
    private List<String> unmappable = List.of();
    private Evidence.Samples nearMatches = Evidence.Samples.NONE;
    private Evidence.Samples unnameable = Evidence.Samples.NONE;
    private FactValue<List<Evidence.EarlierRun>> earlier = FactValue.absent();
    private Evidence.StorageState storage = Evidence.StorageState.HOLDS_FILES;

    /** Earlier runs, the newest first, in which the first source delivered so many references; negative if nothing went. */
    Sight earlier(long... references) {
        earlier = FactValue.known(LongStream.of(references)
                .mapToObj(count -> new Evidence.EarlierRun(
                        List.of(new ReferenceCounts("first", Math.abs(count), 0, 0, 0, 0, 0)), count < 0 ? 0 : 1))
                .toList());
        return this;
    }

    Sight unreadableHistory(String why) {
        earlier = FactValue.unreadable(why);
        return this;
    }

    /** So many files were listed, and so many of them are orphans. */
    Sight files(long listed, long orphans) {
        seen = new ScanCounts(listed, listed - orphans, orphans, 0, 0, 0);
        return this;
    }

    /** Two sources delivered so many references and so many values that are no key. */
    Sight references(long ofFirst, long ofSecond, long unmappableOfFirst, long unmappableOfSecond) {
        references = List.of(
                new ReferenceCounts("first", ofFirst, 0, 0, 0, unmappableOfFirst, 0),
                new ReferenceCounts("second", ofSecond, 0, 0, 0, unmappableOfSecond, 0));
        return this;
    }

    Sight unmappable(String... values) {
        unmappable = List.of(values);
        return this;
    }

    Sight nearMatches(long count, String... some) {
        nearMatches = new Evidence.Samples(count, List.of(some));
        return this;
    }

    Sight unnameable(long count, String... some) {
        unnameable = new Evidence.Samples(count, List.of(some));
        return this;
    }

    Sight emptyStorage() {
        storage = Evidence.StorageState.EMPTY;
        return this;
    }

    /** So many files of a size would go: {@code file-1}, {@code file-2} and so on. */
    Sight removing(int count, long size) {
        for (int i = 1; i <= count; i++) {
            add(new PlannedItem(Optional.empty(), List.of(file("file-" + i, size)), ORPHAN));
        }
        return this;
    }

    /** A record would go with its file. */
    Sight removing(Owner record) {
        add(new PlannedItem(Optional.of(record), List.of(file("audio", 1)), ORPHAN));
        return this;
    }

    private void add(PlannedItem item) {
        items.add(item);
        totals = totals.plus(item);
    }

    private static StoredFile file(String key, long size) {
        return new StoredFile(FileKey.of(key), size, FileTimes.modified(Instant.EPOCH), key);
    }

    Evidence evidence() {
        return new Evidence(
                "task", seen, totals, items, references, unmappable, nearMatches, unnameable, storage, earlier);
    }
}
