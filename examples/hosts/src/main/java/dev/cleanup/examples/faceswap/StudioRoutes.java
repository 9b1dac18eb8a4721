package dev.cleanup.examples.faceswap;

import static dev.cleanup.examples.faceswap.CleanupRoutes.ADMIN;

import dev.cleanup.examples.web.Query;
import dev.cleanup.examples.web.Role;
import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The endpoints that FaceSwap is for. */
final class StudioRoutes {

    static final Role USER = new Role("user");
    /** The role of the programs that swap the faces. */
    static final Role WORKER = new Role("worker");

    private static final String API = "/api/v1";
    private static final int LONGEST_NAME = 300;
    private static final int MOST_HOURS = 24 * 365;

    private final Images images;

    StudioRoutes(Images images) {
        this.images = images;
    }

    void addTo(RoutesConfig routes) {
        routes.post(API + "/photos/upload", this::upload, USER, ADMIN);
        routes.get(API + "/images/{id}", this::show, USER, ADMIN);
        routes.post(API + "/images/{id}/share", this::share, USER, ADMIN);
        routes.post(API + "/templates", this::addTemplate, ADMIN);
    }

    /** The endpoints of one kind of tasks. */
    static void addTasksTo(RoutesConfig routes, String kind, Tasks tasks) {
        routes.post(API + "/" + kind, ctx -> begin(ctx, tasks), USER, ADMIN);
        routes.post(API + "/" + kind + "/{id}/result", ctx -> complete(ctx, tasks), WORKER);
    }

    private void upload(Context ctx) {
        String name = text(ctx, "name", LONGEST_NAME);
        String session = text(ctx, "session_id", CleanupRoutes.LONGEST_SESSION);
        Optional<Duration> life = Query.flag(ctx, "permanent")
                ? Optional.empty()
                : Optional.of(Duration.ofHours(Query.number(ctx, "hours", 24, 1, MOST_HOURS)));
        created(ctx, "image_id", images.addPhoto(name, session, life, ctx.bodyAsBytes()));
    }

    private void show(Context ctx) {
        ctx.contentType("image/png").result(images.content(id(ctx)).orElseThrow(StudioRoutes::noImage));
    }

    private void share(Context ctx) {
        String token = images.share(id(ctx)).orElseThrow(StudioRoutes::noImage);
        ctx.status(HttpStatus.CREATED).json(Map.of("token", token));
    }

    private void addTemplate(Context ctx) {
        created(ctx, "template_id", images.addTemplate(ctx.bodyAsBytes()));
    }

    private static void begin(Context ctx, Tasks tasks) {
        OptionalLong task = tasks.begin(number(ctx, "husband_photo_id"), number(ctx, "wife_photo_id"));
        created(ctx, "task_id", task.orElseThrow(StudioRoutes::noImage));
    }

    private static void complete(Context ctx, Tasks tasks) {
        OptionalLong image = tasks.complete(id(ctx), ctx.bodyAsBytes());
        created(ctx, "image_id", image.orElseThrow(() -> new NotFoundResponse("No such task is open")));
    }

    private static void created(Context ctx, String what, long id) {
        ctx.status(HttpStatus.CREATED).json(Map.of(what, id));
    }

    private static long id(Context ctx) {
        return whole("id", ctx.pathParam("id"));
    }

    private static long number(Context ctx, String name) {
        return whole(name, Optional.ofNullable(ctx.queryParam(name)).orElse(""));
    }

    private static long whole(String name, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException none) {
            throw new BadRequestResponse(name + " (" + text + ") must be a whole number");
        }
    }

    private static String text(Context ctx, String name, int longest) {
        String text = ctx.queryParam(name);
        if (text == null || text.isBlank() || text.length() > longest) {
            throw new BadRequestResponse(name + " must be given, and have at most " + longest + " letters");
        }
        return text;
    }

    private static NotFoundResponse noImage() {
        return new NotFoundResponse("No such image, or it is gone");
    }
}
