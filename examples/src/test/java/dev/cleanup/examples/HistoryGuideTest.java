package dev.cleanup.examples;

import static dev.cleanup.CleanupTask.orphans;
import static dev.cleanup.policy.Policies.percent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.Cleanup;
import dev.cleanup.OrphanTask;
import dev.cleanup.guard.Guards;
import dev.cleanup.history.HistoryRetention;
import dev.cleanup.history.RunHistory;
import dev.cleanup.history.SightingStore;
import dev.cleanup.jdbc.JdbcHistory;
import dev.cleanup.jdbc.JdbcSightings;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.testkit.ManualClock;
import dev.cleanup.testkit.fake.InMemoryReferences;
import dev.cleanup.testkit.fake.InMemoryStorage;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** What the guide to histories says: its samples are regions of a passing test. */
class HistoryGuideTest {

    private final ManualClock clock = ManualClock.anywhere();
    private final InMemoryStorage storage = InMemoryStorage.named("uploads", clock);
    private final InMemoryReferences references = InMemoryReferences.named("database");

    private static DataSource database() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return source;
    }

    private void store() {
        storage.put("used", 10).put("orphan", 10);
        references.add("used");
        clock.step(Duration.ofDays(2));
    }

    @Test
    void runsAreRememberedAndAddedUp() {
        store();
        DataSource dataSource = database();
        JdbcHistory.in(dataSource, HistoryRetention.newest(1)).createTables();
        // region history
        RunHistory history = JdbcHistory.in(
                dataSource, HistoryRetention.youngerThan(Duration.ofDays(365)).andNewest(10_000));
        // endregion
        var composed = Cleanup.of("media", storage).clock(clock);
        // region compose
        Cleanup cleanup = composed.referencedBy(references)
                .task(orphans("orphaned-files"))
                .history(history)
                .build();

        CleanupReport report = cleanup.requestedBy("operator").run();
        assertThat(cleanup.statistics().all().files()).isEqualTo(report.files());
        // endregion
        assertThat(report.files().deleted()).isEqualTo(1);
    }

    @Test
    void guardsRemember() {
        store();
        DataSource dataSource = database();
        RunHistory history =
                JdbcHistory.in(dataSource, HistoryRetention.newest(100)).createTables();
        JdbcSightings.in(dataSource).createTables();
        // region fewer
        OrphanTask guarded = orphans("orphaned-files").guard(Guards.fewerReferences(percent(80)));
        // endregion
        // region sightings
        OrphanTask waiting = orphans("rare-orphans").confirmedOrphanFor(Duration.ofDays(7));
        SightingStore ledger = JdbcSightings.in(dataSource);
        // endregion
        Cleanup cleanup = Cleanup.of("media", storage)
                .clock(clock)
                .referencedBy(references)
                .task(waiting)
                .task(guarded)
                .history(history)
                .sightings(ledger)
                .build();

        assertThat(cleanup.only("rare-orphans").run().files().deleted()).isZero();
        clock.step(Duration.ofDays(7));
        assertThat(cleanup.only("rare-orphans").run().files().deleted()).isEqualTo(1);
    }

    @Test
    void theSamplesOfTheGuideAreTheRegionsOfThisTest() throws IOException {
        var regions = Regions.of(HistoryGuideTest.class);

        assertThat(Regions.samples("docs/history.md"))
                .containsExactly(
                        regions.get("history") + "\n\n" + regions.get("compose"),
                        regions.get("fewer"),
                        regions.get("sightings"));
    }
}
