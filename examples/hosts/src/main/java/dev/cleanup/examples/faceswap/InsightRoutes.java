package dev.cleanup.examples.faceswap;

import static dev.cleanup.examples.faceswap.CleanupRoutes.ADMIN;
import static dev.cleanup.examples.faceswap.CleanupRoutes.API;

import dev.cleanup.examples.web.RateLimit;
import dev.cleanup.history.HistoryQuery;
import dev.cleanup.history.RunHistory;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/** The endpoints that tell of the cleanup, for administrators, and change nothing: what is due, what went on, what goes on. */
final class InsightRoutes {

    private static final int LOOKS_AN_HOUR = 120;
    private static final int SHOWN_RUNS = 50;

    private final FaceSwapCleanup cleanup;
    private final RunHistory history;
    private final QueryTimes queries;
    private final ProgressFeed progress;
    private final Jdbi jdbi;
    private final InstantSource clock;

    InsightRoutes(
            FaceSwapCleanup cleanup,
            RunHistory history,
            QueryTimes queries,
            ProgressFeed progress,
            DataSource database,
            InstantSource clock) {
        this.cleanup = cleanup;
        this.history = history;
        this.queries = queries;
        this.progress = progress;
        this.jdbi = Jdbi.create(database);
        this.clock = clock;
    }

    void addTo(RoutesConfig routes) {
        RateLimit looks = new RateLimit(LOOKS_AN_HOUR, Duration.ofHours(1), clock);
        routes.get(API + "/stats", looks.limit(this::stats), ADMIN);
        routes.get(API + "/rates", looks.limit(this::rates), ADMIN);
        routes.get(API + "/runs", looks.limit(this::runs), ADMIN);
        routes.sse(API + "/progress", progress::follow, ADMIN);
    }

    private void stats(Context ctx) {
        ctx.json(Stats.of(cleanup, jdbi, clock.instant()));
    }

    private void rates(Context ctx) {
        ctx.json(Rates.of(cleanup.orphaned().statistics(), queries));
    }

    private void runs(Context ctx) {
        ctx.json(history.entries(HistoryQuery.newest(SHOWN_RUNS).ofCleanup(FaceSwapCleanup.NAME)).stream()
                .map(RunLine::of)
                .toList());
    }
}
