package dev.cleanup.examples.buzzdrop;

import static dev.cleanup.examples.buzzdrop.AdminRoutes.ADMIN;

import dev.cleanup.examples.web.Query;
import dev.cleanup.examples.web.Role;
import dev.cleanup.examples.web.Web;
import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.time.Duration;
import java.util.Map;

/** The endpoints that Buzzdrop is for. */
final class UploadRoutes {

    static final Role USER = new Role("user");

    private static final int LONGEST_NAME = 1000;
    private static final int MOST_HOURS = 24 * 365;

    private final Uploads uploads;

    UploadRoutes(Uploads uploads) {
        this.uploads = uploads;
    }

    void addTo(RoutesConfig routes) {
        routes.post("/upload", this::upload, USER, ADMIN);
        routes.get("/files/{id}", this::download, USER, ADMIN);
    }

    private void upload(Context ctx) {
        String name = ctx.queryParam("name");
        if (name == null || name.isBlank() || name.length() > LONGEST_NAME) {
            throw new BadRequestResponse("name must be given, and have at most " + LONGEST_NAME + " letters");
        }
        Duration life = Duration.ofHours(Query.number(ctx, "hours", 24, 1, MOST_HOURS));
        String id = uploads.add(name, ctx.bodyAsBytes(), Web.caller(ctx).name(), life);
        ctx.status(HttpStatus.CREATED).json(Map.of("id", id));
    }

    private void download(Context ctx) {
        ctx.result(uploads.download(Query.path(ctx, "id"))
                .orElseThrow(() -> new NotFoundResponse("No such file, or it has expired")));
    }
}
