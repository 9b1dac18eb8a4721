package dev.cleanup.examples.therapybridge;

import static dev.cleanup.examples.therapybridge.Roles.ADMIN;
import static dev.cleanup.examples.therapybridge.Roles.THERAPIST;

import dev.cleanup.Cleanup;
import dev.cleanup.examples.web.Query;
import dev.cleanup.examples.web.Web;
import dev.cleanup.report.CleanupPlan;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.ExitCode;
import dev.cleanup.schedule.CleanupScheduler;
import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.ConflictResponse;
import io.javalin.http.Context;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The endpoints of the cleanup: a run by hand or its rehearsal, what would be done, and the settings. */
final class CleanupRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(CleanupRoutes.class);

    private final Cleanup cleanup;
    private final BiFunction<LocalDate, LocalDate, Cleanup> sessionsOf;
    private final CleanupScheduler scheduler;
    private final CleanupConfig config;

    /**
     * Routes over a cleanup.
     *
     * @param cleanup the whole
     * @param sessionsOf the same with none but failed sessions of some days, from the first to the last
     * @param scheduler through which runs by hand take their turn
     * @param config the settings, as they are shown
     */
    CleanupRoutes(
            Cleanup cleanup,
            BiFunction<LocalDate, LocalDate, Cleanup> sessionsOf,
            CleanupScheduler scheduler,
            CleanupConfig config) {
        this.cleanup = cleanup;
        this.sessionsOf = sessionsOf;
        this.scheduler = scheduler;
        this.config = config;
    }

    void addTo(RoutesConfig routes) {
        routes.post(
                "/api/admin/cleanup/orphaned-files",
                ctx -> clean(ctx, all -> all.only(TherapyBridgeCleanup.ORPHANS)),
                THERAPIST,
                ADMIN);
        routes.post("/api/admin/cleanup/failed-sessions", this::cleanSessions, THERAPIST, ADMIN);
        routes.post("/api/admin/cleanup/all", ctx -> clean(ctx, UnaryOperator.identity()), THERAPIST, ADMIN);
        routes.get("/api/admin/cleanup/status", this::status, THERAPIST, ADMIN);
        routes.get("/api/admin/cleanup/config", ctx -> ctx.json(config), THERAPIST, ADMIN);
    }

    /** All failed sessions, or those of some days. */
    private void cleanSessions(Context ctx) {
        Query.onlyOf(ctx, "dry_run", "from", "to");
        Optional<LocalDate> from = Query.day(ctx, "from");
        Optional<LocalDate> to = Query.day(ctx, "to");
        if (from.isEmpty() && to.isEmpty()) {
            clean(ctx, all -> all.only(TherapyBridgeCleanup.FAILED));
            return;
        }
        LocalDate first = from.orElseThrow(() -> new BadRequestResponse("to needs from: the first of the days"));
        LocalDate last = to.orElseThrow(() -> new BadRequestResponse("from needs to: the last of the days"));
        if (last.isBefore(first)) {
            throw new BadRequestResponse("to (" + last + ") must not be before from (" + first + ")");
        }
        perform(ctx, all -> sessionsOf.apply(first, last).only(TherapyBridgeCleanup.FAILED));
    }

    private void clean(Context ctx, UnaryOperator<Cleanup> what) {
        Query.onlyOf(ctx, "dry_run");
        perform(ctx, what);
    }

    private void perform(Context ctx, UnaryOperator<Cleanup> what) {
        UnaryOperator<Cleanup> asked =
                all -> what.apply(all).requestedBy(Web.caller(ctx).name());
        ctx.json(Query.flag(ctx, "dry_run") ? rehearsed(asked.apply(cleanup)) : done(asked));
    }

    private static CleanupResult rehearsed(Cleanup asked) {
        return CleanupResult.of(logged(asked.plan()));
    }

    private CleanupResult done(UnaryOperator<Cleanup> asked) {
        return scheduler
                .runNow(asked)
                .filter(CleanupRoutes::isBegun)
                .map(CleanupResult::of)
                .orElseThrow(() -> new ConflictResponse("A cleanup is under way: try again when it has ended"));
    }

    /** Whether it was not another process that was at work. */
    private static boolean isBegun(CleanupReport report) {
        return report.exitCode() != ExitCode.SKIPPED;
    }

    private void status(Context ctx) {
        CleanupPlan plan = logged(cleanup.requestedBy(Web.caller(ctx).name()).plan());
        ctx.json(CleanupStatus.of(plan, cleanup.statistics().all().last(), scheduler.status()));
    }

    /** Callers learn that something is wrong, and the log what that is. */
    private static CleanupPlan logged(CleanupPlan plan) {
        if (!plan.isSuccess()) {
            LOG.warn("Plan {} is not complete: {}", plan.id(), plan.toText());
        }
        return plan;
    }
}
