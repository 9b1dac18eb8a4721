package dev.cleanup;

import static dev.cleanup.Sweep.TASK;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.OutcomeCounts;
import dev.cleanup.report.TaskOutcome;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What holds for every host, in hosts drawn from seeds. The seed stands in the failure. */
class HistoriesTest {

    private static final int HOSTS = 100;

    @TestFactory
    @Tag("fast")
    Stream<DynamicTest> someHosts() {
        return properties(HOSTS);
    }

    @TestFactory
    @Tag("thorough")
    Stream<DynamicTest> manyHosts() {
        return properties(20_000);
    }

    private static Stream<DynamicTest> properties(long hosts) {
        return Stream.of(
                forEach(hosts, "what goes is the naive difference", HistoriesTest::whatGoesIsTheNaiveDifference),
                forEach(hosts, "faults only shrink what goes", HistoriesTest::faultsOnlyShrinkWhatGoes),
                forEach(hosts, "neither named nor young goes", HistoriesTest::neitherNamedNorYoungGoes),
                forEach(hosts, "the report is true", HistoriesTest::theReportIsTrue),
                forEach(hosts, "order changes nothing", HistoriesTest::orderChangesNothing),
                forEach(hosts, "a second run removes nothing", HistoriesTest::aSecondRunRemovesNothing),
                forEach(hosts, "a run does what the plan says", HistoriesTest::aRunDoesWhatThePlanSays));
    }

    private static DynamicTest forEach(long hosts, String name, LongConsumer property) {
        return DynamicTest.dynamicTest(
                name, () -> silently(() -> LongStream.range(0, hosts).forEach(property)));
    }

    /** Faults that are asked for need not fill the log. */
    private static void silently(Runnable work) {
        PrintStream before = System.err;
        System.setErr(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));
        try {
            work.run();
        } finally {
            System.setErr(before);
        }
    }

    /** A property that never sees a removal would hold for a cleaner that does nothing. */
    @Test
    @Tag("fast")
    void mostHostsHaveSomethingToRemoveAndSomeAreRefused() {
        int removing = 0;
        int refused = 0;
        for (long seed = 0; seed < HOSTS; seed++) {
            RandomHost host = new RandomHost(seed);
            refused += host.world.run().isSuccess() ? 0 : 1;
            removing += host.removed().isEmpty() ? 0 : 1;
        }
        assertThat(removing).isGreaterThan(HOSTS / 2);
        assertThat(refused).isPositive();
    }

    private static void whatGoesIsTheNaiveDifference(long seed) {
        RandomHost host = new RandomHost(seed);
        Set<String> expected = naiveDifference(host);

        CleanupReport report = host.world.run();

        boolean refused = report.task(TASK).outcome() instanceof TaskOutcome.Refused;
        assertThat(host.removed()).as("seed %d", seed).isEqualTo(refused ? Set.of() : expected);
    }

    /** Old files that no reference names, not even in another case. */
    private static Set<String> naiveDifference(RandomHost host) {
        Set<String> references = new TreeSet<>();
        host.world.database.read(new NamesOnly(references));
        return host.world.storage.keys().stream()
                .filter(key -> !references.contains(key.toLowerCase(Locale.ROOT)))
                .filter(key -> !host.young.contains(key))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Of the plan, and of what goes; but the share of orphans is one of what could be listed. */
    private static void faultsOnlyShrinkWhatGoes(long seed) {
        RandomHost healthy = new RandomHost(seed).working();
        RandomHost faulty = new RandomHost(seed).working().failing(seed);
        Set<String> planned = planned(new RandomHost(seed).working());

        TaskOutcome outcome = healthy.world.run().task(TASK).outcome();
        boolean hidden = faulty.world.run().task(TASK).seen().failed() > 0;

        assertThat(faulty.removed()).as("seed %d", seed).isSubsetOf(with(healthy.ownWork, planned));
        if (!(hidden && isRefusedBy("orphan-share", outcome))) {
            assertThat(faulty.removed()).as("seed %d", seed).isSubsetOf(with(healthy.ownWork, healthy.removed()));
        }
    }

    private static boolean isRefusedBy(String guard, TaskOutcome outcome) {
        return outcome instanceof TaskOutcome.Refused refused
                && refused.refusals().stream()
                        .allMatch(refusal -> refusal.guard().equals(guard));
    }

    private static Set<String> with(Set<String> some, Set<String> others) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(others);
        return all;
    }

    private static Set<String> planned(RandomHost host) {
        return host.world.cleanup().plan().task(TASK).items().stream()
                .map(item -> item.files().get(0).key().path())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void neitherNamedNorYoungGoes(long seed) {
        RandomHost host = new RandomHost(seed).working().failing(seed);

        assertThat(host.world.run()).isNotNull();

        assertThat(host.removed())
                .as("seed %d", seed)
                .noneMatch(host.named::contains)
                .noneMatch(host.young::contains);
    }

    private static void theReportIsTrue(long seed) {
        RandomHost host = new RandomHost(seed).working().failing(seed);

        OutcomeCounts files = host.world.run().files();

        assertThat((long) host.removed().size())
                .as("seed %d", seed)
                .isBetween(files.deleted(), files.deleted() + files.unknown());
    }

    private static void orderChangesNothing(long seed) {
        RandomHost first = new RandomHost(seed);
        RandomHost second = new RandomHost(seed).shuffled(seed);

        CleanupReport one = first.world.run();
        CleanupReport other = second.world.run();

        assertThat(second.removed()).as("seed %d", seed).isEqualTo(first.removed());
        assertThat(other.files()).isEqualTo(one.files());
        assertThat(other.task(TASK).seen()).isEqualTo(one.task(TASK).seen());
        assertThat(other.task(TASK).keptByReason()).isEqualTo(one.task(TASK).keptByReason());
    }

    private static void aSecondRunRemovesNothing(long seed) {
        RandomHost host = new RandomHost(seed);

        assertThat(host.world.run()).isNotNull();

        assertThat(host.world.run().files().total()).as("seed %d", seed).isZero();
    }

    private static void aRunDoesWhatThePlanSays(long seed) {
        RandomHost host = new RandomHost(seed);
        Set<String> planned = planned(host);
        TaskOutcome outcome = host.world.cleanup().plan().task(TASK).outcome();

        CleanupReport report = host.world.run();

        assertThat(report.task(TASK).outcome()).as("seed %d", seed).isEqualTo(outcome);
        boolean refused = outcome instanceof TaskOutcome.Refused;
        assertThat(host.removed()).as("seed %d", seed).isEqualTo(refused ? Set.of() : planned);
    }
}
