package dev.cleanup.examples.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.testkit.ManualClock;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.jsonwebtoken.Jwts;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is let in, how often, and what others are told. */
class WebTest {

    private static final Role ADMIN = new Role("admin");
    private static final Role PATIENT = new Role("patient");
    private static final String SECRET = "a secret that only this test knows";

    private final ManualClock clock = ManualClock.at("2026-01-09T00:00:00Z");
    private final Tokens tokens = new Tokens(SECRET, clock);
    private final RateLimit hourly = new RateLimit(2, Duration.ofHours(1), clock);
    private final Javalin server = Web.server(tokens, routes -> {
        routes.get("/open", ctx -> ctx.json("open"), Role.ANYONE);
        routes.get("/forgotten", ctx -> ctx.json("nobody said who may"));
        routes.get("/name", ctx -> ctx.json(Web.caller(ctx).name()), ADMIN);
        routes.post("/name", ctx -> ctx.json(Web.caller(ctx).name()), ADMIN);
        routes.get("/hourly", hourly.limit(ctx -> ctx.json("done")), ADMIN);
        routes.get("/days", ctx -> ctx.json(Query.number(ctx, "days", 30, 0, 3650)), ADMIN);
        routes.get("/dry", ctx -> ctx.json(Query.flag(ctx, "dry_run")), ADMIN);
        routes.get("/day", ctx -> ctx.json(Query.day(ctx, "day").isPresent()), ADMIN);
        routes.post("/clean", this::clean, ADMIN);
        routes.get("/broken", ctx -> broken(), ADMIN);
    });

    private Calls nobody;
    private Calls admin;

    @BeforeEach
    void start() {
        server.start(0);
        nobody = Calls.to(server.port(), tokens);
        admin = nobody.as("alice", ADMIN);
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private void clean(Context ctx) {
        Query.onlyOf(ctx, "dry_run");
        ctx.json(Query.flag(ctx, "dry_run") ? "rehearsed" : "deleted");
    }

    private static void broken() {
        throw new IllegalStateException("the password is swordfish");
    }

    @Test
    void whoHasTheRoleIsLetInAndKnownByName() {
        assertThat(admin.get("/name").text()).isEqualTo("alice");
        assertThat(nobody.get("/open").status()).isEqualTo(200);
    }

    @Test
    void whoHasNoTokenOrAnotherRoleIsNot() {
        assertThat(nobody.get("/name").status()).isEqualTo(401);
        assertThat(nobody.get("/name").detail()).isEqualTo("A valid token is needed");
        assertThat(nobody.get("/name").header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(nobody.as("peter", PATIENT).get("/name").status()).isEqualTo(403);
        assertThat(nobody.as("peter", PATIENT).get("/name").detail()).isEqualTo("Not allowed");
    }

    @Test
    void aRouteOfWhichNobodySaidWhoMayLetsNobodyIn() {
        assertThat(nobody.get("/forgotten").status()).isEqualTo(401);
        assertThat(admin.get("/forgotten").status()).isEqualTo(403);
    }

    @Test
    void aTokenExpires() {
        String token = tokens.issue(new Caller("alice", ADMIN), Duration.ofMinutes(5));
        clock.step(Duration.ofMinutes(5).minusSeconds(1));
        assertThat(nobody.bearing(token).get("/name").status()).isEqualTo(200);
        clock.step(Duration.ofSeconds(2));
        assertThat(nobody.bearing(token).get("/name").status()).isEqualTo(401);
    }

    @Test
    void aForgedTokenIsNone() {
        Tokens others = new Tokens("a secret that somebody else made up", clock);
        String unsigned = Jwts.builder().subject("alice").claim("role", "admin").compact();
        assertThat(nobody.bearing(others.issue(new Caller("alice", ADMIN), Duration.ofHours(1)))
                        .get("/name")
                        .status())
                .isEqualTo(401);
        assertThat(nobody.bearing(unsigned).get("/name").status()).isEqualTo(401);
        assertThat(nobody.bearing("garbage").get("/name").status()).isEqualTo(401);
    }

    @Test
    void aCallerWhoCallsTooOftenIsToldWhenToComeAgain() {
        admin.get("/hourly");
        assertThat(admin.get("/hourly").status()).isEqualTo(200);
        assertThat(admin.get("/hourly").status()).isEqualTo(429);
        assertThat(admin.get("/hourly").header("Retry-After")).isEqualTo("3601");
        assertThat(nobody.as("bob", ADMIN).get("/hourly").status()).isEqualTo(200);
        clock.step(Duration.ofHours(1).minusSeconds(1));
        assertThat(admin.get("/hourly").status()).isEqualTo(429);
        clock.step(Duration.ofSeconds(1));
        assertThat(nobody.as("alice", ADMIN).get("/hourly").status()).isEqualTo(200);
    }

    @Test
    void aBadParameterIsNamed() {
        assertThat(admin.get("/days").text()).isEqualTo("30");
        assertThat(admin.get("/days?days=-1").status()).isEqualTo(400);
        assertThat(admin.get("/days?days=-1").detail()).isEqualTo("days (-1) must be a whole number from 0 to 3650");
        assertThat(admin.get("/days?days=soon").status()).isEqualTo(400);
        assertThat(admin.get("/dry?dry_run=true").text()).isEqualTo("true");
        assertThat(admin.get("/dry?dry_run=maybe").detail()).isEqualTo("dry_run (maybe) must be true or false");
    }

    @Test
    void aDayLiesInAYearOfFourDigits() {
        assertThat(admin.get("/day?day=9999-12-31").text()).isEqualTo("true");
        assertThat(admin.get("/day?day=%2B999999999-12-31").detail())
                .startsWith("day (+999999999-12-31) must be a day");
        assertThat(admin.get("/day?day=-0001-12-31").status()).isEqualTo(400);
    }

    @Test
    void aRehearsalThatIsAskedForInOtherWordsIsNotTakenForTheRealThing() {
        assertThat(admin.post("/clean?dry_run=true").text()).isEqualTo("rehearsed");
        assertThat(admin.post("/clean").text()).isEqualTo("deleted");
        assertThat(admin.post("/clean?dryrun=true").detail())
                .isEqualTo("dryrun is no parameter of this call, which knows [dry_run]");
        assertThat(admin.post("/clean?dry_run=false&dry_run=true").detail()).isEqualTo("dry_run must be given once");
        assertThat(admin.post("/clean", "dry_run=true".getBytes(UTF_8)).detail())
                .isEqualTo("No body is read by this call: parameters stand in its address");
    }

    @Test
    void whatTheServerTurnsAwayBeforeAnyRouteIsToldInJsonToo() {
        assertThat(nobody.get("/open/%00").status()).isEqualTo(400);
        assertThat(nobody.get("/open/%00").text()).isEqualTo("{\"detail\":\"Bad Request\"}");
        Calls.Answer tooLong = Calls.send(
                nobody.request("/open").header("X-Long", "x".repeat(20_000)).GET());
        assertThat(tooLong.status()).isEqualTo(431);
        assertThat(tooLong.json().has("detail")).isTrue();
    }

    @Test
    void whatBreaksTellsTheCallerNothing() {
        assertThat(admin.get("/broken").status()).isEqualTo(500);
        assertThat(admin.get("/broken").text()).isEqualTo("{\"detail\":\"Internal error\"}");
        assertThat(nobody.get("/nowhere").status()).isEqualTo(404);
        assertThat(nobody.get("/nowhere").json().has("detail")).isTrue();
    }

    @Test
    void aBrowserShowsItsCookieAndAnotherSitesPageCannotUseIt() {
        String token = tokens.issue(new Caller("alice", ADMIN), Duration.ofHours(1));
        String own = "http://localhost:" + server.port();
        assertThat(withCookie(token).status()).isEqualTo(200);
        assertThat(postWithCookie(token, own).status()).isEqualTo(200);
        assertThat(postWithCookie(token, "https://evil.example").status()).isEqualTo(401);
    }

    private Calls.Answer withCookie(String token) {
        return Calls.send(
                nobody.request("/name").header("Cookie", "token=" + token).GET());
    }

    private Calls.Answer postWithCookie(String token, String origin) {
        return Calls.send(nobody.request("/name")
                .header("Cookie", "token=" + token)
                .header("Origin", origin)
                .POST(BodyPublishers.noBody()));
    }
}
