package dev.cleanup.notify;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes one body after another to the receiver, and tries again where that may help. For one thread. */
final class WebhookSender {

    private static final Logger LOG = LoggerFactory.getLogger("dev.cleanup");

    private static final Duration LONGEST_DELAY = Duration.ofMinutes(1);
    private static final double JITTER = 0.2;

    private final WebhookBuilder.Terms terms;
    private final RetryPolicy<HttpResponse<Void>> retries;
    private final HttpClient client;

    WebhookSender(WebhookBuilder.Terms terms) {
        this.terms = terms;
        this.retries = RetryPolicy.<HttpResponse<Void>>builder()
                .handle(IOException.class)
                .handleResultIf(response -> mayPass(response.statusCode()))
                .withMaxAttempts(terms.attempts())
                .withBackoff(terms.firstDelay(), longest(terms.firstDelay()))
                .withJitter(JITTER)
                .build();
        this.client = HttpClient.newBuilder()
                .connectTimeout(terms.timeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    private static Duration longest(Duration first) {
        Duration doubled = first.multipliedBy(2);
        return doubled.compareTo(LONGEST_DELAY) < 0 ? LONGEST_DELAY : doubled;
    }

    /** Whether another attempt may meet another answer: the receiver is busy, or broken for now. */
    private static boolean mayPass(int status) {
        return status == 408 || status == 429 || status >= 500;
    }

    /** Takes a body to the receiver; false if it did not get there. */
    boolean deliver(String run, String body) throws InterruptedException {
        try {
            int status = Failsafe.with(retries).get(() -> send(run, body)).statusCode();
            if (status / 100 == 2) {
                return true;
            }
            LOG.warn("Alert of run {} was not taken by {}: it answered {}", run, place(), status);
        } catch (FailsafeException fault) {
            if (fault.getCause() instanceof InterruptedException interrupted) {
                throw interrupted;
            }
            LOG.warn("Alert of run {} did not reach {}: {}", run, place(), String.valueOf(fault.getCause()));
        }
        return false;
    }

    private HttpResponse<Void> send(String run, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(terms.receiver())
                .timeout(terms.timeout())
                .header("Content-Type", "application/json; charset=utf-8")
                .header("Cleanup-Run", run)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        terms.headers().forEach(request::header);
        terms.signature().ifPresent(signature -> sign(request, signature, body));
        return client.send(request.build(), HttpResponse.BodyHandlers.discarding());
    }

    /** Each attempt anew: a receiver turns away what was signed too long ago. */
    private void sign(HttpRequest.Builder request, HmacSignature signature, String body) {
        Instant now = terms.clock().instant();
        request.header(HmacSignature.TIMESTAMP, Long.toString(now.getEpochSecond()))
                .header(HmacSignature.SIGNATURE, signature.of(now, body));
    }

    /** Where it goes, for logs: of a webhook's address the path is a secret. */
    private String place() {
        return place(terms.receiver());
    }

    static String place(URI receiver) {
        return receiver.getScheme() + "://"
                + Optional.ofNullable(receiver.getHost()).orElse("");
    }
}
