package dev.cleanup.policy;

import static dev.cleanup.policy.Known.NOW;
import static dev.cleanup.policy.Known.nothing;
import static dev.cleanup.policy.Policies.allOf;
import static dev.cleanup.policy.Policies.anyOf;
import static dev.cleanup.policy.Policies.attribute;
import static dev.cleanup.policy.Policies.completed;
import static dev.cleanup.policy.Policies.created;
import static dev.cleanup.policy.Policies.custom;
import static dev.cleanup.policy.Policies.expired;
import static dev.cleanup.policy.Policies.inUse;
import static dev.cleanup.policy.Policies.not;
import static dev.cleanup.policy.Policies.olderThan;
import static dev.cleanup.policy.Policies.status;
import static dev.cleanup.policy.Policies.time;
import static dev.cleanup.policy.Policies.unreferenced;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleanup.fact.Fact;
import dev.cleanup.outcome.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class CompositionTest {

    private static final Duration WEEK = Duration.ofDays(7);

    @Test
    void compositionsAreReadAsSentences() {
        assertThat(status("failed").and(created().olderThan(WEEK)).description())
                .isEqualTo("with status failed and created at least 7 days ago");
        assertThat(unreferenced().and(olderThan(WEEK)).description())
                .isEqualTo("named by no reference and older than 7 days");
        assertThat(not(status("active"))
                        .and(time("downloaded_at").olderThan(WEEK))
                        .description())
                .isEqualTo("with status not active and with downloaded_at at least 7 days ago");
    }

    @Test
    void aPartThatIsSaidTwiceStandsThereOnce() {
        ItemPolicy sweep = expired().and(inUse());

        assertThat(sweep.and(expired().and(inUse())).description()).isEqualTo("expired and in use");
        assertThat(expired().or(inUse().or(expired())).description()).isEqualTo("expired or in use");
        assertThat(expired().and(expired()).description()).isEqualTo("expired");
    }

    @Test
    void parenthesesStandWhereAndMeetsOr() {
        ItemPolicy dead = status("completed", "failed").and(completed().olderThan(WEEK));

        assertThat(dead.description()).isEqualTo("(with status completed or failed) and completed at least 7 days ago");
        assertThat(expired().or(dead).and(not(inUse())).description())
                .isEqualTo("(expired or ((with status completed or failed) and completed at least 7 days ago))"
                        + " and not in use");
        assertThat(not(status("a", "b")).and(expired()).description())
                .isEqualTo("with status neither a nor b and expired");
    }

    @Test
    void noParenthesesStandWhereNothingNeedsThem() {
        assertThat(expired().and(inUse()).and(status("a")).description())
                .isEqualTo("expired and in use and with status a");
        assertThat(anyOf(expired(), anyOf(inUse(), status("a"))).description())
                .isEqualTo("expired or in use or with status a");
        assertThat(allOf(anyOf(expired())).and(inUse()).description()).isEqualTo("expired and in use");
        assertThat(allOf(allOf(anyOf(expired(), inUse()))).and(status("a")).description())
                .isEqualTo("(expired or in use) and with status a");
    }

    @Test
    void oppositesAreReadAsSentences() {
        ItemPolicy both = expired().and(inUse());

        assertThat(not(both).description()).isEqualTo("not (expired and in use)");
        assertThat(not(both).and(status("a")).description()).isEqualTo("not (expired and in use) and with status a");
        assertThat(not(not(both)).description()).isEqualTo("expired and in use");
        assertThat(not(anyOf(not(inUse()))).description()).isEqualTo("in use");
        assertThat(not(attribute("kind", "a")).description()).isEqualTo("with kind not a");
    }

    @Test
    void aHostsOwnPhraseIsHeldTogether() {
        ItemPolicy own = custom("uploaded by a guest or a bot", Set.of(), (facts, now) -> Decision.unknown("?"));

        assertThat(own.and(expired()).description()).isEqualTo("(uploaded by a guest or a bot) and expired");
        assertThat(not(own).description()).isEqualTo("not (uploaded by a guest or a bot)");
        assertThat(not(custom("stale", Set.of(), (facts, now) -> Decision.unknown("?")))
                        .description())
                .isEqualTo("not stale");
    }

    @Test
    void compositionsAreValuesThatNeedWhatTheirPartsNeed() {
        ItemPolicy policy = status("failed").and(not(created().olderThan(WEEK)));

        assertThat(policy).isEqualTo(allOf(status("failed"), not(created().olderThan(WEEK))));
        assertThat(policy.needs()).containsExactlyInAnyOrder(Fact.STATUS, Fact.time("created"));
        assertThat(((AllOf) policy).rules()).first().isEqualTo(status("failed"));
    }

    @Test
    void reasonsOfAllThatDecidedStandTogether() {
        Known facts = Known.status("failed")
                .with(Fact.time("created"), NOW.minus(WEEK))
                .without(Fact.IN_USE_BY);

        assertThat(status("failed")
                        .and(created().olderThan(WEEK))
                        .judge(facts, NOW)
                        .reason())
                .isEqualTo(new Reason(Reason.Kind.COMBINED, "status failed, created 2026-01-02T00:00:00Z, 7 days ago"));
        assertThat(status("failed").and(inUse()).judge(facts, NOW).reason())
                .isEqualTo(new Reason(Reason.Kind.IN_USE, "nothing uses it"));
    }

    @Test
    void anUnknownNeverHidesWhatDecides() {
        Known facts = Known.status("failed").unreadable(Fact.IN_USE_BY);

        assertThat(facts.by(status("active").and(inUse()))).isEqualTo(Verdict.KEEP);
        assertThat(facts.by(status("failed").and(inUse()))).isEqualTo(Verdict.UNKNOWN);
        assertThat(facts.by(status("failed").or(inUse()))).isEqualTo(Verdict.REMOVE);
        assertThat(facts.by(status("active").or(inUse()))).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void noRuleAtAllIsRefused() {
        assertThatThrownBy(Policies::allOf)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("rules ([])", "must not be empty", "Name at least one");
        assertThatThrownBy(() -> new AnyOf(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aHostsRuleThatFailsDecidesNothing() {
        ItemPolicy broken = custom("broken", Set.of(), (facts, now) -> {
            throw new IllegalStateException("no such column");
        });
        ItemPolicy silent = custom("silent", Set.of(), (facts, now) -> null);

        assertThat(nothing().by(not(broken))).isEqualTo(Verdict.UNKNOWN);
        assertThat(nothing().reasonBy(broken)).contains("broken", "no such column");
        assertThat(nothing().by(not(silent))).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void aRuleWithoutWordsIsRefused() {
        assertThatThrownBy(() -> custom(" ", Set.of(), (facts, now) -> Decision.unknown("?")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("description ( )", "must not be blank");
    }
}
