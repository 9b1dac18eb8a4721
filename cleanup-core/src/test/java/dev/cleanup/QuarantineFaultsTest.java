package dev.cleanup;

import static dev.cleanup.CleanupTask.orphans;
import static dev.cleanup.CleanupTask.records;
import static dev.cleanup.policy.Policies.status;
import static dev.cleanup.testkit.TestFacts.aRecord;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.fact.Fact;
import dev.cleanup.record.RecordSource;
import dev.cleanup.reference.ReferenceSource;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.OutcomeCounts;
import dev.cleanup.storage.QuarantineStorage;
import dev.cleanup.testkit.fake.InMemoryRecords;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each call that fails once, hosts from seeds, and references that come back at any moment: nothing is lost that was not due. */
@Tag("fast")
class QuarantineFaultsTest {

    private static final Duration WEEK = Duration.ofDays(7);

    /** A host with a past: one file is due and free, one due and named again, one not yet due; and there is work to do. */
    private static final class Host {
        final Sweep world = new Sweep().healthy(10);
        final InMemoryRecords sessions = InMemoryRecords.named("sessions").providing(Fact.STATUS);

        Host() {
            world.task = world.task.quarantineFor(WEEK);
            world.old("due", "named-again");
            run();
            world.clock.step(WEEK.minusHours(1));
            world.old("not-yet");
            run();
            world.clock.step(Duration.ofHours(1));
            world.named("named-again").old("orphan", "session.m4a");
            sessions.add(aRecord().id("1").status("failed").files("session.m4a"));
        }

        CleanupReport run() {
            return run(FailingOnce.before(Integer.MAX_VALUE));
        }

        CleanupReport run(FailingOnce faults) {
            InMemoryRecords rows = sessions;
            return Cleanup.of("media", faults.counted(world.storage, QuarantineStorage.class))
                    .referencedBy(faults.counted(world.database, ReferenceSource.class))
                    .task(world.task)
                    .task(records("sessions", faults.counted(rows, RecordSource.class))
                            .where(status("failed"))
                            .removingFiles()
                            .quarantineFor(WEEK)
                            .deletingRecords())
                    .clock(world.clock)
                    .build()
                    .run();
        }

        Set<String> there() {
            Set<String> there = new HashSet<>(world.storage.keys());
            there.addAll(world.storage.keysAside());
            return there;
        }
    }

    @Test
    void aRunWithoutFaultsDoesAllOfIt() {
        Host host = new Host();

        CleanupReport report = host.run();

        assertThat(report.isSuccess()).as(report.toText()).isTrue();
        assertThat(host.world.storage.keysAside()).containsExactlyInAnyOrder("not-yet", "orphan", "session.m4a");
        assertThat(host.world.storage.keys()).contains("named-again").doesNotContain("due");
    }

    @Test
    void whicheverCallFailsOnceNothingIsLostAndTheNextRunsMakeUpForIt() {
        failEach(FailingOnce::before);
    }

    @Test
    void whicheverAnswerIsLostOnceNothingIsLostAndTheNextRunsMakeUpForIt() {
        failEach(FailingOnce::after);
    }

    private static void failEach(IntFunction<FailingOnce> faults) {
        int call = 0;
        FailingOnce fault;
        do {
            Host host = new Host();
            Set<String> before = host.there();
            fault = faults.apply(++call);

            CleanupReport report = host.run(fault);
            assertOnlyTheDueFileIsGone(host, before, report, call);

            host.sessions.crash();
            host.run();
            host.run();
            assertThat(host.world.storage.keysAside())
                    .as("call %d", call)
                    .containsExactlyInAnyOrder("not-yet", "orphan", "session.m4a");
            assertThat(host.world.storage.keys()).as("call %d", call).contains("named-again");
        } while (fault.hasFailed());
        assertThat(call).isGreaterThan(15);
    }

    private static void assertOnlyTheDueFileIsGone(Host host, Set<String> before, CleanupReport report, int call) {
        Set<String> gone = new HashSet<>(before);
        gone.removeAll(host.there());
        OutcomeCounts purged = report.quarantine().purged();
        assertThat(gone).as("call %d", call).isSubsetOf("due");
        assertThat((long) gone.size())
                .as("call %d", call)
                .isBetween(purged.deleted(), purged.deleted() + purged.unknown());
        assertThat(report.files().deleted()).as("call %d", call).isZero();
    }

    // ---- a reference that comes back at any moment ----

    @Test
    void aFileThatIsNamedAgainBeforeTheLastReadIsNeverPurged() {
        for (int moment = 0; moment < 5; moment++) {
            Host host = new Host();
            at(moment, host, () -> host.world.named("due"));

            host.run();

            assertThat(host.there()).as("moment %d", moment).contains("due");
            host.run();
            assertThat(host.world.storage.keys()).as("moment %d", moment).contains("due");
        }
    }

    /** From the fourth moment on, the run takes so long that the references are read again. */
    private static void at(int moment, Host host, Runnable action) {
        int read = host.world.database.reads();
        Runnable late = () -> {
            host.world.clock.step(Duration.ofSeconds(61));
            action.run();
        };
        switch (moment) {
            case 0 -> action.run();
            case 1 -> host.world.database.beforeRead(read + 1, action);
            case 2 -> host.world.storage.beforePutBack(late);
            case 3 -> host.world.storage.afterList(late);
            default -> host.world.storage.afterRemoval(late);
        }
    }

    // ---- hosts from seeds ----

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void overMonthsNoFileThatIsNamedOrYoungAsideIsLost(long seed) {
        History history = new History(seed);

        for (int day = 0; day < 40; day++) {
            history.day();
        }

        assertThat(history.purged)
                .as("a history without a purge proves nothing")
                .isPositive();
    }

    /** Days of a host: files come, references come and go, faults come and go, and each night there is a run. */
    private static final class History {
        private final Sweep world = new Sweep().healthy(10);
        private final Random random;
        private long purged;
        private int files;

        History(long seed) {
            random = new Random(seed);
            world.task = orphans(Sweep.TASK)
                    .olderThan(Sweep.DAY)
                    .allowOrphanShare(100)
                    .quarantineFor(Duration.ofDays(3));
        }

        void day() {
            work();
            world.clock.step(Duration.ofHours(12 + random.nextInt(24)));
            Set<String> named = named();
            Set<String> before = there();
            fail();

            CleanupReport report = world.run();

            world.storage.clearFaults();
            world.database.heal();
            before.removeAll(there());
            assertThat(before).as("%s", report.toText()).doesNotContainAnyElementsOf(named);
            OutcomeCounts tally = report.quarantine().purged();
            assertThat((long) before.size()).isBetween(tally.deleted(), tally.deleted() + tally.unknown());
            purged += before.size();
        }

        private void work() {
            IntStream.range(0, random.nextInt(4)).forEach(i -> {
                String key = "file-" + files++;
                world.young(key);
                if (random.nextBoolean()) {
                    world.named(key);
                }
            });
            List<String> all = List.copyOf(there());
            String any = all.get(random.nextInt(all.size()));
            if (named().contains(any)) {
                world.database.remove(any);
            } else {
                world.named(any);
            }
        }

        private void fail() {
            List<String> all = List.copyOf(there());
            String any = all.get(random.nextInt(all.size()));
            switch (random.nextInt(12)) {
                case 0 -> world.storage.failAside();
                case 1 -> world.storage.failVerify();
                case 2 -> world.storage.failRemoval(any);
                case 3 -> world.storage.losesAnswerFor(any);
                case 4 -> world.storage.losesRequestFor(any);
                case 5 -> world.database.failRead(world.database.reads() + 1 + random.nextInt(3), 3);
                case 6 -> world.storage.failListing(3);
                default -> {}
            }
        }

        private Set<String> named() {
            Set<String> named = new HashSet<>();
            world.database.read(new NamesOnly(named));
            return named;
        }

        private Set<String> there() {
            Set<String> there = new HashSet<>(world.storage.keys());
            there.addAll(world.storage.keysAside());
            return there;
        }
    }
}
