package dev.cleanup.examples.web;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HandlerType;
import io.javalin.http.Header;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.http.UnauthorizedResponse;
import io.javalin.json.JavalinJackson;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server whose every route says who may call it, and whose every error is JSON.
 *
 * <pre>{@code
 * Javalin server = Web.server(tokens, routes -> {
 *     routes.get("/health", ctx -> ctx.json(health()), Role.ANYONE);
 *     routes.post("/api/cleanup", hourly.limit(this::clean), ADMIN);
 * });
 * server.start(port);
 * }</pre>
 *
 * <p>Programs show their token as {@code Authorization: Bearer}, browsers as the cookie {@value #COOKIE}.
 */
public final class Web {

    /** The cookie in which a browser keeps its token. */
    public static final String COOKIE = "token";

    private static final Logger LOG = LoggerFactory.getLogger(Web.class);
    private static final String CALLER = "caller";
    private static final String BEARER = "Bearer ";
    private static final long LARGEST_UPLOAD = 64 * 1024 * 1024;

    private final Tokens tokens;

    private Web(Tokens tokens) {
        this.tokens = tokens;
    }

    /** A server with these routes, not yet started. */
    public static Javalin server(Tokens tokens, Consumer<RoutesConfig> routes) {
        return Javalin.create(config -> {
            new Web(tokens).configure(config);
            routes.accept(config.routes);
        });
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.jetty.host = "localhost";
        config.jetty.modifyServer(server -> server.setErrorHandler(new ServerErrors()));
        config.http.maxRequestSize = LARGEST_UPLOAD;
        config.jsonMapper(new JavalinJackson(Json.MAPPER, false));
        config.routes.beforeMatched(this::authenticate);
        config.routes.exception(HttpResponseException.class, Web::answer);
        config.routes.exception(Exception.class, Web::answer);
    }

    /** Who calls. */
    public static Caller caller(Context ctx) {
        Caller caller = ctx.attribute(CALLER);
        if (caller == null) {
            throw new IllegalStateException(
                    "route " + ctx.path() + " asks for its caller, and is open to anyone: give it a role");
        }
        return caller;
    }

    private void authenticate(Context ctx) {
        if (ctx.routeRoles().contains(Role.ANYONE)) {
            return;
        }
        Caller caller = token(ctx).flatMap(tokens::verify).orElseThrow(() -> {
            ctx.header(Header.WWW_AUTHENTICATE, "Bearer");
            return new UnauthorizedResponse("A valid token is needed");
        });
        if (!ctx.routeRoles().contains(caller.role())) {
            throw new ForbiddenResponse("Not allowed");
        }
        ctx.attribute(CALLER, caller);
    }

    private static Optional<String> token(Context ctx) {
        String header = ctx.header(Header.AUTHORIZATION);
        if (header != null) {
            return header.startsWith(BEARER) ? Optional.of(header.substring(BEARER.length())) : Optional.empty();
        }
        return Optional.ofNullable(ctx.cookie(COOKIE)).filter(cookie -> isOwnPage(ctx));
    }

    /** Whether a browser, which sends the cookie unasked, was sent here by a page of ours, or only wants to look. */
    private static boolean isOwnPage(Context ctx) {
        String own = ctx.scheme() + "://" + ctx.host();
        return ctx.method().equals(HandlerType.GET) || own.equals(ctx.header(Header.ORIGIN));
    }

    private static void answer(HttpResponseException fault, Context ctx) {
        ctx.status(fault.getStatus()).json(new Problem(String.valueOf(fault.getMessage())));
    }

    /** What nobody expected goes to the log, not to the caller. */
    private static void answer(Exception fault, Context ctx) {
        LOG.error("{} {} broke off", ctx.method(), ctx.path(), fault);
        ctx.status(HttpStatus.INTERNAL_SERVER_ERROR).json(new Problem("Internal error"));
    }
}
