package dev.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.report.CleanupListener;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.ItemReport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What was removed and what became free are two figures. */
@Tag("fast")
class SpaceGainedTest {

    private final Sweep sweep = new Sweep().healthy(3).old("orphan.m4a");

    @Test
    void theFileStoreIsMeasuredBeforeAndAfter() {
        sweep.storage.withSpace(1000, 100);
        CleanupListener fileThatIsStillOpen = new CleanupListener() {
            @Override
            public void onItem(String task, ItemReport item) {
                sweep.storage.withSpace(1000, 107);
            }
        };

        CleanupReport report =
                sweep.builder().listener(fileThatIsStillOpen).build().run();

        assertThat(report.files().bytes()).isEqualTo(10);
        assertThat(report.freeSpaceChange()).contains(7L);
        assertThat(report.toText())
                .contains("10 bytes removed", "Free space of the file store: 7 bytes more than before");
    }

    @Test
    void aStorageThatCannotBeMeasuredHasNoSuchFigure() {
        CleanupReport report = sweep.cleanup().run();

        assertThat(report.freeSpaceChange()).isEmpty();
        assertThat(report.toText()).doesNotContain("Free space");
    }
}
