package dev.cleanup.examples.web;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import io.javalin.http.TooManyRequestsResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** So many calls of each caller in a period; calls that were forbidden do not count. Safe for use by several threads. */
public final class RateLimit {

    private final int calls;
    private final Duration period;
    private final TimeMeter meter;
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

    /**
     * A limit of its own, for all routes that are given to {@link #limit}.
     *
     * @param calls how many a caller has
     * @param period after which they are given anew
     * @param clock where the time comes from
     */
    public RateLimit(int calls, Duration period, InstantSource clock) {
        this.calls = calls;
        this.period = period;
        this.meter = new Clock(clock);
    }

    /** The handler, for callers that have a call left; others are told to come later. */
    public Handler limit(Handler handler) {
        return ctx -> {
            ConsumptionProbe probe = buckets.computeIfAbsent(Web.caller(ctx).name(), name -> bucket())
                    .tryConsumeAndReturnRemaining(1);
            if (!probe.isConsumed()) {
                long seconds = Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds() + 1;
                ctx.status(HttpStatus.TOO_MANY_REQUESTS).header("Retry-After", Long.toString(seconds));
                throw new TooManyRequestsResponse(
                        "More than " + calls + " calls in " + period + ": try again in " + seconds + " seconds");
            }
            handler.handle(ctx);
        };
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(calls).refillIntervally(calls, period))
                .withCustomTimePrecision(meter)
                .build();
    }

    /** The host's clock as the library of buckets reads it. */
    private record Clock(InstantSource source) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            Instant now = source.instant();
            return Math.addExact(Math.multiplyExact(now.getEpochSecond(), 1_000_000_000L), now.getNano());
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
