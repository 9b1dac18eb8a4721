package dev.cleanup.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cleanup.history.HistoryUnavailableException;
import dev.cleanup.history.SightingScope;
import dev.cleanup.history.SightingStore;
import dev.cleanup.history.SightingTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every ledger of sightings must do: a test class to extend.
 *
 * <p>The ledger knows nothing when a test begins. What an implementation cannot do is skipped, visibly. Like every test class,
 * not safe for use by several threads.
 */
public abstract class SightingStoreContract {

    private static final SightingScope PLACE = new SightingScope("uploads", "media", "orphaned-files");
    private static final Instant START = Instant.parse("2026-03-01T12:00:00.123456Z");

    /** For subclasses. */
    protected SightingStoreContract() {}

    /**
     * A ledger over the place of this test. Called again within a test, it is another view of the same place where the ledger
     * outlives the process.
     *
     * @return the ledger
     * @throws Exception if that fails
     */
    protected abstract SightingStore ledger() throws Exception;

    /**
     * Sees to it that the place can be neither read nor written.
     *
     * @return whether that can be done here; false unless overridden, and the test is then skipped
     * @throws Exception if that fails
     */
    protected boolean breakPlace() throws Exception {
        return false;
    }

    private static String mark(int number) {
        return String.format(Locale.ROOT, "%032x", number);
    }

    private static List<String> marks(int from, int to) {
        return IntStream.range(from, to).mapToObj(SightingStoreContract::mark).toList();
    }

    private static SightingTime after(int days) {
        return SightingTime.startingAt(START.plus(Duration.ofDays(days)));
    }

    private static Map<String, Instant> known(SightingStore ledger, SightingScope place, List<String> marks) {
        Map<String, Instant> known = new HashMap<>();
        ledger.lookUp(
                place, marks, (mark, time) -> assertThat(known.put(mark, time)).isNull());
        return known;
    }

    @Test
    final void knowsNothingAtFirst() throws Exception {
        assertThat(ledger().time(PLACE)).isEmpty();
        assertThat(known(ledger(), PLACE, marks(0, 9))).isEmpty();
    }

    @Test
    final void knowsTheTimeOfTheLastRunToTheMicrosecond() throws Exception {
        SightingStore ledger = ledger();
        SightingTime time = new SightingTime(START, START.plusNanos(1_000), START.plusNanos(2_000), Instant.EPOCH);

        ledger.remember(PLACE, after(0), List.of());
        ledger.remember(PLACE, time, List.of());

        assertThat(ledger.time(PLACE)).contains(time);
    }

    @Test
    final void knowsOrphansSinceTheirFirstSighting() throws Exception {
        SightingStore ledger = ledger();
        ledger.remember(PLACE, after(0), List.of(marks(0, 2)));
        ledger.remember(PLACE, after(1), List.of(marks(0, 3)));

        assertThat(known(ledger, PLACE, marks(0, 9)))
                .isEqualTo(Map.of(mark(0), after(0).time(), mark(1), after(0).time(), mark(2), after(1).time()));
    }

    @Test
    final void forgetsWhatWasNoOrphanInTheLastRun() throws Exception {
        SightingStore ledger = ledger();
        ledger.remember(PLACE, after(0), List.of(marks(0, 2)));
        ledger.remember(PLACE, after(1), List.of(marks(1, 2)));
        assertThat(known(ledger, PLACE, marks(0, 2))).containsOnlyKeys(mark(1));

        ledger.remember(PLACE, after(2), List.of(marks(0, 2)));

        assertThat(known(ledger, PLACE, marks(0, 2))).containsEntry(mark(0), after(2).time());
    }

    @Test
    final void tellsPlacesApart() throws Exception {
        SightingStore ledger = ledger();
        List<SightingScope> others = List.of(
                new SightingScope("Uploads", "media", "orphaned-files"),
                new SightingScope("uploads", "media", "others"),
                new SightingScope("uploads", "other", "orphaned-files"),
                new SightingScope("upload", "smedia", "orphaned-files"));

        ledger.remember(PLACE, after(0), List.of(marks(0, 2)));
        others.forEach(other -> ledger.remember(other, after(1), List.of(marks(5, 6))));

        assertThat(known(ledger, PLACE, marks(0, 9))).containsOnlyKeys(marks(0, 2));
        assertThat(others)
                .allSatisfy(
                        other -> assertThat(known(ledger, other, marks(0, 9))).containsOnlyKeys(mark(5)));
    }

    @Test
    final void takesManyInBatches() throws Exception {
        SightingStore ledger = ledger();
        ledger.remember(PLACE, after(0), List.of(marks(0, 1000), marks(1000, 2000), marks(2000, 2001)));

        ledger.remember(PLACE, after(1), List.of(marks(500, 1500), List.of(), marks(1500, 2500)));

        assertThat(known(ledger, PLACE, marks(0, 1000))).hasSize(500);
        assertThat(known(ledger, PLACE, marks(2000, 2500)))
                .hasSize(500)
                .containsEntry(mark(2000), after(0).time())
                .containsEntry(mark(2001), after(1).time());
    }

    @Test
    final void remembersAllOrNothing() throws Exception {
        SightingStore ledger = ledger();
        ledger.remember(PLACE, after(0), List.of(marks(0, 2)));

        assertThatThrownBy(() -> ledger.remember(PLACE, after(1), failingAfter(marks(1, 5))))
                .isInstanceOf(RuntimeException.class);

        assertThat(ledger.time(PLACE)).contains(after(0));
        assertThat(known(ledger, PLACE, marks(0, 9))).containsOnlyKeys(marks(0, 2));
    }

    private static Iterable<List<String>> failingAfter(List<String> batch) {
        Iterator<List<String>> one = List.of(batch).iterator();
        return () -> new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public List<String> next() {
                if (!one.hasNext()) {
                    throw new IllegalStateException("broken off");
                }
                return one.next();
            }
        };
    }

    @Test
    final void keepsWhatItKnowsWhereItOutlivesTheProcess() throws Exception {
        assumeTrue(ledger().outlivesProcess(), "it lives in its object");
        ledger().remember(PLACE, after(0), List.of(marks(0, 2)));

        assertThat(ledger().time(PLACE)).contains(after(0));
        assertThat(known(ledger(), PLACE, marks(0, 9))).containsOnlyKeys(marks(0, 2));
    }

    @Test
    final void forgetsAllWhereNoOrphanIsLeft() throws Exception {
        SightingStore ledger = ledger();
        ledger.remember(PLACE, after(0), List.of(marks(0, 2)));

        ledger.remember(PLACE, after(1), List.of());

        assertThat(known(ledger, PLACE, marks(0, 2))).isEmpty();
        assertThat(ledger.time(PLACE)).contains(after(1));
    }

    @Test
    final void remembersForTwoThreadsAtOnce() throws Exception {
        SightingStore ledger = ledger();
        SightingScope other = new SightingScope("uploads", "other", "orphaned-files");

        TwoThreads.run(
                () -> ledger.remember(PLACE, after(0), List.of(marks(0, 200))),
                () -> ledger.remember(other, after(1), List.of(marks(100, 300))));

        assertThat(known(ledger, PLACE, marks(0, 300))).containsOnlyKeys(marks(0, 200));
        assertThat(known(ledger, other, marks(0, 300)))
                .containsOnlyKeys(marks(100, 300))
                .containsEntry(mark(150), after(1).time());
    }

    @Test
    final void saysSoWhereItCannotBeReadOrWritten() throws Exception {
        SightingStore ledger = ledger();
        ledger.remember(PLACE, after(0), List.of(marks(0, 2)));
        assumeTrue(breakPlace(), "the place cannot be broken here");

        assertThatThrownBy(() -> ledger.time(PLACE)).isInstanceOf(HistoryUnavailableException.class);
        assertThatThrownBy(() -> known(ledger, PLACE, marks(0, 2))).isInstanceOf(HistoryUnavailableException.class);
        assertThatThrownBy(() -> ledger.remember(PLACE, after(1), Collections.emptyList()))
                .isInstanceOf(HistoryUnavailableException.class);
    }
}
