package dev.cleanup.jsonstore;

import dev.cleanup.jsonstore.internal.codec.SamplePlans;
import dev.cleanup.outcome.Failure;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.outcome.Reason;
import dev.cleanup.reference.Origin;
import dev.cleanup.reference.Owner;
import dev.cleanup.report.CleanupPlan;
import dev.cleanup.report.FileTotals;
import dev.cleanup.report.ItemRef;
import dev.cleanup.report.ItemReport;
import dev.cleanup.report.PlannedItem;
import dev.cleanup.report.QuarantinePlan;
import dev.cleanup.report.ReferenceCounts;
import dev.cleanup.report.Refusal;
import dev.cleanup.report.ScanCounts;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.report.TaskPlan;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.FileTimes;
import dev.cleanup.storage.QuarantineNote;
import dev.cleanup.storage.QuarantinedFile;
import dev.cleanup.storage.StoredFile;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Plans from a seed: any text, any number, any instant. */
public final class RandomPlans {

    private final Random random;

    public RandomPlans(long seed) {
        random = new Random(seed);
    }

    public CleanupPlan plan() {
        return new CleanupPlan(
                text(),
                text(),
                text(),
                maybe(this::text),
                instant(),
                instant(),
                text(),
                maybe(this::text),
                some(this::counts),
                some(this::task),
                quarantine(),
                some(this::text));
    }

    private QuarantinePlan quarantine() {
        return new QuarantinePlan(
                taskOutcome(), amount(), amount(), amount(), some(this::asideFile), some(this::asideFile));
    }

    private FileTotals amount() {
        return new FileTotals(number(), number());
    }

    private QuarantinedFile asideFile() {
        Set<String> retired = new HashSet<>(some(this::text));
        return new QuarantinedFile(
                text(), file(), new QuarantineNote(text(), text(), text(), instant(), instant(), retired));
    }

    private ReferenceCounts counts() {
        return new ReferenceCounts(text(), number(), number(), number(), number(), number(), number());
    }

    private TaskPlan task() {
        return new TaskPlan(
                text(),
                text(),
                taskOutcome(),
                seen(),
                spared(),
                new TaskPlan.Totals(number(), number(), number()),
                some(this::item),
                some(this::finding),
                some(this::text));
    }

    private ScanCounts seen() {
        int referenced = random.nextInt(1_000_000);
        int unreferenced = random.nextInt(1_000_000);
        return new ScanCounts(referenced + unreferenced, referenced, unreferenced, number(), number(), number());
    }

    private Map<Reason.Kind, Long> spared() {
        Map<Reason.Kind, Long> spared = new EnumMap<>(Reason.Kind.class);
        some(() -> spared.put(one(Reason.Kind.values()), number()));
        return spared;
    }

    private PlannedItem item() {
        return new PlannedItem(maybe(this::owner), some(this::file), reason());
    }

    private StoredFile file() {
        return new StoredFile(key(), number() & Long.MAX_VALUE, times(), text());
    }

    private FileTimes times() {
        Set<FileTimes.Kind> unread = EnumSet.noneOf(FileTimes.Kind.class);
        Map<FileTimes.Kind, Instant> known = new EnumMap<>(FileTimes.Kind.class);
        for (FileTimes.Kind kind : FileTimes.Kind.values()) {
            if (random.nextBoolean()) {
                known.put(kind, instant());
            } else if (random.nextBoolean()) {
                unread.add(kind);
            }
        }
        return new FileTimes(known, unread);
    }

    private ItemReport finding() {
        return new ItemReport(subject(), number(), outcome(), maybe(this::reason));
    }

    private ItemRef subject() {
        return one(new ItemRef.OfFile(key()), new ItemRef.OfRecord(owner()), new ItemRef.OfEntry(text()));
    }

    private Outcome outcome() {
        Outcome known = one(SamplePlans.outcomes().toArray(Outcome[]::new));
        return one(known, new Outcome.Kept(reason()), new Outcome.Failed(failure()), new Outcome.Quarantined(text()));
    }

    private TaskOutcome taskOutcome() {
        TaskOutcome known = one(SamplePlans.taskOutcomes().toArray(TaskOutcome[]::new));
        return one(known, new TaskOutcome.Refused(List.of(refusal(), refusal())), new TaskOutcome.Failed(failure()));
    }

    private Refusal refusal() {
        return new Refusal(text(), text(), some(this::text), text(), one(Refusal.Remedy.values()));
    }

    private Failure failure() {
        return new Failure(text(), text());
    }

    private Reason reason() {
        return new Reason(one(Reason.Kind.values()), text());
    }

    private Owner owner() {
        Origin origin = one(Origin.named(text()), Origin.of(text(), text()));
        return new Owner(one(origin, origin.withSecretIds()), text());
    }

    private FileKey key() {
        return FileKey.of("k"
                + text().codePoints()
                        .filter(c -> c != 0 && c != '/' && Character.getType(c) != Character.SURROGATE)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append));
    }

    /** Any characters, halves of surrogate pairs among them; sometimes longer than any buffer. */
    String text() {
        int length = random.nextInt(200) == 0 ? 20_000 : random.nextInt(12);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            switch (random.nextInt(6)) {
                case 0 -> text.append((char) random.nextInt(0x80));
                case 1 -> text.append((char) random.nextInt(0x10000));
                case 2 -> text.appendCodePoint(0x1F600 + random.nextInt(0x40));
                case 3 -> text.appendCodePoint(0xE0000 + random.nextInt(0x100));
                default -> text.append((char) ('a' + random.nextInt(26)));
            }
        }
        return text.toString();
    }

    private long number() {
        return one(0L, 1L, random.nextLong(), Long.MAX_VALUE, Long.MIN_VALUE);
    }

    private Instant instant() {
        Instant usual = Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
        return one(usual, Instant.EPOCH, Instant.MAX, Instant.MIN, Instant.ofEpochSecond(random.nextInt()));
    }

    private <T> Optional<T> maybe(Supplier<T> value) {
        return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
    }

    private <T> List<T> some(Supplier<T> value) {
        return Stream.generate(value).limit(random.nextInt(4)).toList();
    }

    @SafeVarargs
    private <T> T one(T... all) {
        return all[random.nextInt(all.length)];
    }
}
