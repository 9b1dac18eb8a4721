package dev.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.report.CleanupReport;
import dev.cleanup.storage.ListableStorage;
import dev.cleanup.storage.ListingSink;
import dev.cleanup.storage.RecoverableStorage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an interrupted run left is put in order before the next one looks at anything; a rehearsal leaves it. */
@Tag("fast")
class CrashRecoveryTest {

    private final Sweep sweep = new Sweep().healthy(3).old("orphan.m4a");
    private final List<String> calls = new ArrayList<>();

    /** Notes when it is recovered and listed. */
    private class Recovered extends PassingStorage implements RecoverableStorage {

        Recovered(ListableStorage stored) {
            super(stored);
        }

        @Override
        public List<String> recover(Instant now) {
            calls.add("recover " + now);
            return List.of("a was put back.");
        }

        @Override
        public void reserveSpace() {
            calls.add("reserve");
        }

        @Override
        public void list(ListingSink sink) {
            calls.add("list");
            super.list(sink);
        }
    }

    @Test
    void aRunBeginsWithIt() {
        sweep.sight = Recovered::new;

        CleanupReport report = sweep.cleanup().run();

        assertThat(calls).startsWith("recover " + sweep.clock.instant(), "list");
        assertThat(report.notes()).contains("a was put back.");
    }

    @Test
    void anAppliedPlanBeginsWithItAndARehearsalDoesNot() {
        sweep.sight = Recovered::new;
        Cleanup cleanup = sweep.cleanup();

        var plan = cleanup.plan();
        assertThat(calls).doesNotContain("recover " + sweep.clock.instant());
        calls.clear();
        assertThat(cleanup.apply(plan).notes()).contains("a was put back.");

        assertThat(calls).startsWith("recover " + sweep.clock.instant());
    }

    @Test
    void whatCannotBePutInOrderStopsNothingElse() {
        sweep.sight = stored -> new Recovered(stored) {
            @Override
            public List<String> recover(Instant now) {
                throw new IllegalStateException("out of order");
            }
        };

        CleanupReport report = sweep.cleanup().run();

        assertThat(report.files().deleted()).isEqualTo(1);
        assertThat(report.notes()).singleElement().asString().contains("could not be put in order", "out of order");
    }

    @Test
    void aRunThatFoundNothingToDoKeepsRoomForTheNext() {
        sweep.storage.delete("orphan.m4a");
        sweep.sight = Recovered::new;

        assertThat(sweep.cleanup().plan().isSuccess()).isTrue();
        assertThat(calls).doesNotContain("reserve");
        sweep.run();

        assertThat(calls).endsWith("reserve");
    }

    @Test
    void aRunThatWasRefusedMakesNothing() {
        sweep.sight = Recovered::new;
        sweep.database.failAtRow(1);

        assertThat(sweep.run().isSuccess()).isFalse();

        assertThat(calls).hasSize(1).doesNotContain("reserve");
    }

    @Test
    void roomThatCannotBeKeptIsNoFaultOfTheRun() {
        sweep.sight = stored -> new Recovered(stored) {
            @Override
            public void reserveSpace() {
                throw new IllegalStateException("full");
            }
        };

        assertThat(sweep.run().isSuccess()).isTrue();
    }
}
