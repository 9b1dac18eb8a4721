package dev.cleanup.policy;

import static dev.cleanup.policy.Known.NOW;
import static dev.cleanup.policy.Policies.allOf;
import static dev.cleanup.policy.Policies.anyOf;
import static dev.cleanup.policy.Policies.not;
import static dev.cleanup.policy.Verdict.REMOVE;
import static dev.cleanup.policy.Verdict.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.fact.Fact;
import dev.cleanup.reference.Owner;
import dev.cleanup.storage.FileTimes;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What holds for all rules and facts; see {@link Draws#rounds}. */
@Tag("fast")
class PolicyPropertiesTest {

    @Test
    void deMorganHolds() {
        Draws.rounds(draws -> {
            ItemPolicy a = draws.rule(2);
            ItemPolicy b = draws.rule(2);
            same(draws, not(allOf(a, b)), anyOf(not(a), not(b)));
            same(draws, not(anyOf(a, b)), allOf(not(a), not(b)));
        });
    }

    @Test
    void doubleNegationHolds() {
        Draws.rounds(draws -> {
            ItemPolicy a = draws.rule(3);
            same(draws, not(not(a)), a);
        });
    }

    @Test
    void andAndOrAreCommutativeAssociativeAndIdempotent() {
        Draws.rounds(draws -> {
            ItemPolicy a = draws.rule(2);
            ItemPolicy b = draws.rule(2);
            ItemPolicy c = draws.rule(2);
            same(draws, a.and(b), b.and(a));
            same(draws, a.or(b), b.or(a));
            same(draws, a.and(b).and(c), a.and(b.and(c)));
            same(draws, a.or(b).or(c), a.or(b.or(c)));
            same(draws, a.and(a), a);
            same(draws, a.or(a), a);
        });
    }

    @Test
    void andAndOrAbsorbAndDistribute() {
        Draws.rounds(draws -> {
            ItemPolicy a = draws.rule(2);
            ItemPolicy b = draws.rule(2);
            ItemPolicy c = draws.rule(2);
            same(draws, a.and(a.or(b)), a);
            same(draws, a.or(a.and(b)), a);
            same(draws, a.and(b.or(c)), a.and(b).or(a.and(c)));
        });
    }

    @Test
    void theExcludedMiddleDoesNotHold() {
        Set<Verdict> middle = new HashSet<>();
        Draws.rounds(draws -> {
            ItemPolicy a = draws.rule(1);
            middle.add(draws.facts().by(a.or(not(a))));
        });
        assertThat(middle).containsExactlyInAnyOrder(REMOVE, UNKNOWN);
    }

    @Test
    void everyVerdictIsDrawn() {
        Set<Verdict> drawn = new HashSet<>();
        Draws.rounds(draws -> drawn.add(draws.facts().by(draws.rule(3))));
        assertThat(drawn)
                .as("laws over one verdict alone would always hold")
                .containsExactlyInAnyOrder(Verdict.values());
    }

    @Test
    void aFactThatCannotBeReadNeverTurnsAVerdictAround() {
        Draws.rounds(draws -> {
            ItemPolicy rule = draws.rule(3);
            Known facts = draws.facts();
            Known blind = facts.unreadable(draws.oneOf(Draws.FACTS));
            assertThat(blind.by(rule)).as("%s of %s", rule, blind).isIn(facts.by(rule), UNKNOWN);
        });
    }

    @Test
    void aProtectionNeverMakesMoreGo() {
        neverMakesMoreGo(facts -> facts.with(Fact.IN_USE_BY, "task#1"));
    }

    @Test
    void aReferenceNeverMakesMoreGo() {
        neverMakesMoreGo(facts -> facts.with(Fact.REFERENCED_BY, new Owner("sessions", "1")));
    }

    @Test
    void youthNeverMakesMoreGo() {
        for (Instant young : List.of(NOW, NOW.plusSeconds(60), Instant.MAX)) {
            neverMakesMoreGo(facts -> facts.with(Fact.FILE_TIMES, FileTimes.modified(young))
                    .with(Fact.time("created"), young)
                    .with(Fact.time("expires"), young.isAfter(NOW) ? young : NOW.plusNanos(1)));
        }
    }

    @Test
    void neitherLocaleNorZoneHasASay() {
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            List<String> here = judgements();
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Apia"));
            assertThat(judgements()).isEqualTo(here);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    private static List<String> judgements() {
        Draws draws = new Draws(Draws.SEED);
        return IntStream.range(0, 500)
                .mapToObj(i -> {
                    ItemPolicy rule = draws.rule(3);
                    return rule.description() + ": " + rule.judge(draws.facts(), NOW);
                })
                .toList();
    }

    private static void neverMakesMoreGo(UnaryOperator<Known> change) {
        Draws.rounds(draws -> {
            ItemPolicy rule = draws.protective(3);
            Known facts = draws.facts();
            if (change.apply(facts).by(rule) == REMOVE) {
                assertThat(facts.by(rule)).as("%s of %s", rule, facts).isEqualTo(REMOVE);
            }
        });
    }

    private static void same(Draws draws, ItemPolicy one, ItemPolicy other) {
        Known facts = draws.facts();
        assertThat(facts.by(one)).as("%s and %s of %s", one, other, facts).isEqualTo(facts.by(other));
    }
}
