package dev.cleanup.examples.chatterbox;

import static dev.cleanup.examples.chatterbox.CleanupRoutes.ADMIN;

import dev.cleanup.examples.web.Query;
import dev.cleanup.examples.web.Role;
import dev.cleanup.examples.web.Web;
import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.util.Map;

/** The endpoints that Chatterbox is for. */
final class RecoveryRoutes {

    static final Role USER = new Role("user");

    private final RecoveryTokens tokens;
    private final SessionCaches sessions;

    RecoveryRoutes(RecoveryTokens tokens, SessionCaches sessions) {
        this.tokens = tokens;
        this.sessions = sessions;
    }

    void addTo(RoutesConfig routes) {
        routes.post("/api/recovery", this::keep, USER, ADMIN);
        routes.post("/api/recovery/{token}/redeem", this::redeem, USER, ADMIN);
        routes.post("/api/sessions", this::keepSession, USER, ADMIN);
        routes.get("/api/sessions/{id}/cache", this::openSession, USER, ADMIN);
    }

    private void keep(Context ctx) {
        ctx.status(HttpStatus.CREATED).json(tokens.keep(content(ctx)));
    }

    private void redeem(Context ctx) {
        ctx.result(tokens.redeem(Query.path(ctx, "token"), Web.caller(ctx).name())
                .orElseThrow(() -> new NotFoundResponse("No such token, or it was used, or has expired")));
    }

    private void keepSession(Context ctx) {
        ctx.status(HttpStatus.CREATED).json(Map.of("id", sessions.keep(content(ctx))));
    }

    private void openSession(Context ctx) {
        ctx.result(sessions.open(Query.path(ctx, "id")).orElseThrow(() -> new NotFoundResponse("No such session")));
    }

    private static byte[] content(Context ctx) {
        byte[] content = ctx.bodyAsBytes();
        if (content.length == 0) {
            throw new BadRequestResponse("The body must not be empty");
        }
        return content;
    }
}
