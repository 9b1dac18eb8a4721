package dev.cleanup.internal.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.internal.config.RunLimits;
import dev.cleanup.internal.config.RunOptions;
import dev.cleanup.internal.context.ElapsedTime;
import dev.cleanup.internal.context.EventPublisher;
import dev.cleanup.internal.context.ReferenceReader;
import dev.cleanup.internal.context.StopCondition;
import dev.cleanup.reference.Origin;
import dev.cleanup.reference.Owner;
import dev.cleanup.report.Phase;
import dev.cleanup.storage.FileKey;
import dev.cleanup.testkit.ManualClock;
import dev.cleanup.testkit.fake.InMemoryStorage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is kept of the owners that name a candidate: enough to protect it, and no more. */
@Tag("fast")
class ReferenceRecheckTest {

    private static final FileKey SHARED = FileKey.of("shared");
    private static final Owner CLAIMED = new Owner("sessions", "1");

    private static final StopCondition HALT = new StopCondition(
            InstantSource.system(),
            Instant.EPOCH,
            RunOptions.EVERYTHING,
            new RunLimits(Optional.empty(), Optional.empty(), Optional.empty()),
            StopCondition.Brake.NONE);

    private final Origin rows = Origin.named("rows");
    private final ManualClock clock = ManualClock.at("2026-03-01T12:00:00Z");
    private long nanos;
    private final ReferenceRecheck look = new ReferenceRecheck(
            new ReferenceReader(List.of(), HALT, EventPublisher.unheard()),
            new ElapsedTime(clock, () -> nanos),
            "task",
            keys -> keys.accept(SHARED),
            CLAIMED::equals,
            new ReferenceSnapshot(InMemoryStorage.named("files", clock)));

    @Test
    void manyRowsThatNameOneCandidateTakeNoMemory() {
        IntStream.range(0, 100_000).forEach(id -> look.names(SHARED, new Owner(rows, "" + id)));

        assertThat(look.owners()).isEqualTo(1);
        assertThat(look.ownerOf(SHARED)).isPresent();
    }

    @Test
    void anOwnerThatMayBeExcusedIsKeptBesideThem() {
        look.names(SHARED, new Owner(rows, "2"));
        look.names(SHARED, CLAIMED);

        assertThat(look.excusedOwnersOf(SHARED)).isEqualTo(Set.of(CLAIMED));
        assertThat(look.ownerOf(SHARED, CLAIMED::equals)).contains(new Owner(rows, "2"));
    }

    @Test
    void anOwnerThatIsExcusedDoesNotProtect() {
        look.names(SHARED, CLAIMED);

        assertThat(look.ownerOf(SHARED, CLAIMED::equals)).isEmpty();
        assertThat(look.ownerOf(SHARED)).contains(CLAIMED);
    }

    @Test
    void whatNamesNoCandidateIsNotKept() {
        look.names(FileKey.of("other"), CLAIMED);

        assertThat(look.owners()).isZero();
    }

    @Test
    void aReadIsFreshForAMinuteByBothClocks() {
        assertThat(look.refresh(Phase.SECOND_LOOK)).isTrue();
        clock.step(ReferenceRecheck.FRESH);
        nanos += ReferenceRecheck.FRESH.toNanos();

        assertThat(look.refresh(Phase.SECOND_LOOK)).isFalse();
    }

    @Test
    void aReadIsOldAfterAMinuteOfTheMachineThoughTheHostsClockStandsStill() {
        look.refresh(Phase.SECOND_LOOK);
        nanos += ReferenceRecheck.FRESH.toNanos() + 1;

        assertThat(look.refresh(Phase.SECOND_LOOK)).isTrue();
    }

    @Test
    void aReadIsOldAfterAMinuteOfTheHostsClockAndIfThatGoesBack() {
        look.refresh(Phase.SECOND_LOOK);
        clock.step(ReferenceRecheck.FRESH.plusNanos(1));
        assertThat(look.refresh(Phase.SECOND_LOOK)).isTrue();

        clock.step(Duration.ofNanos(-1));
        assertThat(look.refresh(Phase.SECOND_LOOK)).isTrue();
    }
}
