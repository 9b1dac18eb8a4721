package dev.cleanup.examples.therapybridge;

import static dev.cleanup.examples.therapybridge.Roles.ADMIN;
import static dev.cleanup.examples.therapybridge.Roles.PATIENT;
import static dev.cleanup.examples.therapybridge.Roles.THERAPIST;

import dev.cleanup.examples.web.Query;
import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.ConflictResponse;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.util.Map;

/** The endpoints that TherapyBridge is for. */
final class SessionRoutes {

    private final Sessions sessions;

    SessionRoutes(Sessions sessions) {
        this.sessions = sessions;
    }

    void addTo(RoutesConfig routes) {
        routes.post("/api/sessions", this::upload, PATIENT, THERAPIST, ADMIN);
        routes.get("/api/sessions/{id}/audio", this::audio, THERAPIST, ADMIN);
        routes.post("/api/sessions/{id}/fail", this::fail, THERAPIST, ADMIN);
        routes.post("/api/sessions/{id}/retry", this::retry, THERAPIST, ADMIN);
    }

    private void upload(Context ctx) {
        byte[] recording = ctx.bodyAsBytes();
        if (recording.length == 0) {
            throw new BadRequestResponse("The body must not be empty");
        }
        ctx.status(HttpStatus.CREATED).json(Map.of("id", sessions.add(recording)));
    }

    private void audio(Context ctx) {
        ctx.result(sessions.recordingOf(Query.path(ctx, "id"))
                .orElseThrow(() -> new NotFoundResponse("No such session, or its recording is gone")));
    }

    private void fail(Context ctx) {
        if (!sessions.fail(Query.path(ctx, "id"))) {
            throw new NotFoundResponse("No such session");
        }
        ctx.status(HttpStatus.NO_CONTENT);
    }

    private void retry(Context ctx) {
        if (!sessions.retry(Query.path(ctx, "id"))) {
            throw new ConflictResponse("This session cannot be tried again: it did not fail, or its recording is gone");
        }
        ctx.status(HttpStatus.NO_CONTENT);
    }
}
