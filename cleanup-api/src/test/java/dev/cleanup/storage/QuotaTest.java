package dev.cleanup.storage;

import static dev.cleanup.policy.Candidates.daysAgo;
import static dev.cleanup.policy.Candidates.file;
import static dev.cleanup.policy.Candidates.ids;
import static dev.cleanup.policy.Candidates.record;
import static dev.cleanup.policy.Candidates.store;
import static dev.cleanup.policy.Candidates.undated;
import static dev.cleanup.policy.Candidates.used;
import static dev.cleanup.policy.Policies.megabytes;
import static dev.cleanup.policy.Policies.percent;
import static dev.cleanup.policy.Policies.percentOfFileStore;
import static dev.cleanup.policy.Policies.quotaAbove;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleanup.fact.Fact;
import dev.cleanup.fact.FactValue;
import dev.cleanup.policy.Candidate;
import dev.cleanup.policy.Quota;
import dev.cleanup.policy.SelectionResult;
import dev.cleanup.policy.StorageUsage;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class QuotaTest {

    private static final Quota DOWN =
            quotaAbove(new ByteSize(1000)).downTo(percent(80)).oldestFirst("created");
    private static final Quota FREEING =
            quotaAbove(percentOfFileStore(90)).freeing(percent(20)).oldestFirst("created");

    private static final List<Candidate> FOUR =
            List.of(record("c", 3, 100), record("a", 1, 100), record("d", 4, 100), record("b", 2, 100));

    @Test
    void theOldestGoUntilAShareOfTheLimitIsLeft() {
        SelectionResult choice = DOWN.choose(FOUR, used(1001));

        assertThat(ids(choice)).containsExactly("d", "c", "b");
        assertThat(choice.explanation())
                .isEqualTo(
                        "1001 bytes are more than the 1000 bytes allowed: 201 bytes have to go, 3 of 4 free 300 bytes");
        assertThat(choice.shortfall()).isEmpty();
    }

    @Test
    void oneItemFewerWouldMissTheTarget() {
        assertThat(ids(DOWN.choose(List.of(record("a", 2, 201), record("b", 1, 1)), used(1001))))
                .containsExactly("a");
        assertThat(ids(DOWN.choose(List.of(record("a", 2, 200), record("b", 1, 1)), used(1001))))
                .containsExactly("a", "b");
    }

    @Test
    void atTheLimitNothingGoes() {
        SelectionResult choice = DOWN.choose(FOUR, used(1000));

        assertThat(choice.chosen()).isEmpty();
        assertThat(choice.explanation()).isEqualTo("1000 bytes are within the 1000 bytes allowed: nothing is chosen");
        assertThat(choice.shortfall()).isEmpty();
    }

    @Test
    void aTargetOutOfReachTakesAllThatMayGoAndSaysWhatIsMissing() {
        SelectionResult choice = DOWN.choose(FOUR, used(2000));

        assertThat(ids(choice)).containsExactly("d", "c", "b", "a");
        assertThat(choice.shortfall())
                .hasValueSatisfying(sentence -> assertThat(sentence)
                        .contains("missed by 800 bytes", "frees only 400 bytes", "Let the policy allow more"));
    }

    @Test
    void whatHoldsNoBytesIsPassedOver() {
        List<Candidate> candidates = List.of(record("empty", 9, 0), record("full", 1, 500), record("none", 0, 0));

        assertThat(ids(DOWN.choose(candidates, used(1001)))).containsExactly("full");
        assertThat(ids(DOWN.choose(candidates, used(9000)))).containsExactly("full");
    }

    @Test
    void whatHasNoTimeIsNeverChosenAndIsMentioned() {
        SelectionResult choice = DOWN.choose(List.of(undated("u", 5000), record("a", 1, 300)), used(1001));

        assertThat(ids(choice)).containsExactly("a");
        assertThat(choice.explanation()).endsWith("; 1 stays because its created is not known: u");
    }

    @Test
    void theLargestGoFirstAndTiesAreBrokenById() {
        Quota largest = quotaAbove(new ByteSize(1000)).downTo(percent(80)).largestFirst();
        List<Candidate> candidates = List.of(undated("s", 50), undated("y", 150), undated("x", 150));

        assertThat(ids(largest.choose(candidates, used(1001)))).containsExactly("x", "y");
        assertThat(ids(largest.choose(candidates, used(1100)))).containsExactly("x", "y");
    }

    @Test
    void filesGoByTheNewestOfTheirTimes() {
        Quota files = quotaAbove(new ByteSize(1000)).downTo(percent(100)).oldestFirst();
        FileTimes touched = FileTimes.modified(daysAgo(9)).with(FileTimes.Kind.STATUS_CHANGED, daysAgo(1));

        assertThat(ids(files.choose(
                        List.of(file("touched", touched, 9), file("old", FileTimes.modified(daysAgo(5)), 9)),
                        used(1001))))
                .containsExactly("old");
    }

    @Test
    void aShareOfWhatIsUsedIsFreedOnceTheFileStoreIsTooFull() {
        // 91 of 100 are taken, of which 10 are ours: two of ours are a fifth.
        List<Candidate> ours = List.of(record("a", 3, 1), record("b", 2, 1), record("c", 1, 1));

        assertThat(ids(FREEING.choose(ours, store(10, 100, 9)))).containsExactly("a", "b");
        assertThat(ids(FREEING.choose(ours, store(11, 100, 9)))).containsExactly("a", "b", "c");
        assertThat(FREEING.choose(ours, store(10, 100, 10)).chosen()).isEmpty();
    }

    @Test
    void aFileStoreIsEmptiedDownToAShareOfItsLimit() {
        Quota quota = quotaAbove(percentOfFileStore(90)).downTo(percent(50)).largestFirst();
        StorageUsage usage = new StorageUsage(FactValue.unreadable("?"), FactValue.known(100L), FactValue.known(5L));

        assertThat(ids(quota.choose(List.of(undated("a", 49), undated("b", 1), undated("c", 1)), usage)))
                .containsExactly("a", "b");
    }

    @Test
    void whereTheUsageIsNotKnownNothingGoes() {
        FactValue<Long> one = FactValue.known(1L);
        for (StorageUsage usage : List.of(
                StorageUsage.UNMEASURED,
                new StorageUsage(FactValue.absent(), one, one),
                new StorageUsage(FactValue.unreadable("?"), FactValue.known(100L), FactValue.known(1L)),
                new StorageUsage(FactValue.known(100L), FactValue.unreadable("?"), one),
                new StorageUsage(FactValue.known(100L), FactValue.known(100L), FactValue.absent()),
                store(100, 0, 0),
                store(100, 10, 11),
                store(100, -10, 1),
                store(-1, 100, 1))) {
            SelectionResult choice = FREEING.choose(FOUR, usage);
            assertThat(choice.chosen()).as("%s", usage).isEmpty();
            assertThat(choice.shortfall())
                    .hasValueSatisfying(
                            why -> assertThat(why).startsWith("it is not known whether the limit is exceeded: "));
        }
    }

    @Test
    void figuresSaturate() {
        List<Candidate> huge = List.of(record("a", 3, Long.MAX_VALUE), record("b", 2, Long.MAX_VALUE));
        Quota quota = quotaAbove(new ByteSize(1)).freeing(percent(100)).oldestFirst("created");

        assertThat(ids(quota.choose(huge, used(Long.MAX_VALUE)))).containsExactly("a");
        assertThat(ids(quota.choose(
                        List.of(record("a", 3, Long.MAX_VALUE - 1), record("b", 2, Long.MAX_VALUE), record("c", 1, 9)),
                        used(Long.MAX_VALUE))))
                .containsExactly("a", "b");
        assertThat(percent(80).of(Long.MAX_VALUE)).isEqualTo(7378697629483820645L);
        assertThat(percent(100).ofRoundedUp(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void sharesAreRoundedSoThatTheTargetIsReached() {
        assertThat(percent(80).of(99)).isEqualTo(79);
        assertThat(percent(20).ofRoundedUp(11)).isEqualTo(3);
        assertThat(percent(20).ofRoundedUp(10)).isEqualTo(2);
        assertThat(percent(1).of(99)).isZero();
    }

    @Test
    void absurdLimitsAndSharesAreRefused() {
        for (int percent : new int[] {-1, 0, 101}) {
            assertThatThrownBy(() -> percent(percent))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("percent (" + percent + ")", "between 1 and 100", "Use a number");
        }
        assertThatThrownBy(() -> percentOfFileStore(100))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("share (100%)", "never be exceeded", "Use less");
        assertThatThrownBy(() -> quotaAbove(megabytes(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("limit (0 bytes)", "must be positive", "everything", "Use a size");
        assertThatThrownBy(() -> new Quota(new ByteSize(0), DOWN.target(), DOWN.order()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void quotasAreReadAsSentences() {
        Quota largest = quotaAbove(percentOfFileStore(90)).downTo(percent(80)).largestFirst();

        assertThat(quotaAbove(megabytes(1024)).downTo(percent(80)).oldestFirst().description())
                .isEqualTo(
                        "oldest by newest time, once the storage holds more than 1 GB, until it holds at most 80% of that");
        assertThat(FREEING.description())
                .isEqualTo("oldest by created, once more than 90% of the file store is used,"
                        + " until 20% of what the storage holds is freed");
        assertThat(largest.description())
                .isEqualTo("largest, once more than 90% of the file store is used, until at most 80% of that is used");
    }

    @Test
    void quotasAreValuesThatSayWhatTheyNeed() {
        Quota largest = quotaAbove(percentOfFileStore(90)).downTo(percent(80)).largestFirst();

        assertThat(quotaAbove(new ByteSize(1000)).downTo(percent(80)).oldestFirst("created"))
                .isEqualTo(DOWN);
        assertThat(DOWN.needs()).containsExactlyInAnyOrder(Fact.time("created"), Fact.STORAGE_USED);
        assertThat(FREEING.needs())
                .containsExactlyInAnyOrder(Fact.time("created"), Fact.STORAGE_USED, Fact.STORE_CAPACITY);
        assertThat(largest.needs()).containsExactly(Fact.STORE_CAPACITY);
    }
}
