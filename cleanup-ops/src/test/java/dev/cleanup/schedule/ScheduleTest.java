package dev.cleanup.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cleanup.testkit.ManualClock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules that say when a run is due, the days of daylight saving included. */
@Tag("fast")
class ScheduleTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** The local times at which runs are made from a local time on, by a clock that steps by ten minutes. */
    private static List<LocalDateTime> runs(Schedule schedule, ZoneId zone, String from, Duration time) {
        ManualClock clock =
                ManualClock.at(LocalDateTime.parse(from).atZone(zone).toInstant());
        Instant end = clock.instant().plus(time);
        Instant lastEnd = clock.instant();
        List<LocalDateTime> runs = new ArrayList<>();
        while (clock.instant().isBefore(end)) {
            if (!schedule.next(lastEnd, clock.instant()).isAfter(clock.instant())) {
                runs.add(LocalDateTime.ofInstant(clock.instant(), zone));
                lastEnd = clock.instant().plus(MINUTE);
            }
            clock.step(Duration.ofMinutes(10));
        }
        return runs;
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
    }

    private static LocalDateTime local(String local) {
        return LocalDateTime.parse(local);
    }

    @Test
    void anIntervalCountsFromTheLastEnd() {
        Schedule schedule = Schedule.every(Duration.ofMinutes(60));

        assertThat(schedule.next(at("2026-01-09T12:07"), at("2026-01-09T12:08")))
                .isEqualTo(at("2026-01-09T13:07"));
        assertThat(runs(schedule, BERLIN, "2026-01-09T12:00", Duration.ofHours(4)))
                .containsExactly(local("2026-01-09T13:00"), local("2026-01-09T14:10"), local("2026-01-09T15:20"));
    }

    @Test
    void anIntervalMayBeAFractionOfAnHour() {
        assertThat(Schedule.everyHours(0.5)).isEqualTo(Schedule.every(Duration.ofMinutes(30)));
        assertThat(Schedule.everyHours(1.25)).isEqualTo(Schedule.every(Duration.ofMinutes(75)));
    }

    @Test
    void anIntervalIsNotDelayedByAClockThatIsSetBack() {
        Schedule schedule = Schedule.every(Duration.ofMinutes(60));

        assertThat(schedule.next(at("2026-01-09T12:00"), at("2026-01-08T12:00")))
                .isEqualTo(at("2026-01-08T13:00"));
    }

    @Test
    void anIntervalBeyondAllTimeNeverEnds() {
        Schedule schedule = Schedule.every(Duration.ofSeconds(Long.MAX_VALUE));

        assertThat(schedule.next(at("2026-01-09T12:00"), at("2026-01-09T12:00")))
                .isEqualTo(Instant.MAX);
    }

    @Test
    void aDailyRunIsMadeEachDayAtItsTimeInItsZone() {
        Schedule schedule = Schedule.daily(LocalTime.of(3, 0), BERLIN);

        assertThat(runs(schedule, BERLIN, "2026-01-09T12:00", Duration.ofDays(3)))
                .containsExactly(local("2026-01-10T03:00"), local("2026-01-11T03:00"), local("2026-01-12T03:00"));
        assertThat(schedule.next(at("2026-01-09T12:00"), at("2026-01-09T12:00")))
                .isEqualTo("2026-01-10T02:00:00Z");
    }

    @Test
    void aWeeklyRunIsMadeOnItsDay() {
        Schedule schedule = Schedule.weekly(DayOfWeek.SUNDAY, LocalTime.of(3, 0), BERLIN);

        assertThat(runs(schedule, BERLIN, "2026-01-09T12:00", Duration.ofDays(16)))
                .containsExactly(local("2026-01-11T03:00"), local("2026-01-18T03:00"), local("2026-01-25T03:00"));
    }

    @Test
    void aRunThatEndsAtTheVeryInstantIsFollowedByTheNextDays() {
        Schedule schedule = Schedule.daily(LocalTime.of(3, 0), BERLIN);

        assertThat(schedule.next(at("2026-01-09T03:00"), at("2026-01-09T03:00")))
                .isEqualTo(at("2026-01-10T03:00"));
    }

    @Test
    void aTimeThatDaylightSavingSkipsIsDueWhenTheClockJumps() {
        Schedule schedule = Schedule.daily(LocalTime.of(2, 30), BERLIN);

        assertThat(schedule.next(at("2026-03-28T12:00"), at("2026-03-28T12:00")))
                .isEqualTo("2026-03-29T01:00:00Z");
        assertThat(runs(schedule, BERLIN, "2026-03-28T12:00", Duration.ofDays(2)))
                .containsExactly(local("2026-03-29T03:00"), local("2026-03-30T02:30"));
    }

    @Test
    void aTimeThatDaylightSavingRepeatsIsDueOnceWhenItComesFirst() {
        Schedule schedule = Schedule.daily(LocalTime.of(2, 30), BERLIN);

        assertThat(schedule.next(at("2026-10-24T12:00"), at("2026-10-24T12:00")))
                .isEqualTo("2026-10-25T00:30:00Z");
        assertThat(runs(schedule, BERLIN, "2026-10-24T12:00", Duration.ofDays(2)))
                .containsExactly(local("2026-10-25T02:30"), local("2026-10-26T02:30"));
    }

    @Test
    void aWeeklyRunKeepsTheSameRulesOnTheDaysOfDaylightSaving() {
        Schedule schedule = Schedule.weekly(DayOfWeek.SUNDAY, LocalTime.of(2, 30), BERLIN);

        assertThat(runs(schedule, BERLIN, "2026-03-28T12:00", Duration.ofDays(9)))
                .containsExactly(local("2026-03-29T03:00"), local("2026-04-05T02:30"));
        assertThat(runs(schedule, BERLIN, "2026-10-24T12:00", Duration.ofDays(9)))
                .containsExactly(local("2026-10-25T02:30"), local("2026-11-01T02:30"));
    }

    @Test
    void aClockThatJumpsOverMidnightSkipsNoDay() {
        ZoneId zone = ZoneId.of("America/Havana");
        Schedule schedule = Schedule.daily(LocalTime.of(0, 30), zone);

        assertThat(runs(schedule, zone, "2026-03-07T12:00", Duration.ofDays(2)))
                .containsExactly(local("2026-03-08T01:00"), local("2026-03-09T00:30"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Havana", "UTC"})
    void everyDayOfAYearHasOneRun(String name) {
        ZoneId zone = ZoneId.of(name);
        for (LocalTime time : List.of(LocalTime.MIDNIGHT, LocalTime.of(1, 45), LocalTime.of(2, 15))) {
            List<LocalDateTime> runs = runs(Schedule.daily(time, zone), zone, "2026-01-01T12:00", Duration.ofDays(364));

            assertThat(runs.stream().map(LocalDateTime::toLocalDate))
                    .doesNotHaveDuplicates()
                    .hasSize(364);
        }
    }

    @Test
    void whatBecameDueWhileTheMachineSleptIsDueOnceAndAtOnce() {
        Schedule schedule = Schedule.daily(LocalTime.of(3, 0), BERLIN);
        Instant awake = at("2026-01-14T12:00");

        assertThat(schedule.next(at("2026-01-09T03:05"), awake)).isBefore(awake);
        assertThat(schedule.next(awake.plus(MINUTE), awake.plus(MINUTE))).isEqualTo(at("2026-01-15T03:00"));
    }

    @Test
    void aTimeOfDayComesAgainWhenTheClockIsSetBack() {
        Schedule schedule = Schedule.daily(LocalTime.of(3, 0), BERLIN);

        assertThat(schedule.next(at("2026-01-09T03:05"), at("2026-01-09T02:05")))
                .isEqualTo(at("2026-01-09T03:00"));
    }

    @Test
    void schedulesAreValuesAndSayWhatTheyAre() {
        assertThat(Schedule.daily(LocalTime.of(3, 0), BERLIN))
                .isEqualTo(Schedule.daily(LocalTime.of(3, 0), BERLIN))
                .hasToString("daily at 03:00 Europe/Berlin");
        assertThat(Schedule.weekly(DayOfWeek.SUNDAY, LocalTime.of(3, 30), BERLIN))
                .hasToString("each Sunday at 03:30 Europe/Berlin");
        assertThat(Schedule.everyHours(1.5)).hasToString("every 1h30m after the last end");
    }

    @Test
    void anIntervalTooShortToRestIsTurnedAway() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Schedule.every(Duration.ofMillis(999)))
                .withMessage(
                        "interval (PT0.999S) must be at least PT1S: a shorter one would never let the machine rest."
                                + " Use minutes or hours");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 1e9, Double.NaN, Double.POSITIVE_INFINITY})
    void hoursThatAreNoTimeAreTurnedAway(double hours) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Schedule.everyHours(hours))
                .withMessageStartingWith("hours (" + hours + ") must be more than 0 and at most 876000");
    }

    @Test
    void theRepeatedHourIsTheEarlierOfTheTwo() {
        Instant due = Schedule.daily(LocalTime.of(2, 30), BERLIN).next(at("2026-10-24T12:00"), at("2026-10-24T12:00"));

        assertThat(ZonedDateTime.ofInstant(due, BERLIN).getOffset()).hasToString("+02:00");
    }
}
