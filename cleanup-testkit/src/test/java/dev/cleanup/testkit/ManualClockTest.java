package dev.cleanup.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class ManualClockTest {

    @Test
    void standsStillUntilItIsStepped() {
        ManualClock clock = ManualClock.at("2026-01-09T00:00:00Z");

        assertThat(clock.instant()).isEqualTo(clock.instant()).isEqualTo("2026-01-09T00:00:00Z");
        clock.step(Duration.ofHours(1));
        assertThat(clock.instant()).isEqualTo("2026-01-09T01:00:00Z");
    }

    @Test
    void goesBackwards() {
        ManualClock clock = ManualClock.at("2026-01-09T00:00:00Z");

        clock.step(Duration.ofDays(-1));
        assertThat(clock.instant()).isEqualTo("2026-01-08T00:00:00Z");
        clock.set(Instant.EPOCH);
        assertThat(clock.instant()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void printsTheStartThatRepeatsATest() {
        List<String> printed = new ArrayList<>();

        ManualClock clock = ManualClock.anywhere(printed::add);

        assertThat(printed).singleElement().asString().contains("ManualClock.at(\"" + clock.instant() + "\")");
        assertThat(clock.instant().getNano() % 1000).isZero();
    }
}
