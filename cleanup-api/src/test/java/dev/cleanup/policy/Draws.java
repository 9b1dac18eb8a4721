package dev.cleanup.policy;

import static dev.cleanup.policy.Known.NOW;

import dev.cleanup.fact.Fact;
import dev.cleanup.fact.FactValue;
import dev.cleanup.reference.Owner;
import dev.cleanup.storage.ByteSize;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.FileTimes;
import dev.cleanup.storage.Percentage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Random facts, rules and candidates: the same for the same seed, another with {@code -Dcleanup.seed=}. */
final class Draws {

    static final List<Fact<?>> FACTS = List.of(
            Fact.STATUS,
            Fact.IN_USE_BY,
            Fact.REFERENCED_BY,
            Fact.FILES,
            Fact.FILE_KEY,
            Fact.FILE_SIZE,
            Fact.FILE_TIMES,
            Fact.attribute("kind"),
            Fact.time("created"),
            Fact.time("expires"));

    static final long SEED = Long.getLong("cleanup.seed", 20_260_109);

    private static final int ROUNDS = 3000;

    private final SplittableRandom random;

    Draws(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Tries a property many times; a failure names the seed that shows it again. */
    static void rounds(Consumer<Draws> property) {
        Draws draws = new Draws(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            try {
                property.accept(draws);
            } catch (AssertionError | RuntimeException fault) {
                throw new AssertionError("seed " + SEED + ", round " + round + ": " + fault.getMessage(), fault);
            }
        }
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** All facts known, absent or unreadable. */
    Known facts() {
        Known facts = Known.nothing();
        for (Fact<?> fact : FACTS) {
            facts = switch (below(5)) {
                case 0 -> facts.without(fact);
                case 1 -> facts.unreadable(fact);
                default -> facts.reading(fact, FactValue.known(value(fact)));
            };
        }
        return facts;
    }

    private Object value(Fact<?> fact) {
        if (fact.type() == Instant.class) {
            return instant();
        }
        if (fact.type() == FileTimes.class) {
            return FileTimes.modified(instant()).with(FileTimes.Kind.STATUS_CHANGED, instant());
        }
        if (fact.type() == FileKey.class) {
            return FileKey.of(word() + "/" + word() + ".tmp");
        }
        if (fact.type() == List.class) {
            return below(2) == 0 ? List.of() : List.of(FileKey.of(word()));
        }
        if (fact.type() == Owner.class) {
            return new Owner("sessions", word());
        }
        return fact.type() == Long.class ? (Object) (long) below(4) : word();
    }

    Instant instant() {
        return NOW.plusSeconds(below(7) - 4);
    }

    private String word() {
        return oneOf(List.of("a", "b", "c"));
    }

    /** A rule of at most that depth. */
    ItemPolicy rule(int depth) {
        return switch (depth == 0 ? 0 : below(5)) {
            case 0, 1 -> simple();
            case 2 -> Policies.not(rule(depth - 1));
            case 3 -> Policies.allOf(rule(depth - 1), rule(depth - 1));
            default -> Policies.anyOf(rule(depth - 1), rule(depth - 1));
        };
    }

    private ItemPolicy simple() {
        List<Supplier<ItemPolicy>> rules = List.of(
                () -> Policies.status(word(), word()),
                () -> Policies.attribute("kind", word()),
                Policies::inUse,
                Policies::hasFiles,
                Policies::unreferenced,
                Policies::expired,
                () -> Policies.olderThan(age()),
                () -> Policies.created().olderThan(age()),
                () -> Policies.created().before(instant()),
                () -> Policies.created().between(NOW.minusSeconds(2), NOW.plusSeconds(below(3))),
                () -> Policies.named(word() + "*"),
                () -> Policies.within(word()),
                () -> Policies.largerThan(below(4)));
        return oneOf(rules).get();
    }

    Duration age() {
        return Duration.ofSeconds(1 + below(4));
    }

    /** A rule in which whatever protects can only protect: no such fact stands under an odd number of nots. */
    ItemPolicy protective(int depth) {
        return switch (depth == 0 ? 0 : below(4)) {
            case 0, 1 ->
                oneOf(List.<Supplier<ItemPolicy>>of(
                                Policies::unreferenced,
                                () -> Policies.not(Policies.inUse()),
                                Policies::expired,
                                () -> Policies.olderThan(age()),
                                () -> Policies.created().olderThan(age()),
                                () -> Policies.status(word())))
                        .get();
            case 2 -> Policies.allOf(protective(depth - 1), protective(depth - 1));
            default -> Policies.anyOf(protective(depth - 1), protective(depth - 1));
        };
    }

    /** Candidates of which times and sizes collide often, and some times are missing. */
    List<Candidate> candidates() {
        return IntStream.range(0, below(12)).mapToObj(this::candidate).toList();
    }

    private Candidate candidate(int id) {
        Known facts = Known.nothing()
                .with(Fact.FILE_TIMES, FileTimes.modified(instant()))
                .with(Fact.attribute("kind"), word());
        return new Candidate(
                "id" + id,
                below(6) == 0 ? facts.without(Fact.time("created")) : facts.with(Fact.time("created"), instant()),
                below(8) == 0 ? Long.MAX_VALUE : below(5));
    }

    Selection selection() {
        Quota.Exceeded exceeded = Policies.quotaAbove(
                below(2) == 0 ? new ByteSize(1 + below(20)) : Policies.percentOfFileStore(1 + below(99)));
        Percentage share = Policies.percent(1 + below(100));
        Quota.Unordered quota = below(2) == 0 ? exceeded.downTo(share) : exceeded.freeing(share);
        return switch (below(5)) {
            case 0 -> Policies.keepNewest(1 + below(3));
            case 1 -> Policies.keepNewest(1 + below(3)).by("created").per("kind");
            case 2 -> quota.oldestFirst();
            case 3 -> quota.oldestFirst("created");
            default -> quota.largestFirst();
        };
    }

    StorageUsage usage() {
        long capacity = 1 + below(40);
        return Candidates.store(below(40), capacity, below((int) capacity + 1));
    }
}
