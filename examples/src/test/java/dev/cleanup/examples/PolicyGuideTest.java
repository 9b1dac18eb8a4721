package dev.cleanup.examples;

import static dev.cleanup.policy.Policies.attribute;
import static dev.cleanup.policy.Policies.created;
import static dev.cleanup.policy.Policies.custom;
import static dev.cleanup.policy.Policies.expired;
import static dev.cleanup.policy.Policies.hasFiles;
import static dev.cleanup.policy.Policies.inUse;
import static dev.cleanup.policy.Policies.keepNewest;
import static dev.cleanup.policy.Policies.largerThan;
import static dev.cleanup.policy.Policies.megabytes;
import static dev.cleanup.policy.Policies.named;
import static dev.cleanup.policy.Policies.not;
import static dev.cleanup.policy.Policies.olderThan;
import static dev.cleanup.policy.Policies.percent;
import static dev.cleanup.policy.Policies.percentOfFileStore;
import static dev.cleanup.policy.Policies.quotaAbove;
import static dev.cleanup.policy.Policies.status;
import static dev.cleanup.policy.Policies.time;
import static dev.cleanup.policy.Policies.unreferenced;
import static dev.cleanup.policy.Policies.within;
import static dev.cleanup.testkit.CleanupAssertions.assertThat;
import static dev.cleanup.testkit.TestFacts.aFile;
import static dev.cleanup.testkit.TestFacts.aRecord;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.examples.hosts.PolicyTests;
import dev.cleanup.fact.Fact;
import dev.cleanup.fact.FactValue;
import dev.cleanup.fact.Facts;
import dev.cleanup.outcome.Reason;
import dev.cleanup.policy.Decision;
import dev.cleanup.policy.ItemPolicy;
import dev.cleanup.policy.Selection;
import dev.cleanup.policy.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the guide to policies says: its samples are regions of passing tests, its tables what the policies do. */
@Tag("fast")
class PolicyGuideTest {

    private static final String GUIDE = "docs/policies.md";
    private static final Instant NOW = Instant.parse("2026-01-09T00:00:00Z");

    @Test
    void policiesAreComposedReadAndCompared() {
        // region compose
        ItemPolicy failedSession = status("failed").and(created().olderThan(Duration.ofDays(7)));
        ItemPolicy expiredImage =
                attribute("storage_type", "temporary").and(expired()).and(not(inUse()));

        assertThat(failedSession.description()).isEqualTo("with status failed and created at least 7 days ago");
        assertThat(expiredImage.description()).isEqualTo("with storage_type temporary and expired and not in use");
        assertThat(failedSession).isEqualTo(status("failed").and(created().olderThan(Duration.ofDays(7))));
        // endregion
    }

    @Test
    void whatCannotBeReadStaysUnderNotToo() {
        // region unknown
        ItemPolicy old = olderThan(Duration.ofDays(1));

        assertThat(old).at("2026-01-09T00:00:00Z").isUndecidedOn(aFile().unreadableTimes());
        assertThat(not(old)).at("2026-01-09T00:00:00Z").isUndecidedOn(aFile().unreadableTimes());
        // endregion
    }

    @Test
    void aHostHasRulesOfItsOwn() {
        // region own rule
        Fact<String> plan = Fact.attribute("plan");
        ItemPolicy freeOfCharge = custom("of a customer who pays nothing", Set.of(plan), (facts, now) -> {
            if (facts.read(plan) instanceof FactValue.Known<String> known) {
                return known.value().startsWith("free")
                        ? Decision.remove(Reason.Kind.CUSTOM, "plan " + known.value())
                        : Decision.keep(Reason.Kind.CUSTOM, "plan " + known.value());
            }
            return Decision.unknown("nobody knows the plan");
        });

        assertThat(freeOfCharge).at("2026-01-09T00:00:00Z").removes(aRecord().attribute("plan", "free-2026"));
        assertThat(freeOfCharge).at("2026-01-09T00:00:00Z").keeps(aRecord().attribute("plan", "gold"));
        assertThat(not(freeOfCharge)).at("2026-01-09T00:00:00Z").isUndecidedOn(aRecord());
        // endregion
    }

    @Test
    void selectionsAreReadLikePolicies() {
        // region selections
        Selection backups = keepNewest(3).by("created").per("customer");
        Selection emergency = quotaAbove(megabytes(1024)).downTo(percent(80)).oldestFirst("created");
        Selection cache =
                quotaAbove(percentOfFileStore(90)).freeing(percent(20)).oldestFirst("last-used");

        assertThat(backups.description()).isEqualTo("not among the newest 3 by created of each attribute customer");
        assertThat(emergency.description())
                .isEqualTo(
                        "oldest by created, once the storage holds more than 1 GB, until it holds at most 80% of that");
        assertThat(cache.description())
                .isEqualTo("oldest by last-used, once more than 90% of the file store is used, until 20% of what the"
                        + " storage holds is freed");
        // endregion
    }

    @Test
    void everySampleIsARegionOfAPassingTest() throws IOException {
        List<String> regions = new ArrayList<>(Regions.of(PolicyGuideTest.class).values());
        for (Class<?> test : PolicyTests.OF_HOSTS) {
            regions.addAll(Regions.of(test).values());
        }

        assertThat(Regions.samples(GUIDE)).hasSizeGreaterThan(7).containsExactlyInAnyOrderElementsOf(regions);
    }

    @Test
    void theTableOfPoliciesSaysWhatTheyDo() throws IOException {
        Map<String, ItemPolicy> policies = new LinkedHashMap<>();
        policies.put("unreferenced()", unreferenced());
        policies.put("olderThan(age)", olderThan(Duration.ofDays(1)));
        policies.put("named(globs)", named("*.tmp"));
        policies.put("within(folder)", within("tmp"));
        policies.put("largerThan(size)", largerThan(1));
        policies.put("created().olderThan(age)", created().olderThan(Duration.ofDays(1)));
        policies.put("time(name).before(instant)", time("name").before(NOW));
        policies.put("time(name).between(from, until)", time("name").between(NOW, NOW.plusSeconds(1)));
        policies.put("expired()", expired());
        policies.put("status(values)", status("a"));
        policies.put("attribute(name, values)", attribute("name", "a"));
        policies.put("inUse()", inUse());
        policies.put("hasFiles()", hasFiles());

        List<String> rows = new ArrayList<>();
        policies.forEach((call, policy) -> rows.add(row(call, policy)));
        assertThat(Regions.document(GUIDE)).contains(String.join("\n", rows));
    }

    private static String row(String call, ItemPolicy policy) {
        String facts = policy.needs().stream().map(Fact::name).collect(Collectors.joining(", "));
        return "| `" + call + "` | `" + facts + "` | " + word(policy, FactValue.absent()) + " | "
                + word(not(policy), FactValue.absent()) + " | " + word(policy, FactValue.unreadable("?")) + " |";
    }

    @Test
    void theTableOfCombinationsSaysWhatTheyDo() throws IOException {
        List<String> rows = new ArrayList<>();
        for (ItemPolicy a : fixed()) {
            for (ItemPolicy b : fixed()) {
                rows.add(Stream.of(a, b, a.and(b), a.or(b), not(a))
                        .map(policy -> word(policy, FactValue.absent()))
                        .collect(Collectors.joining(" | ", "| ", " |")));
            }
        }
        assertThat(Regions.document(GUIDE)).contains(String.join("\n", rows));
    }

    private static List<ItemPolicy> fixed() {
        return Stream.of(Verdict.values())
                .map(verdict -> custom(
                        verdict.name(),
                        Set.of(),
                        (facts, now) -> new Decision(verdict, new Reason(Reason.Kind.CUSTOM, verdict.name()))))
                .toList();
    }

    private static String word(ItemPolicy policy, FactValue<?> reading) {
        return switch (policy.judge(new Everything(reading), NOW).verdict()) {
            case REMOVE -> "goes";
            case KEEP -> "stays";
            case UNKNOWN -> "undecided";
        };
    }

    /** An item of which all facts read alike. */
    private record Everything(FactValue<?> reading) implements Facts {
        @Override
        @SuppressWarnings("unchecked") // neither absent nor unreadable has a value of any type
        public <T> FactValue<T> read(Fact<T> fact) {
            return (FactValue<T>) reading;
        }
    }
}
