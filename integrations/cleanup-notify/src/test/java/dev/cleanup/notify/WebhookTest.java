package dev.cleanup.notify;

import static dev.cleanup.CleanupTask.orphans;
import static dev.cleanup.alert.AlertCondition.always;
import static dev.cleanup.alert.AlertCondition.failure;
import static dev.cleanup.alert.AlertCondition.failuresInARow;
import static dev.cleanup.alert.AlertCondition.orphansAbove;
import static dev.cleanup.alert.AlertCondition.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cleanup.Cleanup;
import dev.cleanup.CleanupBuilder;
import dev.cleanup.alert.AlertDispatcher;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.testkit.ManualClock;
import dev.cleanup.testkit.fake.InMemoryReferences;
import dev.cleanup.testkit.fake.InMemoryStorage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What arrives at a receiver inside the test, and what one that hangs costs. */
@Tag("fast")
@Timeout(60)
class WebhookTest {

    private static final String SECRET = "known to both of us";
    private static final Duration SOON = Duration.ofMillis(1);

    private final ManualClock clock = ManualClock.at("2026-01-09T12:00:00Z");
    private final InMemoryStorage storage = InMemoryStorage.named("uploads", clock);
    private final Receiver receiver = new Receiver();
    private Webhook webhook = trying(3).build();

    private WebhookBuilder trying(int attempts) {
        return Webhook.to(receiver.address()).trying(attempts, SOON).clock(clock);
    }

    private CleanupBuilder media() {
        return Cleanup.of("media", storage)
                .referencedBy(InMemoryReferences.named("database").add("used"))
                .task(orphans("orphaned-files").olderThan(Duration.ofHours(24)))
                .clock(clock);
    }

    private Cleanup alerting() {
        return media().listener(AlertDispatcher.to(webhook, always())).build();
    }

    private static JsonNode json(Receiver.Message message) throws Exception {
        return new ObjectMapper().readTree(message.body());
    }

    @AfterEach
    void close() {
        receiver.close();
        webhook.close();
    }

    @Test
    void anAlertArrivesWithItsCausesAndNumbers() throws Exception {
        storage.put("used", 10).put("orphan\n<!channel>", 10);
        clock.step(Duration.ofDays(2));
        storage.failRemoval("orphan\n<!channel>");

        CleanupReport report = alerting().requestedBy("operator").run();

        Receiver.Message message = receiver.next();
        assertThat(message.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
        assertThat(message.header("Cleanup-Run")).isEqualTo(report.id());
        JsonNode body = json(message);
        assertThat(body.path("cleanup").asText()).isEqualTo("media");
        assertThat(body.path("run").asText()).isEqualTo(report.id());
        assertThat(body.path("actor").asText()).isEqualTo("operator");
        assertThat(body.path("outcome").asText()).isEqualTo("with_failures");
        assertThat(body.path("startedAt").asText()).isEqualTo("2026-01-11T12:00:00Z");
        assertThat(body.at("/causes/0/condition").asText()).isEqualTo("always");
        assertThat(body.at("/tasks/0/failed").asInt()).isOne();
        assertThat(body.at("/tasks/0/filesRemoved").asInt()).isZero();
        assertThat(body.at("/tasks/0/trouble").asText())
                .startsWith("1 failed, 0 unknown, the first orphan\\n<!channel>");
    }

    @Test
    void theSignatureIsThatOfTheTimeAndTheBody() throws Exception {
        webhook = trying(1).signedWith(SECRET).build();

        alerting().run();

        Receiver.Message message = receiver.next();
        assertThat(message.header("Cleanup-Timestamp"))
                .isEqualTo(Long.toString(clock.instant().getEpochSecond()));
        assertThat(message.header("Cleanup-Signature"))
                .isEqualTo("v1=" + hmac(message.header("Cleanup-Timestamp") + "." + message.body()));
    }

    private static String hmac(String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void withoutASecretNothingIsSigned() throws Exception {
        alerting().run();

        assertThat(receiver.next().headers()).doesNotContainKey("Cleanup-Signature");
    }

    @Test
    void slackIsNotMadeToCallEverybody() throws Exception {
        webhook = trying(1)
                .form(PayloadFormat.SLACK)
                .header("Authorization", "Bearer x")
                .build();
        storage.put("used", 10).put("<!channel> & co", 10);
        clock.step(Duration.ofDays(2));
        storage.failRemoval("<!channel> & co");

        alerting().run();

        Receiver.Message message = receiver.next();
        assertThat(message.header("Authorization")).isEqualTo("Bearer x");
        assertThat(json(message).fieldNames()).toIterable().containsExactly("text");
        assertThat(json(message).path("text").asText())
                .startsWith("Cleanup media\nalways: ")
                .contains("&lt;!channel&gt; &amp; co")
                .doesNotContain("<");
    }

    @Test
    void discordMentionsNobodyAndTakesNoMoreThanTwoThousandCharacters() throws Exception {
        webhook = trying(1).form(PayloadFormat.DISCORD).build();
        String longName = "@everyone-" + "x".repeat(3000);
        storage.put("used", 10).put(longName, 10);
        clock.step(Duration.ofDays(2));
        storage.failRemoval(longName);

        alerting().run();

        JsonNode body = json(receiver.next());
        assertThat(body.at("/allowed_mentions/parse").isArray()).isTrue();
        assertThat(body.at("/allowed_mentions/parse")).isEmpty();
        assertThat(body.path("content").asText()).hasSize(2000).endsWith("…").contains("@everyone-x");
    }

    @Test
    void whatDoesNotArriveIsTriedAgainSignedAnew() throws Exception {
        receiver.answering(500, 429, 204);
        webhook = trying(3).signedWith(SECRET).build();

        alerting().run();

        String body = receiver.next().body();
        assertThat(receiver.next().body()).isEqualTo(body);
        assertThat(receiver.next().body()).isEqualTo(body);
        webhook.close();
        assertThat(webhook.lost()).isZero();
        assertThat(receiver.waiting()).isZero();
    }

    @Test
    void whatNeverArrivesIsGivenUpAndCounted() throws Exception {
        receiver.answering(500, 503, 500);

        alerting().run();
        alerting().run();
        webhook.close();

        assertThat(receiver.waiting())
                .as("three attempts for the first, one for the second")
                .isEqualTo(4);
        assertThat(webhook.lost()).isOne();
    }

    @Test
    void whatIsTurnedAwayIsNotTriedAgain() {
        receiver.answering(404, 301);

        alerting().run();
        alerting().run();
        webhook.close();

        assertThat(receiver.waiting()).isEqualTo(2);
        assertThat(webhook.lost()).isEqualTo(2);
    }

    @Test
    void aReceiverThatIsNotThereCostsTheAlertAlone() {
        receiver.close();

        CleanupReport report = alerting().run();
        webhook.close();

        assertThat(report.isSuccess()).isTrue();
        assertThat(webhook.lost()).isOne();
    }

    @Test
    void aReceiverThatHangsDelaysNoRun() throws Exception {
        receiver.hanging();

        alerting().run();
        receiver.next();
        for (int run = 0; run < 10; run++) {
            assertThat(alerting().run().isSuccess()).isTrue();
        }

        assertThat(receiver.waiting())
                .as("all of this happened while the first answer is awaited")
                .isZero();
        receiver.answersAgain();
        webhook.close();
        assertThat(receiver.waiting()).isEqualTo(10);
        assertThat(webhook.lost()).isZero();
    }

    @Test
    void whatFindsTheQueueFullIsDroppedAndCounted() throws Exception {
        webhook = trying(1).queueing(2).build();
        receiver.hanging();
        alerting().run();
        receiver.next();

        for (int run = 0; run < 5; run++) {
            alerting().run();
        }
        receiver.answersAgain();
        webhook.close();

        assertThat(webhook.lost()).isEqualTo(3);
        assertThat(receiver.waiting()).isEqualTo(2);
    }

    @Test
    void closingTakesNoLongerThanAllowed() throws Exception {
        webhook = trying(1).closesWithin(SOON).build();
        receiver.hanging();
        alerting().run();
        alerting().run();
        receiver.next();
        Thread sender = sender();

        webhook.close();

        sender.join(30_000);
        assertThat(sender.isAlive()).isFalse();
        assertThat(webhook.lost()).isEqualTo(2);
    }

    @Test
    void theThreadIsADaemonAndTheFirstAlertStartsIt() throws Exception {
        assertThat(threads()).isZero();

        alerting().run();
        receiver.next();

        assertThat(sender().isDaemon()).isTrue();
        webhook.close();
        assertThat(threads()).isZero();
    }

    private static Thread sender() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("cleanup-notify"))
                .findFirst()
                .orElseThrow();
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("cleanup-notify"))
                .count();
    }

    @Test
    void whatComesAfterTheEndIsDropped() {
        webhook.close();
        webhook.close();

        assertThat(alerting().run().isSuccess()).isTrue();

        assertThat(webhook.lost()).isOne();
        assertThat(receiver.waiting()).isZero();
    }

    @Test
    void aHostComposesItsAlerts() throws Exception {
        URI address = receiver.address();
        // region notify
        Webhook operators = Webhook.to(address).signedWith(SECRET).build();
        Cleanup cleanup = Cleanup.of("media", storage)
                .referencedBy(InMemoryReferences.named("database"))
                .task(orphans("orphaned-files").olderThan(Duration.ofHours(24)))
                .listener(AlertDispatcher.to(operators, failuresInARow(3), refusal(), orphansAbove(1_000)))
                // endregion
                .clock(clock)
                // region notify
                .build();
        // endregion
        storage.put("orphan", 10);
        clock.step(Duration.ofDays(2));

        cleanup.run();

        assertThat(json(receiver.next()).at("/causes/0/condition").asText()).isEqualTo("refusal");
        operators.close();
    }

    @Test
    void theSecretPathIsNotShown() {
        assertThat(webhook).hasToString("webhook to http://127.0.0.1");
    }

    @Test
    void settingsThatMakeNoSenseAreTurnedAway() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Webhook.to(URI.create("file:///etc/secret")))
                .withMessage("receiver (file://) must be an address of http or https with a host: no alert would ever"
                        + " arrive");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trying(1).signedWith("short"))
                .withMessage("signedWith (a secret of 5 characters) needs at least 16: a shorter one can be guessed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Webhook.to(receiver.address()).trying(0, SOON))
                .withMessageStartingWith("attempts (0) must be positive");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trying(1).timeout(Duration.ZERO))
                .withMessageStartingWith("timeout (PT0S) must be at least a millisecond");
        assertThatIllegalArgumentException().isThrownBy(() -> trying(1).queueing(0));
        assertThatIllegalArgumentException().isThrownBy(() -> trying(1).closesWithin(Duration.ofNanos(1)));
    }

    @Test
    void settingsConflictWhenUsedTwice() {
        assertThatIllegalStateException()
                .isThrownBy(() -> trying(1).signedWith(SECRET).signedWith(SECRET))
                .withMessageContaining("signedWith was already set to a secret");
        assertThatIllegalStateException()
                .isThrownBy(() -> trying(1).header("X", "private").header("X", "private"))
                .withMessageContaining("header X was already set to another value");
        assertThatIllegalStateException().isThrownBy(() -> trying(1).trying(1, SOON));
        assertThatIllegalStateException()
                .isThrownBy(() -> trying(1).form(PayloadFormat.SLACK).form(PayloadFormat.SLACK));
    }

    @Test
    void aRunThatDidAllIsNotHeardOfUnlessAskedFor() {
        assertThat(media().listener(AlertDispatcher.to(webhook, failure()))
                        .build()
                        .run()
                        .isSuccess())
                .isTrue();
        webhook.close();

        assertThat(receiver.waiting()).isZero();
    }
}
