package dev.cleanup.notify;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Composes a {@link Webhook}.
 *
 * <p>Not thread-safe. Settings conflict when used twice; {@link #build} leaves the builder as it is.
 */
public final class WebhookBuilder {

    private static final int SHORTEST_SECRET = 16;

    /** All that was composed. */
    record Terms(
            URI receiver,
            PayloadFormat form,
            Optional<HmacSignature> signature,
            Map<String, String> headers,
            int attempts,
            Duration firstDelay,
            Duration timeout,
            int queue,
            Duration closesWithin,
            InstantSource clock) {}

    /** How often a delivery is tried, and how long it waits before the second time. */
    private record Retries(int attempts, Duration firstDelay) {}

    private final URI receiver;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private Optional<PayloadFormat> form = Optional.empty();
    private Optional<HmacSignature> signature = Optional.empty();
    private Optional<Retries> retries = Optional.empty();
    private Optional<Duration> timeout = Optional.empty();
    private Optional<Integer> queue = Optional.empty();
    private Optional<Duration> closesWithin = Optional.empty();
    private Optional<InstantSource> clock = Optional.empty();

    WebhookBuilder(URI receiver) {
        String scheme = String.valueOf(receiver.getScheme());
        if (!scheme.matches("(?i)https?") || receiver.getHost() == null) {
            throw new IllegalArgumentException("receiver (" + WebhookSender.place(receiver)
                    + ") must be an address of http or https with a host: no alert would ever arrive");
        }
        this.receiver = receiver;
    }

    /**
     * Sets what the receiver understands. Default: {@link PayloadFormat#PLAIN}.
     *
     * @param understood the form
     * @return this builder
     * @throws IllegalStateException if it was set before
     */
    public WebhookBuilder form(PayloadFormat understood) {
        requireUnset("form", form);
        form = Optional.of(requireNonNull(understood, "form"));
        return this;
    }

    /**
     * Signs each message by HMAC-SHA256, in the headers {@code Cleanup-Timestamp} and {@code Cleanup-Signature}. Default: none.
     *
     * @param secret what the receiver knows, too, at least 16 characters
     * @return this builder
     * @throws IllegalArgumentException if it is shorter
     * @throws IllegalStateException if it was set before
     */
    public WebhookBuilder signedWith(String secret) {
        requireUnset("signedWith", signature.map(any -> "a secret"));
        if (secret.length() < SHORTEST_SECRET) {
            throw new IllegalArgumentException("signedWith (a secret of " + secret.length()
                    + " characters) needs at least " + SHORTEST_SECRET + ": a shorter one can be guessed");
        }
        signature = Optional.of(new HmacSignature(secret));
        return this;
    }

    /**
     * Adds a header to each message, such as {@code Authorization}.
     *
     * @param name the header's name
     * @param value its value, never logged
     * @return this builder
     * @throws IllegalStateException if it was added before
     */
    public WebhookBuilder header(String name, String value) {
        requireUnset("header " + name, Optional.ofNullable(headers.get(name)).map(any -> "another value"));
        headers.put(requireNonNull(name, "name"), requireNonNull(value, "value"));
        return this;
    }

    /**
     * Sets how often a message is tried. Default: 5 times, after 1 second, then 2, 4, 8.
     *
     * @param attempts how often in all
     * @param firstDelay how long to wait before the second time; each further wait is twice as long, a minute at most
     * @return this builder
     * @throws IllegalArgumentException if one of them is not positive
     * @throws IllegalStateException if it was set before
     */
    public WebhookBuilder trying(int attempts, Duration firstDelay) {
        requireUnset("trying", retries);
        requirePositive("attempts", attempts);
        requirePositive("firstDelay", firstDelay);
        retries = Optional.of(new Retries(attempts, firstDelay));
        return this;
    }

    /**
     * Sets how long an answer may take. Default: 10 seconds.
     *
     * @param most how long
     * @return this builder
     * @throws IllegalArgumentException if it is not positive
     * @throws IllegalStateException if it was set before
     */
    public WebhookBuilder timeout(Duration most) {
        requireUnset("timeout", timeout);
        requirePositive("timeout", most);
        timeout = Optional.of(most);
        return this;
    }

    /**
     * Sets how many alerts may wait to be sent. Default: 100.
     *
     * @param most how many
     * @return this builder
     * @throws IllegalArgumentException if the number is not positive
     * @throws IllegalStateException if it was set before
     */
    public WebhookBuilder queueing(int most) {
        requireUnset("queueing", queue);
        requirePositive("queueing", most);
        queue = Optional.of(most);
        return this;
    }

    /**
     * Sets how long {@link Webhook#close} waits for what is still to be sent. Default: 5 seconds.
     *
     * @param bound how long
     * @return this builder
     * @throws IllegalArgumentException if it is not positive
     * @throws IllegalStateException if it was set before
     */
    public WebhookBuilder closesWithin(Duration bound) {
        requireUnset("closesWithin", closesWithin);
        requirePositive("closesWithin", bound);
        closesWithin = Optional.of(bound);
        return this;
    }

    /**
     * Sets where the time of a signature comes from. Default: the system's clock.
     *
     * @param source the clock
     * @return this builder
     * @throws IllegalStateException if it was set before
     */
    public WebhookBuilder clock(InstantSource source) {
        requireUnset("clock", clock);
        clock = Optional.of(requireNonNull(source, "clock"));
        return this;
    }

    private static void requireUnset(String setting, Optional<?> value) {
        value.ifPresent(set -> {
            throw new IllegalStateException(setting + " was already set to " + set
                    + ": two values for one setting are a mistake, so state it once");
        });
    }

    private static void requirePositive(String setting, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(
                    setting + " (" + value + ") must be positive: no alert would ever be sent");
        }
    }

    private static void requirePositive(String setting, Duration value) {
        if (value.toMillis() < 1) {
            throw new IllegalArgumentException(
                    setting + " (" + value + ") must be at least a millisecond: nothing can be waited for in less");
        }
    }

    /**
     * Completes the webhook, which starts no thread yet.
     *
     * @return the webhook
     */
    public Webhook build() {
        Retries tries = retries.orElse(new Retries(5, Duration.ofSeconds(1)));
        return new Webhook(new Terms(
                receiver,
                form.orElse(PayloadFormat.PLAIN),
                signature,
                Map.copyOf(headers),
                tries.attempts(),
                tries.firstDelay(),
                timeout.orElse(Duration.ofSeconds(10)),
                queue.orElse(100),
                closesWithin.orElse(Duration.ofSeconds(5)),
                clock.orElse(InstantSource.system())));
    }
}
