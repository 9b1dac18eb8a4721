package dev.cleanup.examples.therapybridge;

import static dev.cleanup.examples.therapybridge.Roles.ADMIN;
import static dev.cleanup.examples.therapybridge.Roles.THERAPIST;

import dev.cleanup.Cleanup;
import dev.cleanup.examples.web.Query;
import dev.cleanup.examples.web.Web;
import dev.cleanup.jsonstore.JsonPlans;
import dev.cleanup.jsonstore.PlanUnreadableException;
import dev.cleanup.report.CleanupPlan;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.ExitCode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.ConflictResponse;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.nio.file.Path;

/** The endpoints of the one plan that waits for approval: whoever may clean up makes it, an administrator approves it. */
final class PlanRoutes {

    private final Cleanup cleanup;
    private final Path file;

    /**
     * Routes over a cleanup.
     *
     * @param cleanup what plans, and applies
     * @param file where the plan waits
     */
    PlanRoutes(Cleanup cleanup, Path file) {
        this.cleanup = cleanup;
        this.file = file;
    }

    void addTo(RoutesConfig routes) {
        routes.post("/api/admin/cleanup/plan", this::make, THERAPIST, ADMIN);
        routes.post("/api/admin/cleanup/plan/{id}/apply", this::apply, ADMIN);
    }

    private void make(Context ctx) {
        CleanupPlan plan = cleanup.requestedBy(Web.caller(ctx).name()).plan();
        JsonPlans.write(plan, file);
        ctx.status(HttpStatus.CREATED).json(CleanupResult.of(plan));
    }

    private void apply(Context ctx) {
        String caller = Web.caller(ctx).name();
        CleanupPlan plan = waiting();
        if (!plan.id().equals(Query.path(ctx, "id"))) {
            throw new NotFoundResponse("No such plan: another one was made since");
        }
        CleanupReport report = cleanup.requestedBy(caller).apply(plan.approvedBy(caller));
        if (report.exitCode() == ExitCode.SKIPPED) {
            throw new ConflictResponse("A cleanup is under way: try again when it has ended");
        }
        ctx.json(CleanupResult.of(report));
    }

    private CleanupPlan waiting() {
        try {
            return JsonPlans.read(file);
        } catch (PlanUnreadableException none) {
            throw new NotFoundResponse("No such plan");
        }
    }
}
