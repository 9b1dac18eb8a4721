package dev.cleanup.examples.buzzdrop;

import dev.cleanup.examples.web.Caller;
import dev.cleanup.examples.web.Query;
import dev.cleanup.examples.web.RateLimit;
import dev.cleanup.examples.web.Role;
import dev.cleanup.examples.web.Tokens;
import dev.cleanup.examples.web.Web;
import dev.cleanup.schedule.CleanupScheduler;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import io.javalin.http.UnauthorizedResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** The pages of the administrators, who show their token once and then have it in a cookie. */
final class AdminRoutes {

    static final Role ADMIN = new Role("admin");

    private static final int RUNS_A_MINUTE = 5;
    private static final String STATS = "/admin/stats";
    private static final String LOGIN = "/login";

    /** Nothing but the page itself is loaded, run or framed. */
    private static final String CONTENT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:;"
            + " form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private final Dashboard dashboard;
    private final CleanupScheduler scheduler;
    private final Tokens tokens;
    private final RateLimit limit;

    AdminRoutes(Dashboard dashboard, CleanupScheduler scheduler, Tokens tokens, InstantSource clock) {
        this.dashboard = dashboard;
        this.scheduler = scheduler;
        this.tokens = tokens;
        this.limit = new RateLimit(RUNS_A_MINUTE, Duration.ofMinutes(1), clock);
    }

    void addTo(RoutesConfig routes) {
        routes.get("/admin", ctx -> ctx.redirect(STATS), ADMIN);
        routes.get(STATS, this::stats, ADMIN);
        routes.post("/admin/cleanup", limit.limit(this::clean), ADMIN);
        routes.get(LOGIN, ctx -> html(ctx, Dashboard.login()), Role.ANYONE);
        routes.post(LOGIN, this::login, Role.ANYONE);
    }

    private void stats(Context ctx) {
        if (wantsPage(ctx)) {
            html(
                    ctx,
                    dashboard.page(
                            Optional.ofNullable(ctx.queryParam("message")).flatMap(Message::of)));
        } else {
            ctx.json(dashboard.stats());
        }
    }

    private void clean(Context ctx) {
        Query.onlyOf(ctx);
        String caller = Web.caller(ctx).name();
        Message message = scheduler
                .runNow(cleanup -> cleanup.requestedBy(caller))
                .map(Message::of)
                .orElse(Message.BUSY);
        ctx.redirect(STATS + "?message=" + message.key(), HttpStatus.SEE_OTHER);
    }

    private void login(Context ctx) {
        String token = Optional.ofNullable(ctx.formParam("token")).orElse("").strip();
        Caller caller = tokens.verify(token).orElseThrow(() -> new UnauthorizedResponse("A valid token is needed"));
        Cookie cookie = new Cookie(Web.COOKIE, token);
        cookie.setHttpOnly(true);
        cookie.setSameSite(SameSite.LAX);
        ctx.cookie(cookie);
        ctx.redirect(caller.role().equals(ADMIN) ? STATS : LOGIN, HttpStatus.SEE_OTHER);
    }

    private static boolean wantsPage(Context ctx) {
        return Optional.ofNullable(ctx.header("Accept")).orElse("").contains("text/html");
    }

    private static void html(Context ctx, String page) {
        ctx.header("Content-Security-Policy", CONTENT_POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", "no-store")
                .html(page);
    }
}
