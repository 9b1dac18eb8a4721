package dev.cleanup.policy;

import static dev.cleanup.policy.Known.NOW;
import static dev.cleanup.policy.Known.modified;
import static dev.cleanup.policy.Policies.completed;
import static dev.cleanup.policy.Policies.created;
import static dev.cleanup.policy.Policies.expired;
import static dev.cleanup.policy.Policies.lastUsed;
import static dev.cleanup.policy.Policies.not;
import static dev.cleanup.policy.Policies.olderThan;
import static dev.cleanup.policy.Policies.time;
import static dev.cleanup.policy.Verdict.KEEP;
import static dev.cleanup.policy.Verdict.REMOVE;
import static dev.cleanup.policy.Verdict.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleanup.fact.Fact;
import dev.cleanup.outcome.Reason;
import dev.cleanup.storage.FileTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class TimePoliciesTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Instant DUE = NOW.minus(DAY);
    private static final Fact<Instant> EXPIRES = Fact.time("expires");

    @Test
    void olderThanIsDueToTheNanosecond() {
        assertThat(modified(DUE).by(olderThan(DAY))).isEqualTo(REMOVE);
        assertThat(modified(DUE.plusNanos(1)).by(olderThan(DAY))).isEqualTo(KEEP);
        assertThat(modified(DUE.plusNanos(1)).by(not(olderThan(DAY)))).isEqualTo(REMOVE);
    }

    @Test
    void olderThanCountsFromTheNewestTime() {
        FileTimes times =
                FileTimes.modified(DUE).with(FileTimes.Kind.STATUS_CHANGED, DUE).with(FileTimes.Kind.ACCESSED, NOW);

        assertThat(Known.nothing().with(Fact.FILE_TIMES, times).by(olderThan(DAY)))
                .isEqualTo(REMOVE);
        assertThat(Known.nothing()
                        .with(Fact.FILE_TIMES, times.with(FileTimes.Kind.CREATED, NOW))
                        .by(olderThan(DAY)))
                .isEqualTo(KEEP);
    }

    @Test
    void aFileTimeThatCouldNotBeReadKeepsTheFileUnderNotToo() {
        FileTimes halfRead = new FileTimes(Map.of(FileTimes.Kind.MODIFIED, DUE), Set.of(FileTimes.Kind.STATUS_CHANGED));

        for (Known facts : new Known[] {
            Known.nothing(),
            Known.nothing().without(Fact.FILE_TIMES),
            Known.nothing().unreadable(Fact.FILE_TIMES),
            Known.nothing().with(Fact.FILE_TIMES, halfRead),
            Known.nothing().with(Fact.FILE_TIMES, FileTimes.unreadable(Set.of(FileTimes.Kind.MODIFIED))),
            Known.nothing().with(Fact.FILE_TIMES, new FileTimes(Map.of(), Set.of())),
            modified(NOW.plusNanos(1)),
            modified(Instant.EPOCH),
            modified(Instant.parse("1980-01-01T00:00:00Z")),
        }) {
            assertThat(facts.by(olderThan(DAY))).as("%s", facts).isEqualTo(UNKNOWN);
            assertThat(facts.by(not(olderThan(DAY)))).as("not, %s", facts).isEqualTo(UNKNOWN);
        }
    }

    /** A zero beside real times shows that the store makes times up. */
    @Test
    void oneTimeOfTheEpochBesideRealOnesKeepsTheFile() {
        FileTimes times = FileTimes.modified(DUE)
                .with(FileTimes.Kind.STATUS_CHANGED, DUE)
                .with(FileTimes.Kind.CREATED, Instant.EPOCH);
        Known facts = Known.nothing().with(Fact.FILE_TIMES, times);

        assertThat(facts.by(olderThan(DAY))).isEqualTo(UNKNOWN);
        assertThat(facts.by(not(olderThan(DAY)))).isEqualTo(UNKNOWN);
    }

    @Test
    void theFirstMomentThatIsARealFileTimeCounts() {
        assertThat(modified(Instant.parse("1980-01-01T00:00:00.000000001Z")).by(olderThan(DAY)))
                .isEqualTo(REMOVE);
    }

    @Test
    void recordsAreDueToTheNanosecond() {
        assertThat(Known.created(DUE).by(created().olderThan(DAY))).isEqualTo(REMOVE);
        assertThat(Known.created(DUE.plusNanos(1)).by(created().olderThan(DAY))).isEqualTo(KEEP);
    }

    @Test
    void aRecordOfTheFutureStays() {
        assertThat(Known.created(NOW.plusNanos(1)).by(created().olderThan(Duration.ofNanos(1))))
                .isEqualTo(KEEP);
        assertThat(Known.created(NOW.plus(DAY)).reasonBy(created().olderThan(DAY)))
                .isEqualTo("created 2026-01-10T00:00:00Z, in 1 day");
    }

    @Test
    void aTimeThatARecordDoesNotHaveDecidesNothing() {
        for (ItemPolicy rule : new ItemPolicy[] {
            completed().olderThan(DAY), completed().before(NOW), completed().between(DUE, NOW)
        }) {
            Known open = Known.nothing().without(Fact.time("completed"));
            assertThat(open.by(rule)).isEqualTo(UNKNOWN);
            assertThat(open.by(not(rule))).isEqualTo(UNKNOWN);
            assertThat(rule.judge(open, NOW).reason())
                    .isEqualTo(new Reason(Reason.Kind.AGE, "it has no time completed"));
        }
    }

    @Test
    void aTimeOfARecordThatCouldNotBeReadDecidesNothing() {
        for (ItemPolicy rule : new ItemPolicy[] {
            lastUsed().olderThan(DAY), lastUsed().before(NOW), lastUsed().between(DUE, NOW)
        }) {
            Known broken = Known.nothing().unreadable(lastUsed().fact());
            assertThat(broken.by(not(rule))).isEqualTo(UNKNOWN);
            assertThat(rule.judge(broken, NOW).reason())
                    .isEqualTo(new Reason(Reason.Kind.UNREADABLE, "time last-used could not be read: disk on fire"));
        }
    }

    @Test
    void beforeEndsRightBeforeItsInstant() {
        assertThat(Known.created(DUE.minusNanos(1)).by(created().before(DUE))).isEqualTo(REMOVE);
        assertThat(Known.created(DUE).by(created().before(DUE))).isEqualTo(KEEP);
    }

    @Test
    void betweenHoldsItsBeginningAndNotItsEnd() {
        ItemPolicy range = created().between(DUE, NOW);

        assertThat(Known.created(DUE.minusNanos(1)).by(range)).isEqualTo(KEEP);
        assertThat(Known.created(DUE).by(range)).isEqualTo(REMOVE);
        assertThat(Known.created(NOW.minusNanos(1)).by(range)).isEqualTo(REMOVE);
        assertThat(Known.created(NOW).by(range)).isEqualTo(KEEP);
    }

    @Test
    void expiredIsDueWhenTheInstantIsReached() {
        assertThat(Known.nothing().with(EXPIRES, NOW).by(expired())).isEqualTo(REMOVE);
        assertThat(Known.nothing().with(EXPIRES, NOW.plusNanos(1)).by(expired()))
                .isEqualTo(KEEP);
    }

    @Test
    void whatHasNoExpiryNeverExpires() {
        Known eternal = Known.nothing().without(EXPIRES);

        assertThat(eternal.by(expired())).isEqualTo(KEEP);
        assertThat(eternal.by(not(expired()))).isEqualTo(REMOVE);
        assertThat(eternal.reasonBy(expired())).isEqualTo("it never expires");
    }

    @Test
    void anExpiryThatCouldNotBeReadDecidesNothing() {
        assertThat(Known.nothing().unreadable(EXPIRES).by(expired())).isEqualTo(UNKNOWN);
        assertThat(Known.nothing().unreadable(EXPIRES).by(not(expired()))).isEqualTo(UNKNOWN);
    }

    @Test
    void agesOfAnyLengthAreCompared() {
        Duration endless = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);

        assertThat(Known.created(Instant.MIN).by(created().olderThan(endless))).isEqualTo(KEEP);
        assertThat(modified(DUE).by(olderThan(endless))).isEqualTo(KEEP);
        assertThat(Known.created(Instant.MIN).by(created().olderThan(Duration.ofDays(365_000_000))))
                .isEqualTo(REMOVE);
        assertThat(Known.created(Instant.MAX).by(created().olderThan(DAY))).isEqualTo(KEEP);
    }

    @Test
    void theCutoffIsTheNewestTimeThatIsDue() {
        assertThat(new TimeOlderThan(created(), DAY).cutoff(NOW)).isEqualTo(DUE);
        assertThat(new TimeOlderThan(created(), Duration.ofSeconds(Long.MAX_VALUE)).cutoff(NOW))
                .isEqualTo(Instant.MIN);
    }

    @Test
    void anAgeOfNothingIsRefused() {
        for (Duration age : new Duration[] {Duration.ZERO, Duration.ofDays(-7)}) {
            assertThatThrownBy(() -> olderThan(age))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("age (" + age + ")", "must be positive", "not yet referenced", "Use");
            assertThatThrownBy(() -> created().olderThan(age))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("age (" + age + ")", "must be positive", "time created", "Use");
        }
    }

    @Test
    void anEmptyRangeIsRefused() {
        assertThatThrownBy(() -> created().between(NOW, NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("until (" + NOW + ")", "no time lies in that range", "choose a later until");
    }

    @Test
    void aTimeWithoutANameIsRefused() {
        assertThatThrownBy(() -> time(" "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("name ( )", "must not be blank", "Use");
    }

    @Test
    void rulesOfTimesAreReadAsSentences() {
        assertThat(olderThan(Duration.ofHours(25)).description()).isEqualTo("older than 1 day 1 hour");
        assertThat(not(olderThan(DAY)).description()).isEqualTo("younger than 1 day");
        assertThat(created().olderThan(DAY).description()).isEqualTo("created at least 1 day ago");
        assertThat(not(completed().olderThan(DAY)).description()).isEqualTo("completed less than 1 day ago");
        assertThat(lastUsed().before(NOW).description()).isEqualTo("last used before 2026-01-09T00:00:00Z");
        assertThat(not(lastUsed().before(NOW)).description()).isEqualTo("last used not before 2026-01-09T00:00:00Z");
        assertThat(time("downloaded_at").olderThan(Duration.ofDays(7)).description())
                .isEqualTo("with downloaded_at at least 7 days ago");
        assertThat(created().between(DUE, NOW).description())
                .isEqualTo("created from 2026-01-08T00:00:00Z until before 2026-01-09T00:00:00Z");
        assertThat(expired().description()).isEqualTo("expired");
        assertThat(not(expired()).description()).isEqualTo("not expired");
    }

    @Test
    void reasonsNameTheTimeThatDecided() {
        assertThat(Known.created(DUE).reasonBy(created().olderThan(DAY)))
                .isEqualTo("created 2026-01-08T00:00:00Z, 1 day ago");
        assertThat(modified(DUE).reasonBy(olderThan(DAY))).isEqualTo("newest time 2026-01-08T00:00:00Z, 1 day ago");
        assertThat(modified(DUE.minusNanos(1)).reasonBy(olderThan(DAY))).endsWith(", 1 day ago");
        assertThat(modified(NOW.plus(DAY)).reasonBy(olderThan(DAY))).contains("lies in the future");
    }

    @Test
    void rulesOfTimesAreValues() {
        assertThat(created().olderThan(DAY)).isEqualTo(time("created").olderThan(Duration.ofHours(24)));
        assertThat(created().olderThan(DAY)).isNotEqualTo(completed().olderThan(DAY));
        assertThat(created().between(DUE, NOW)).isEqualTo(created().between(DUE, NOW));
        assertThat(created().before(NOW).needs()).containsExactly(Fact.time("created"));
        assertThat(olderThan(DAY).needs()).containsExactly(Fact.FILE_TIMES);
        assertThat(expired().needs()).containsExactly(EXPIRES);
    }
}
