package dev.cleanup.examples.therapybridge;

import static dev.cleanup.examples.therapybridge.Roles.ADMIN;
import static dev.cleanup.examples.therapybridge.Roles.THERAPIST;

import dev.cleanup.examples.web.Query;
import dev.cleanup.history.HistoryQuery;
import dev.cleanup.history.RunHistory;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The endpoints for those who watch: what was cleaned up and who asked for it, and numbers for a monitoring system. */
final class WatchRoutes {

    private static final int MOST_RUNS = 1000;
    private static final int MOST_DAYS = 366;

    private final RunHistory history;
    private final PrometheusMeterRegistry registry;
    private final InstantSource clock;

    WatchRoutes(RunHistory history, PrometheusMeterRegistry registry, InstantSource clock) {
        this.history = history;
        this.registry = registry;
        this.clock = clock;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/admin/cleanup/history", this::history, THERAPIST, ADMIN);
        routes.get("/metrics", ctx -> ctx.result(registry.scrape()), ADMIN);
    }

    private void history(Context ctx) {
        Instant since = clock.instant().minus(Duration.ofDays(Query.number(ctx, "days", 30, 1, MOST_DAYS)));
        HistoryQuery recent = HistoryQuery.newest(MOST_RUNS)
                .ofCleanup(TherapyBridgeCleanup.NAME)
                .since(since);
        ctx.json(PastRuns.of(history.entries(recent)));
    }
}
