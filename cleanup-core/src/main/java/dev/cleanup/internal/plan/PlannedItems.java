package dev.cleanup.internal.plan;

import dev.cleanup.fact.Facts;
import dev.cleanup.internal.config.CleanupConfig;
import dev.cleanup.internal.storage.FileRemoval;
import dev.cleanup.policy.Candidate;
import dev.cleanup.policy.SelectionResult;
import dev.cleanup.record.Claim;
import dev.cleanup.record.RecordFacts;
import dev.cleanup.reference.Owner;
import dev.cleanup.report.PlannedItem;
import dev.cleanup.report.TaskPlan;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.StoredFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The items that a task would remove, in the order in which they go. */
public final class PlannedItems {

    private record Planned(PlannedItem item, Facts facts) {}

    /** Says of which items all is kept that is known of them. */
    public interface Room {

        /** Whether there is room for one more, where there are so many. */
        boolean isThereFor(String name, int kept);

        /** Whether of the others at least a trace is kept; else they are counted. */
        default boolean keepsTraces() {
            return true;
        }
    }

    /** As many as a plan lists, for a task that nothing comes after: nobody asks for the others by name. */
    public static final Room FOR_A_PLAN = new Room() {
        @Override
        public boolean isThereFor(String name, int kept) {
            return kept < CleanupConfig.LISTED;
        }

        @Override
        public boolean keepsTraces() {
            return false;
        }
    };

    /** Everything is kept: a guard looks through the items, or a second sighting is asked of each. */
    public static final Room FOR_ALL = (name, kept) -> true;

    /** As many as a run keeps: it needs them all for moments only. */
    public static final Room FOR_SOME = forFirst(10_000);

    public static Room forFirst(int most) {
        return (name, kept) -> kept < most;
    }

    private final Room room;
    private Map<String, Planned> items = new LinkedHashMap<>();
    private final TrimmedItems surplus = new TrimmedItems();

    /** What dead runs of the same task have claimed: it is finished, whatever a selection says. */
    private final Map<Owner, Claim> claims = new LinkedHashMap<>();

    PlannedItems(Room room) {
        this.room = room;
    }

    /** Adds an item; of a file beyond what there is room for only a trace is kept. */
    void add(PlannedItem item, Facts facts) {
        if (item.record().isPresent() || room.isThereFor(item.name(), items.size())) {
            items.put(keyOf(item), new Planned(item, facts));
        } else {
            item.files().forEach(room.keepsTraces() ? surplus::add : surplus::count);
        }
    }

    /** Tells items apart, which names of records with secret ids may not. No text shows it. */
    private static String keyOf(PlannedItem item) {
        return item.record().map(FileRemoval::nameOf).orElseGet(item::name);
    }

    /** The files beyond those that are listed, of which each is an item. */
    public TrimmedItems surplus() {
        return surplus;
    }

    /** The next record that is added was claimed by a run that died. */
    void claimed(Claim claim) {
        claims.put(claim.record().owner(), claim);
    }

    public Optional<Claim> claim(Owner record) {
        return Optional.ofNullable(claims.get(record));
    }

    /** Whether a dead run has claimed a record. */
    public boolean isClaimed(Owner record) {
        return claims.containsKey(record);
    }

    /** The files of what dead runs have claimed. */
    List<FileKey> claimedFiles() {
        return claims.values().stream()
                .flatMap(claim -> claim.record().files().stream())
                .distinct()
                .toList();
    }

    /** The items as a selection sees them. */
    List<Candidate> candidates() {
        List<Candidate> candidates = new ArrayList<>();
        items.forEach((key, planned) -> {
            if (!isClaimed(planned)) {
                candidates.add(
                        new Candidate(key, planned.facts(), planned.item().bytes()));
            }
        });
        return candidates;
    }

    private boolean isClaimed(Planned planned) {
        return planned.item().record().filter(claims::containsKey).isPresent();
    }

    /** Keeps only what a selection has chosen, in its order, and gives what it left out. */
    Rest choose(SelectionResult choice) {
        Map<String, Planned> rest = items;
        items = new LinkedHashMap<>();
        claims.keySet().forEach(record -> move(FileRemoval.nameOf(record), rest));
        choice.chosen().forEach(chosen -> move(chosen.id(), rest));
        return new Rest(rest.size(), leaveTo(filesOf(rest.values())));
    }

    private void move(String key, Map<String, Planned> from) {
        Planned planned = from.remove(key);
        if (planned != null) {
            items.put(key, planned);
        }
    }

    /** What a selection left out, and the chosen items of which files stay with it. */
    record Rest(int size, List<String> sharing) {}

    private static Set<FileKey> filesOf(Collection<Planned> rest) {
        return rest.stream()
                .map(Planned::facts)
                .filter(RecordFacts.class::isInstance)
                .flatMap(record -> ((RecordFacts) record).files().stream())
                .collect(Collectors.toSet());
    }

    /** A file that a record names, too, which was not chosen stays with that: the plan must not count on it. */
    private List<String> leaveTo(Set<FileKey> others) {
        List<String> sharing = new ArrayList<>();
        items.replaceAll((key, planned) -> {
            List<StoredFile> own = planned.item().files().stream()
                    .filter(file -> !others.contains(file.key()))
                    .toList();
            int shared = planned.item().files().size() - own.size();
            if (shared > 0) {
                sharing.add(planned.item().name() + " shares files with records that stay: " + shared
                        + " of its files stay, too");
            }
            PlannedItem item = planned.item();
            return new Planned(new PlannedItem(item.record(), own, item.reason()), planned.facts());
        });
        return sharing;
    }

    /** Keeps only what a plan holds, too, for which there must have been room, and gives what the plan holds beyond that. */
    public List<PlannedItem> keepOnly(List<PlannedItem> planned) {
        Map<String, PlannedItem> held = new LinkedHashMap<>();
        planned.forEach(item -> held.put(keyOf(item), item));
        items.entrySet().removeIf(fresh -> !isHeld(fresh.getValue().item(), held.get(fresh.getKey())));
        surplus.clear();
        held.keySet().removeAll(items.keySet());
        return List.copyOf(held.values());
    }

    private static boolean isHeld(PlannedItem fresh, @Nullable PlannedItem planned) {
        return planned != null
                && fresh.files().stream()
                        .allMatch(file -> planned.files().stream().anyMatch(seen -> isSame(seen, file)));
    }

    void remove(PlannedItem item) {
        items.remove(keyOf(item));
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    /** The items of which everything was kept. */
    public List<PlannedItem> list() {
        return items.values().stream().map(Planned::item).toList();
    }

    /** The records that would go, as they were found. */
    public List<RecordFacts> records() {
        return items.values().stream()
                .map(Planned::facts)
                .filter(RecordFacts.class::isInstance)
                .map(RecordFacts.class::cast)
                .toList();
    }

    /** What would go with a record, and why. */
    public Optional<PlannedItem> item(Owner record) {
        return Optional.ofNullable(items.get(FileRemoval.nameOf(record))).map(Planned::item);
    }

    /** Hands over the name of each file that would go. */
    public void forEachKey(Consumer<FileKey> sink) {
        for (Planned planned : items.values()) {
            planned.item().files().forEach(file -> sink.accept(file.key()));
        }
        surplus.forEach(trace -> sink.accept(trace.key()));
    }

    /** Of all items, the surplus among them. */
    public TaskPlan.Totals totals() {
        TaskPlan.Totals totals = TaskPlan.Totals.NONE;
        for (Planned planned : items.values()) {
            totals = totals.plus(planned.item());
        }
        long more = surplus.count();
        long bytes = totals.bytes() + Math.min(surplus.bytes(), Long.MAX_VALUE - totals.bytes());
        return new TaskPlan.Totals(totals.items() + more, totals.files() + more, bytes);
    }

    /** Whether two sightings are of one file. */
    public static boolean isSame(StoredFile one, StoredFile other) {
        return one.key().equals(other.key()) && one.identity().equals(other.identity()) && one.size() == other.size();
    }
}
