package dev.cleanup.examples.buzzdrop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.examples.web.Child;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Buzzdrop is told to end in the middle of a run. */
@Timeout(180)
class BuzzdropStopTest {

    private static final int UPLOADS = 1500;

    @TempDir
    private Path directory;

    @Test
    void aRunThatIsToldToEndStopsWithinFiveSecondsAndTheNextStartConverges() throws Exception {
        try (Drop drop = new Drop(directory)) {
            drop.start();
            for (int i = 0; i < UPLOADS; i++) {
                drop.store("" + i);
            }
            drop.sql()
                    .useHandle(handle -> handle.execute(
                            "INSERT INTO files SELECT x, 'name', 'uploads/' || x, 'ulf', ?, ?, NULL, 'active'"
                                    + " FROM SYSTEM_RANGE(0, ?)",
                            drop.zoneless(drop.clock.instant()),
                            drop.zoneless(drop.clock.instant().plus(Duration.ofHours(1))),
                            UPLOADS - 1));
            drop.host.close();

            try (Child child = Child.of(HeldBuzzdrop.class, directory.toString())) {
                child.awaitLine("held");
                assertThat(child.terminate()).isLessThan(Duration.ofSeconds(5));
                assertThat(child.rest()).asString().contains("Stopped");
            }
            assertThat(drop.files()).isNotEmpty().hasSizeLessThan(UPLOADS);

            drop.start();
            drop.clock.step(Duration.ofDays(2));
            assertThat(drop.clean()).isEqualTo("/admin/stats?message=completed");
            assertThat(drop.files()).isEmpty();
            assertThat(statuses(drop)).containsExactly("expired");
        }
    }

    private static List<String> statuses(Drop drop) {
        return drop.sql()
                .withHandle(handle -> handle.createQuery("SELECT DISTINCT status FROM files")
                        .mapTo(String.class)
                        .list());
    }
}
