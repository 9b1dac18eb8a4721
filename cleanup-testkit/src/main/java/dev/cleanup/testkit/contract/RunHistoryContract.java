package dev.cleanup.testkit.contract;

import static dev.cleanup.testkit.contract.SampleRuns.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cleanup.history.HistoryQuery;
import dev.cleanup.history.HistoryRetention;
import dev.cleanup.history.HistoryUnavailableException;
import dev.cleanup.history.RunEntry;
import dev.cleanup.history.RunHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every history must do: a test class to extend.
 *
 * <p>Each test asks for one history, which holds nothing when the test begins. What an implementation cannot do is skipped,
 * visibly. Like every test class, not safe for use by several threads.
 */
public abstract class RunHistoryContract {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00.123456Z");
    private static final HistoryQuery ALL = HistoryQuery.newest(1000);

    /** For subclasses. */
    protected RunHistoryContract() {}

    /**
     * A history over the place of this test. Called again within a test, it is another view of the same place where the
     * implementation {@linkplain #outlivesItsObject() has one}.
     *
     * @param retention how much it keeps
     * @return the history
     * @throws Exception if that fails
     */
    protected abstract RunHistory history(HistoryRetention retention) throws Exception;

    /**
     * Whether what is remembered outlives the object, in a file or a database.
     *
     * @return true unless overridden
     */
    protected boolean outlivesItsObject() {
        return true;
    }

    /**
     * Sees to it that the place can be neither read nor written.
     *
     * @return whether that can be done here; false unless overridden, and the test is then skipped
     * @throws Exception if that fails
     */
    protected boolean breakPlace() throws Exception {
        return false;
    }

    private RunHistory history() throws Exception {
        return history(HistoryRetention.newest(1000));
    }

    private static Instant after(int days) {
        return START.plus(Duration.ofDays(days));
    }

    private static List<String> ids(RunHistory history, HistoryQuery query) {
        return history.entries(query).stream().map(RunEntry::id).toList();
    }

    @Test
    final void knowsNothingAtFirst() throws Exception {
        assertThat(history().entries(ALL)).isEmpty();
    }

    @Test
    final void givesAnEntryBackAsItWas() throws Exception {
        RunHistory history = history();

        history.append(SampleRuns.withEverything("run-1", START));

        assertThat(history.entries(ALL)).containsExactly(SampleRuns.withEverything("run-1", START));
    }

    @Test
    final void givesAnEntryWithAlmostNothingBackAsItWas() throws Exception {
        RunHistory history = history();

        history.append(SampleRuns.withoutTasks("run-1", START));

        assertThat(history.entries(ALL)).containsExactly(SampleRuns.withoutTasks("run-1", START));
    }

    @Test
    final void keepsWhatItKnowsWhenItsObjectIsGone() throws Exception {
        assumeTrue(outlivesItsObject(), "it lives in its object");
        history().append(entry("run-1", START));

        assertThat(ids(history(), ALL)).containsExactly("run-1");
    }

    @Test
    final void givesTheNewestFirstWhateverTheClocksSaid() throws Exception {
        RunHistory history = history();
        history.append(entry("first", after(9)));
        history.append(entry("second", after(1)));
        history.append(entry("third", after(5)));

        assertThat(ids(history, ALL)).containsExactly("third", "second", "first");
    }

    @Test
    final void givesNoMoreThanAreAskedFor() throws Exception {
        RunHistory history = history();
        IntStream.range(0, 5).forEach(i -> history.append(entry("run-" + i, after(i))));

        assertThat(ids(history, HistoryQuery.newest(2))).containsExactly("run-4", "run-3");
    }

    @Test
    final void tellsCleanupsAndStoragesApart() throws Exception {
        RunHistory history = history();
        history.append(entry("run-1", START, "media", "uploads"));
        history.append(entry("run-2", START, "Media", "uploads"));
        history.append(entry("run-3", START, "media", "Uploads"));

        assertThat(ids(history, ALL.ofCleanup("media"))).containsExactly("run-3", "run-1");
        assertThat(ids(history, ALL.over("uploads"))).containsExactly("run-2", "run-1");
        assertThat(ids(history, ALL.ofCleanup("media").over("uploads"))).containsExactly("run-1");
    }

    @Test
    final void givesWhatBeganAtAnInstantOrLater() throws Exception {
        RunHistory history = history();
        IntStream.range(0, 4).forEach(i -> history.append(entry("run-" + i, after(i))));

        assertThat(ids(history, ALL.since(after(2)))).containsExactly("run-3", "run-2");
        assertThat(ids(history, ALL.since(after(2).plusNanos(1000)))).containsExactly("run-3");
    }

    @Test
    final void keepsTheNewestOfEachCleanupOverEachStorage() throws Exception {
        RunHistory history = history(HistoryRetention.newest(2));
        history.append(entry("other", START, "other", "uploads"));
        history.append(entry("elsewhere", START, "media", "archive"));
        IntStream.range(0, 4).forEach(i -> history.append(entry("run-" + i, after(i))));

        assertThat(ids(history, ALL)).containsExactly("run-3", "run-2", "elsewhere", "other");
    }

    @Test
    final void keepsWhatIsYoungAndTheNewestAtAnyAge() throws Exception {
        RunHistory history = history(HistoryRetention.youngerThan(Duration.ofDays(20)));
        IntStream.range(0, 30).forEach(i -> history.append(entry("run-" + i, after(i))));
        assertThat(ids(history, ALL)).hasSize(21).startsWith("run-29").endsWith("run-9");

        history.append(entry("after-a-jump", after(3650)));

        assertThat(ids(history, ALL))
                .hasSize(HistoryRetention.KEPT_AT_ANY_AGE)
                .startsWith("after-a-jump", "run-29")
                .endsWith("run-21");
    }

    @Test
    final void keepsTextOfAllKinds() throws Exception {
        RunHistory history = history();
        RunEntry entry = SampleRuns.failed("run-1", START, "it's \"\u00fc\u65e5\u672c\ud83d\ude00\" \\ % _ \n\t; --");

        history.append(entry);

        assertThat(history.entries(ALL)).containsExactly(entry);
    }

    @Test
    final void takesTextThatNoDatabaseHolds() throws Exception {
        RunHistory history = history();

        history.append(SampleRuns.failed("run-1", START, "nul \0, half \ud83d, " + "long ".repeat(30_000)));

        assertThat(history.entries(ALL).get(0).task("failed"))
                .hasValueSatisfying(
                        task -> assertThat(task.error().orElseThrow()).contains("nul ", "long long"));
    }

    @Test
    final void keepsALongMessageWhole() throws Exception {
        RunHistory history = history();
        RunEntry entry = SampleRuns.failed("run-1", START, "0123456789".repeat(400) + "the end");

        history.append(entry);

        assertThat(history.entries(ALL)).containsExactly(entry);
    }

    @Test
    final void keepsRunsOfOneInstantApart() throws Exception {
        RunHistory history = history();
        history.append(entry("run-1", START));
        history.append(SampleRuns.withoutTasks("run-2", START));

        assertThat(history.entries(ALL))
                .containsExactly(SampleRuns.withoutTasks("run-2", START), entry("run-1", START));
    }

    @Test
    final void keepsMoreThanAHundredRuns() throws Exception {
        RunHistory history = history();
        IntStream.range(0, 110).forEach(i -> history.append(SampleRuns.withoutTasks("run-" + i, after(i))));

        assertThat(ids(history, ALL)).hasSize(110).startsWith("run-109").endsWith("run-0");
    }

    @Test
    final void losesNoRunOfTwoThreads() throws Exception {
        RunHistory history = history();
        TwoThreads.Check media = () ->
                IntStream.range(0, 10).forEach(i -> history.append(entry("media-" + i, after(i), "media", "uploads")));
        TwoThreads.Check others = () ->
                IntStream.range(0, 10).forEach(i -> history.append(entry("other-" + i, after(i), "other", "uploads")));

        TwoThreads.run(media, others);

        assertThat(ids(history, ALL)).hasSize(20).doesNotHaveDuplicates();
        assertThat(ids(history, HistoryQuery.newest(1).ofCleanup("media"))).containsExactly("media-9");
    }

    @Test
    final void saysSoWhereItCannotBeReadOrWritten() throws Exception {
        RunHistory history = history();
        history.append(entry("run-1", START));
        assumeTrue(breakPlace(), "the place cannot be broken here");

        assertThatThrownBy(() -> history.entries(ALL)).isInstanceOf(HistoryUnavailableException.class);
        assertThatThrownBy(() -> history.append(entry("run-2", after(1))))
                .isInstanceOf(HistoryUnavailableException.class)
                .hasMessageContaining("run-2");
    }
}
