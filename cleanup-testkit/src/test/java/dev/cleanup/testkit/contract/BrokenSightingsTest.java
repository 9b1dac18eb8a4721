package dev.cleanup.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.cleanup.history.HistoryUnavailableException;
import dev.cleanup.history.SightingScope;
import dev.cleanup.history.SightingStore;
import dev.cleanup.history.SightingTime;
import dev.cleanup.testkit.ContractRun;
import dev.cleanup.testkit.PlainSightings;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Ledgers that let files ripen too early, or never: each is broken in one place, and fails the contract there. */
@Tag("fast")
class BrokenSightingsTest {

    private interface Breaking extends Function<PlainSightings.Place, SightingStore> {}

    static Stream<Arguments> broken() {
        return Stream.of(
                broken(
                        "shows what another cleanup has seen",
                        placing(of -> new SightingScope(of.storage(), "any", of.task())),
                        "tellsPlacesApart"),
                broken(
                        "folds the names of places",
                        placing(of ->
                                new SightingScope(of.storage().toLowerCase(Locale.ROOT), of.cleanup(), of.task())),
                        "tellsPlacesApart"),
                broken("forgets", Forgets::new, "knowsOrphansSinceTheirFirstSighting"),
                broken("never forgets", NeverForgets::new, "forgetsWhatWasNoOrphanInTheLastRun"),
                broken("keeps the old where nothing is left", KeepsAtEmpty::new, "forgetsAllWhereNoOrphanIsLeft"),
                broken("remembers half", RemembersHalf::new, "remembersAllOrNothing"),
                broken("cuts times to days", CutToDays::new, "knowsTheTimeOfTheLastRunToTheMicrosecond"),
                broken("remembers the first batch", FirstBatch::new, "takesManyInBatches"),
                broken("a fault is an empty ledger", EmptyAtFault::new, "saysSoWhereItCannotBeReadOrWritten"),
                broken(
                        "lives in its object",
                        place -> new PlainSightings(new PlainSightings.Place()),
                        "keepsWhatItKnowsWhereItOutlivesTheProcess"));
    }

    private static Arguments broken(String harm, Breaking breaking, String test) {
        return arguments(harm, breaking, test);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("broken")
    void isCaught(String harm, Breaking breaking, String test) {
        assertThat(failures(breaking)).as(harm).contains(test);
    }

    @Test
    void passesAGoodLedger() {
        assertThat(failures(PlainSightings::new)).isEmpty();
    }

    private static Set<String> failures(Breaking breaking) {
        Broken.breaking = breaking;
        return ContractRun.failuresOf(Broken.class);
    }

    static final class Broken extends SightingStoreContract {
        private static Breaking breaking = PlainSightings::new;

        private final PlainSightings.Place place = new PlainSightings.Place();

        @Override
        protected SightingStore ledger() {
            return breaking.apply(place);
        }

        @Override
        protected boolean breakPlace() {
            place.breakDown();
            return true;
        }
    }

    private static Breaking placing(UnaryOperator<SightingScope> change) {
        return place -> new PlainSightings(place) {
            @Override
            public Optional<SightingTime> time(SightingScope of) {
                return super.time(change.apply(of));
            }

            @Override
            public void lookUp(SightingScope of, Collection<String> marks, BiConsumer<String, Instant> sink) {
                super.lookUp(change.apply(of), marks, sink);
            }

            @Override
            public void remember(SightingScope of, SightingTime time, Iterable<List<String>> orphans) {
                super.remember(change.apply(of), time, orphans);
            }
        };
    }

    private static final class Forgets extends PlainSightings {
        Forgets(Place place) {
            super(place);
        }

        @Override
        public void remember(SightingScope of, SightingTime time, Iterable<List<String>> orphans) {
            super.remember(of, time, List.of());
            super.remember(of, time, orphans);
        }
    }

    private static final class NeverForgets extends PlainSightings {
        private final List<String> all = new ArrayList<>();

        NeverForgets(Place place) {
            super(place);
        }

        @Override
        public void remember(SightingScope of, SightingTime time, Iterable<List<String>> orphans) {
            orphans.forEach(
                    batch -> batch.stream().filter(mark -> !all.contains(mark)).forEach(all::add));
            super.remember(of, time, List.of(all));
        }
    }

    private static final class KeepsAtEmpty extends PlainSightings {
        KeepsAtEmpty(Place place) {
            super(place);
        }

        @Override
        public void remember(SightingScope of, SightingTime time, Iterable<List<String>> orphans) {
            if (orphans.iterator().hasNext()) {
                super.remember(of, time, orphans);
            }
        }
    }

    private static final class RemembersHalf extends PlainSightings {
        RemembersHalf(Place place) {
            super(place);
        }

        @Override
        public void remember(SightingScope of, SightingTime time, Iterable<List<String>> orphans) {
            List<List<String>> begun = new ArrayList<>();
            try {
                orphans.forEach(begun::add);
            } finally {
                super.remember(of, time, begun);
            }
        }
    }

    private static final class CutToDays extends PlainSightings {
        CutToDays(Place place) {
            super(place);
        }

        @Override
        public void remember(SightingScope of, SightingTime time, Iterable<List<String>> orphans) {
            SightingTime cut = new SightingTime(
                    time.time().truncatedTo(ChronoUnit.DAYS), time.clock(), time.highest(), time.timeAtHighest());
            super.remember(of, cut, orphans);
        }
    }

    private static final class FirstBatch extends PlainSightings {
        FirstBatch(Place place) {
            super(place);
        }

        @Override
        public void remember(SightingScope of, SightingTime time, Iterable<List<String>> orphans) {
            List<List<String>> all = new ArrayList<>();
            orphans.forEach(all::add);
            super.remember(of, time, all.subList(0, Math.min(1, all.size())));
        }
    }

    private static final class EmptyAtFault extends PlainSightings {
        EmptyAtFault(Place place) {
            super(place);
        }

        @Override
        public Optional<SightingTime> time(SightingScope of) {
            try {
                return super.time(of);
            } catch (HistoryUnavailableException hidden) {
                return Optional.empty();
            }
        }
    }
}
