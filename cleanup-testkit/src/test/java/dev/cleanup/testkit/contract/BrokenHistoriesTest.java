package dev.cleanup.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.cleanup.history.HistoryQuery;
import dev.cleanup.history.HistoryRetention;
import dev.cleanup.history.HistoryUnavailableException;
import dev.cleanup.history.RunEntry;
import dev.cleanup.history.RunHistory;
import dev.cleanup.history.TaskEntry;
import dev.cleanup.outcome.Failure;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.testkit.ContractRun;
import dev.cleanup.testkit.PlainHistory;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Histories that lose runs: each is broken in one place, is named after the harm, and fails the contract there. */
@Tag("fast")
class BrokenHistoriesTest {

    private interface Breaking extends BiFunction<PlainHistory.Place, HistoryRetention, RunHistory> {}

    static Stream<Arguments> broken() {
        return Stream.of(
                broken(
                        "loses the last entry",
                        reading(all -> all.subList(Math.min(1, all.size()), all.size())),
                        "givesAnEntryBackAsItWas"),
                broken(
                        "keeps a hundred",
                        reading(all -> all.subList(0, Math.min(100, all.size()))),
                        "keepsMoreThanAHundredRuns"),
                broken(
                        "merges runs of one instant",
                        reading(BrokenHistoriesTest::oneOfAnInstant),
                        "keepsRunsOfOneInstantApart"),
                broken(
                        "sorts by the clock",
                        reading(BrokenHistoriesTest::sorted),
                        "givesTheNewestFirstWhateverTheClocksSaid"),
                broken("cuts messages", appending(BrokenHistoriesTest::shortened), "keepsALongMessageWhole"),
                broken("cuts times to days", appending(BrokenHistoriesTest::dated), "givesAnEntryBackAsItWas"),
                broken(
                        "lives in its object",
                        (place, retention) -> new PlainHistory(new PlainHistory.Place(), retention),
                        "keepsWhatItKnowsWhenItsObjectIsGone"),
                broken("shows all cleanups", Unrestricted::new, "tellsCleanupsAndStoragesApart"),
                broken(
                        "keeps for ever",
                        (place, retention) -> new PlainHistory(place, HistoryRetention.newest(1_000)),
                        "keepsTheNewestOfEachCleanupOverEachStorage"),
                broken("a fault is an empty history", EmptyAtFault::new, "saysSoWhereItCannotBeReadOrWritten"),
                broken("two threads lose runs", LosesRuns::new, "losesNoRunOfTwoThreads"));
    }

    private static Arguments broken(String harm, Breaking breaking, String test) {
        return arguments(harm, breaking, test);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("broken")
    void isCaught(String harm, Breaking breaking, String test) {
        assertThat(failures(breaking)).as(harm).contains(test);
    }

    @Test
    void passesAGoodHistory() {
        assertThat(failures(PlainHistory::new)).isEmpty();
    }

    private static Set<String> failures(Breaking breaking) {
        Broken.breaking = breaking;
        return ContractRun.failuresOf(Broken.class);
    }

    static final class Broken extends RunHistoryContract {
        private static Breaking breaking = PlainHistory::new;

        private final PlainHistory.Place place = new PlainHistory.Place();

        @Override
        protected RunHistory history(HistoryRetention retention) {
            return breaking.apply(place, retention);
        }

        @Override
        protected boolean breakPlace() {
            place.breakDown();
            return true;
        }
    }

    private static Breaking reading(UnaryOperator<List<RunEntry>> change) {
        return (place, retention) -> new PlainHistory(place, retention) {
            @Override
            public List<RunEntry> entries(HistoryQuery query) {
                return change.apply(super.entries(query));
            }
        };
    }

    private static Breaking appending(UnaryOperator<RunEntry> change) {
        return (place, retention) -> new PlainHistory(place, retention) {
            @Override
            public void append(RunEntry entry) {
                super.append(change.apply(entry));
            }
        };
    }

    private static List<RunEntry> sorted(List<RunEntry> all) {
        return all.stream()
                .sorted(Comparator.comparing(RunEntry::started).reversed())
                .toList();
    }

    private static List<RunEntry> oneOfAnInstant(List<RunEntry> all) {
        List<RunEntry> merged = new ArrayList<>();
        for (RunEntry entry : all) {
            if (merged.stream().noneMatch(other -> other.started().equals(entry.started()))) {
                merged.add(entry);
            }
        }
        return merged;
    }

    private static RunEntry with(RunEntry entry, java.time.Instant started, List<TaskEntry> tasks) {
        return new RunEntry(
                entry.id(),
                entry.cleanup(),
                entry.storage(),
                entry.request(),
                started,
                entry.duration(),
                entry.references(),
                tasks,
                entry.quarantine(),
                entry.used());
    }

    private static RunEntry dated(RunEntry entry) {
        return with(entry, entry.started().truncatedTo(ChronoUnit.DAYS), entry.tasks());
    }

    private static RunEntry shortened(RunEntry entry) {
        return with(
                entry,
                entry.started(),
                entry.tasks().stream().map(BrokenHistoriesTest::shortened).toList());
    }

    private static TaskEntry shortened(TaskEntry task) {
        if (!(task.outcome() instanceof TaskOutcome.Failed failed)) {
            return task;
        }
        String message = failed.failure().message();
        Failure cut = new Failure(failed.failure().type(), message.substring(0, Math.min(255, message.length())));
        return new TaskEntry(
                task.task(), new TaskOutcome.Failed(cut), task.seen(), task.files(), task.records(), task.failures());
    }

    private static final class Unrestricted extends PlainHistory {
        Unrestricted(Place place, HistoryRetention retention) {
            super(place, retention);
        }

        @Override
        public List<RunEntry> entries(HistoryQuery query) {
            return super.entries(HistoryQuery.newest(query.most()));
        }
    }

    private static final class EmptyAtFault extends PlainHistory {
        EmptyAtFault(Place place, HistoryRetention retention) {
            super(place, retention);
        }

        @Override
        public List<RunEntry> entries(HistoryQuery query) {
            try {
                return super.entries(query);
            } catch (HistoryUnavailableException hidden) {
                return List.of();
            }
        }
    }

    /** Holds what it appends in a field, and keeps what stands there in the end. */
    private static final class LosesRuns extends PlainHistory {
        private final Thread maker = Thread.currentThread();

        LosesRuns(Place place, HistoryRetention retention) {
            super(place, retention);
        }

        /** As what another thread has written meanwhile is overwritten: of two threads, one is heard. */
        @Override
        public void append(RunEntry entry) {
            if (Thread.currentThread() == maker || entry.cleanup().equals("media")) {
                super.append(entry);
            }
        }
    }
}
