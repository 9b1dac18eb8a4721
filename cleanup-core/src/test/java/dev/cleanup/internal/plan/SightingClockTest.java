package dev.cleanup.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.history.SightingTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The time of a ledger over runs a day apart, of which the clock is wrong at one. */
@Tag("fast")
class SightingClockTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration WAIT = Duration.ofDays(7);
    private static final int RUNS = 20;

    private final SightingClock clock = new SightingClock(WAIT);

    /** What the ledger's time is at each run. */
    private List<Instant> times(int wrong, Duration by) {
        List<Instant> times = new ArrayList<>();
        Optional<SightingTime> last = Optional.empty();
        for (int run = 0; run < RUNS; run++) {
            Instant now = START.plus(Duration.ofDays(run)).plus(run == wrong ? by : Duration.ZERO);
            last = Optional.of(clock.at(now, last));
            times.add(last.get().time());
        }
        return times;
    }

    @Test
    void followsAClockThatIsRight() {
        assertThat(times(-1, Duration.ZERO)).startsWith(START).endsWith(START.plus(Duration.ofDays(RUNS - 1)));
    }

    @Test
    void neverGoesBackWhateverTheClockDoes() {
        Random random = new Random(8);
        Optional<SightingTime> last = Optional.empty();
        for (int i = 0; i < 10_000; i++) {
            Instant before = last.map(SightingTime::time).orElse(Instant.MIN);
            last = Optional.of(clock.at(START.plusSeconds(random.nextInt(400_000_000)), last));
            assertThat(last.get().time()).isAfterOrEqualTo(before);
        }
    }

    @Test
    void aClockThatWentBackForARunNeverCountsForMoreThanWhatPassed() {
        for (int wrong = 1; wrong < RUNS; wrong++) {
            for (long hours : new long[] {1, 23, 24, 25, 100, 170, 190, 5_000, 500_000}) {
                List<Instant> times = times(wrong, Duration.ofHours(-hours));
                for (int run = 0; run < RUNS; run++) {
                    assertThat(times.get(run))
                            .as("run %d, wrong by -%d h at %d", run, hours, wrong)
                            .isBeforeOrEqualTo(START.plus(Duration.ofDays(run)));
                }
            }
        }
    }

    @Test
    void aClockThatIsRightAgainCatchesUpWithWhatPassed() {
        for (long hours : new long[] {1, 23, 25, 100, 190, 5_000, 500_000}) {
            assertThat(times(10, Duration.ofHours(-hours)))
                    .as("wrong by -%d h", hours)
                    .endsWith(START.plus(Duration.ofDays(RUNS - 1)));
        }
    }

    @Test
    void aClockThatJumpedFarAheadForARunCountsForHalfOfTheWaitAtMost() {
        for (int wrong = 1; wrong < RUNS; wrong++) {
            for (long days : new long[] {14, 100, 3_650, 40_000}) {
                List<Instant> times = times(wrong, Duration.ofDays(days));
                for (int run = 0; run < RUNS; run++) {
                    assertThat(times.get(run))
                            .as("run %d, wrong by %d d at %d", run, days, wrong)
                            .isBeforeOrEqualTo(START.plus(Duration.ofDays(run)).plus(WAIT.dividedBy(2)));
                }
            }
        }
    }

    @Test
    void aClockThatWasWrongAtTheFirstRunDoesNotStopTheTime() {
        List<Instant> times = times(0, Duration.ofDays(3_650));

        assertThat(Duration.between(times.get(1), times.get(RUNS - 1))).isEqualTo(Duration.ofDays(RUNS - 2));
    }
}
