package dev.cleanup.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.fact.FactValue;
import dev.cleanup.storage.ByteSize;
import dev.cleanup.storage.FileStoreShare;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What holds for all selections; see {@link Draws#rounds}. */
@Tag("fast")
class SelectionPropertiesTest {

    @Test
    void theOrderOfCandidatesChangesNothing() {
        Draws.rounds(draws -> {
            List<Candidate> candidates = draws.candidates();
            List<Candidate> shuffled = new ArrayList<>(candidates);
            Collections.shuffle(shuffled, new Random(draws.below(1000)));
            Selection selection = draws.selection();
            StorageUsage usage = draws.usage();
            assertThat(selection.choose(shuffled, usage)).isEqualTo(selection.choose(candidates, usage));
        });
    }

    @Test
    void onlyCandidatesAreChosenAndEachOnce() {
        Draws.rounds(draws -> {
            List<Candidate> candidates = draws.candidates();
            assertThat(draws.selection().choose(candidates, draws.usage()).chosen())
                    .doesNotHaveDuplicates()
                    .isSubsetOf(candidates);
        });
    }

    @Test
    void aQuotaChoosesTheFirstOfAllThatAreSorted() {
        Draws.rounds(draws -> {
            List<Candidate> candidates = draws.candidates();
            StorageUsage usage = draws.usage();
            if (draws.selection() instanceof Quota quota && toFree(quota, usage) > 0) {
                assertThat(quota.choose(candidates, usage).chosen())
                        .isEqualTo(firsts(sorted(candidates, quota.order()), toFree(quota, usage)));
            }
        });
    }

    private static List<Candidate> sorted(List<Candidate> candidates, Quota.Order order) {
        if (order instanceof Quota.Order.OldestFirst oldest) {
            return CandidateOrder.oldestFirst(candidates, oldest.time()).inOrder();
        }
        Comparator<Candidate> largest =
                Comparator.comparingLong(Candidate::bytes).reversed();
        return candidates.stream().sorted(largest.thenComparing(Candidate::id)).toList();
    }

    private static List<Candidate> firsts(List<Candidate> sorted, double toFree) {
        List<Candidate> firsts = new ArrayList<>();
        for (Candidate candidate : sorted) {
            if (candidate.bytes() > 0 && freed(firsts) < toFree) {
                firsts.add(candidate);
            }
        }
        return firsts;
    }

    @Test
    void oneItemFewerWouldMissTheTarget() {
        Set<Integer> lengths = new HashSet<>();
        Draws.rounds(draws -> {
            if (!(draws.selection() instanceof Quota quota)) {
                return;
            }
            StorageUsage usage = draws.usage();
            SelectionResult choice = quota.choose(draws.candidates(), usage);
            lengths.add(choice.chosen().size());
            List<Candidate> chosen = choice.chosen();
            if (!chosen.isEmpty()) {
                assertThat(freed(chosen.subList(0, chosen.size() - 1))).isLessThan(toFree(quota, usage));
            }
            assertThat(choice.shortfall().isEmpty()).isEqualTo(freed(chosen) >= toFree(quota, usage));
        });
        assertThat(lengths).as("short and long choices are drawn").contains(0, 1, 2, 3);
    }

    @Test
    void theNewestOfEachGroupStay() {
        Draws.rounds(draws -> {
            if (!(draws.selection() instanceof KeepNewest rule)) {
                return;
            }
            List<Candidate> candidates = draws.candidates();
            List<Candidate> chosen = rule.choose(candidates, draws.usage()).chosen();
            for (String kind : List.of("a", "b", "c")) {
                long all = ranked(rule, candidates, kind);
                assertThat(all - ranked(rule, chosen, kind)).isEqualTo(Math.min(all, rule.count()));
                if (rule.group().isEmpty()) {
                    return;
                }
            }
        });
    }

    @Test
    void aTimeThatIsNotKnownOnlyMakesLessGo() {
        Draws.rounds(draws -> {
            List<Candidate> candidates = new ArrayList<>(draws.candidates());
            KeepNewest rule = Policies.keepNewest(1 + draws.below(3)).by("created");
            Set<Candidate> before = new HashSet<>(
                    rule.choose(candidates, StorageUsage.UNMEASURED).chosen());
            if (!candidates.isEmpty()) {
                Candidate lost = candidates.remove(draws.below(candidates.size()));
                candidates.add(Candidates.undated(lost.id(), lost.bytes()));
            }
            assertThat(before)
                    .containsAll(
                            rule.choose(candidates, StorageUsage.UNMEASURED).chosen());
        });
    }

    @Test
    void neitherLocaleNorZoneHasASay() {
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            List<String> here = choices();
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Apia"));
            assertThat(choices()).isEqualTo(here);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    private static List<String> choices() {
        Draws draws = new Draws(Draws.SEED);
        return IntStream.range(0, 500)
                .mapToObj(i -> {
                    Selection selection = draws.selection();
                    SelectionResult choice = selection.choose(draws.candidates(), draws.usage());
                    return selection.description() + Candidates.ids(choice) + choice.explanation() + choice.shortfall();
                })
                .toList();
    }

    /** The target, reckoned apart from the code under test. */
    private static double toFree(Quota quota, StorageUsage usage) {
        double used = value(usage.used());
        double capacity = value(usage.capacity());
        double held = quota.limit() instanceof ByteSize ? used : capacity - value(usage.free());
        double limit = quota.limit() instanceof FileStoreShare share
                ? Math.floor(capacity * share.share().percent() / 100)
                : ((ByteSize) quota.limit()).bytes();
        if (held <= limit) {
            return 0;
        }
        return quota.target() instanceof Quota.Target.DownTo down
                ? held - Math.floor(limit * down.ofLimit().percent() / 100)
                : used * ((Quota.Target.Freeing) quota.target()).ofUsed().percent() / 100;
    }

    private static long value(FactValue<Long> reading) {
        return ((FactValue.Known<Long>) reading).value();
    }

    private static double freed(List<Candidate> candidates) {
        return candidates.stream().mapToDouble(Candidate::bytes).sum();
    }

    private static long ranked(KeepNewest rule, List<Candidate> candidates, String kind) {
        return candidates.stream()
                .filter(each -> rule.time().isEmpty()
                        || each.facts().read(rule.time().get().fact()) instanceof FactValue.Known)
                .filter(each -> rule.group().isEmpty()
                        || each.facts().read(rule.group().get()).equals(FactValue.known(kind)))
                .count();
    }
}
