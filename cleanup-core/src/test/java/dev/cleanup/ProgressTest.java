package dev.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.report.CleanupListener;
import dev.cleanup.report.Phase;
import dev.cleanup.report.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How often a run says how far it has come: by time, whatever an item costs. */
@Tag("fast")
class ProgressTest {

    private final Sweep sweep = new Sweep();
    private final List<Progress> heard = new ArrayList<>();

    private List<Long> done(Phase phase) {
        return heard.stream()
                .filter(progress -> progress.phase() == phase)
                .map(Progress::done)
                .toList();
    }

    private Cleanup cleanup() {
        return sweep.builder()
                .listener(new CleanupListener() {
                    @Override
                    public void onProgress(Progress progress) {
                        heard.add(progress);
                    }
                })
                .build();
    }

    @Test
    void aQuickStretchSaysWhereItBeginsAndEndsAlone() {
        sweep.healthy(3000).old("orphan");

        cleanup().run();

        assertThat(done(Phase.READING_REFERENCES)).containsExactly(0L, 3000L);
        assertThat(done(Phase.LISTING)).containsExactly(0L, 3001L);
    }

    @Test
    void aSlowStretchSaysMoreButNoMoreThanTwiceASecond() {
        sweep.healthy(80).sight = stored -> new SlowListing(stored, () -> sweep.clock.step(Duration.ofMillis(20)));

        cleanup().run();

        assertThat(done(Phase.LISTING)).containsExactly(0L, 32L, 64L, 80L);
    }

    @Test
    void removalSaysHowManyOfHowMany() {
        sweep.healthy(150);
        for (int i = 0; i < 130; i++) {
            sweep.old("orphan-" + i);
        }
        sweep.storage.afterRemoval(() -> sweep.clock.step(Duration.ofSeconds(1)));

        cleanup().run();

        assertThat(done(Phase.REMOVING)).containsExactly(0L, 100L, 130L);
        assertThat(heard)
                .filteredOn(progress -> progress.phase() == Phase.REMOVING)
                .allMatch(progress -> progress.total().equals(OptionalLong.of(130)));
    }

    @Test
    void aClockThatIsSetBackDoesNotSilenceIt() {
        sweep.healthy(80).sight = stored -> new SlowListing(stored, () -> sweep.clock.step(Duration.ofHours(-1)));

        cleanup().plan();

        assertThat(done(Phase.LISTING)).hasSizeGreaterThan(5);
    }

    @Test
    void progressHasWordsForPeople() {
        assertThat(new Progress("orphaned-files", Phase.REMOVING, 300, OptionalLong.of(1200)).toText())
                .isEqualTo("orphaned-files: removing files, 300 of 1,200 (25 %)");
        assertThat(new Progress("a\nb", Phase.LISTING, 12_000, OptionalLong.empty()).toText())
                .isEqualTo("a\\nb: listing files, 12,000");
        assertThat(new Progress("a", Phase.LISTING, 0, OptionalLong.of(0)).toText())
                .isEqualTo("a: listing files, 0");
        assertThat(Phase.values())
                .extracting(Phase::words)
                .doesNotHaveDuplicates()
                .noneMatch(String::isBlank);
    }
}
