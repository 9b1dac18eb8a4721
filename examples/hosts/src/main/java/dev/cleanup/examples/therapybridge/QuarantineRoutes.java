package dev.cleanup.examples.therapybridge;

import static dev.cleanup.examples.therapybridge.Roles.ADMIN;
import static dev.cleanup.examples.therapybridge.Roles.THERAPIST;

import dev.cleanup.Cleanup;
import dev.cleanup.Quarantine;
import dev.cleanup.examples.web.Web;
import dev.cleanup.report.QuarantineReport;
import dev.cleanup.storage.QuarantinedFile;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The endpoints of what lies aside: look at it, and take it back, all of it or what one run set aside. */
final class QuarantineRoutes {

    private final Cleanup cleanup;

    QuarantineRoutes(Cleanup cleanup) {
        this.cleanup = cleanup;
    }

    /** A file that lies aside, and until when. */
    private record Aside(String file, long bytes, String run, String task, Instant due) {

        static Aside of(QuarantinedFile file) {
            return new Aside(
                    file.file().key().path(),
                    file.file().size(),
                    file.note().run(),
                    file.note().task(),
                    file.note().due());
        }
    }

    /** What became of files that were to come back. */
    private record Restored(boolean success, long filesRestored, long filesKeptAside) {

        static Restored of(QuarantineReport report) {
            return new Restored(
                    report.outcome().isSuccess(),
                    report.restored().putBack(),
                    report.restored().total() - report.restored().putBack());
        }
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/admin/cleanup/quarantine", this::list, THERAPIST, ADMIN);
        routes.post("/api/admin/cleanup/quarantine/restore", this::restore, ADMIN);
    }

    private void list(Context ctx) {
        List<Aside> files = chosen(ctx, cleanup).files().stream().map(Aside::of).toList();
        ctx.json(files);
    }

    private void restore(Context ctx) {
        QuarantineReport report =
                chosen(ctx, cleanup.requestedBy(Web.caller(ctx).name())).restore();
        ctx.json(Restored.of(report));
    }

    private static Quarantine chosen(Context ctx, Cleanup asked) {
        return Optional.ofNullable(ctx.queryParam("run"))
                .map(asked.quarantine()::ofRun)
                .orElseGet(asked::quarantine);
    }
}
