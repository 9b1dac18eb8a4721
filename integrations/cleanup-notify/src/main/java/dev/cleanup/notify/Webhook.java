package dev.cleanup.notify;

import dev.cleanup.alert.Alert;
import dev.cleanup.alert.AlertListener;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends alerts to a web address, on a daemon thread of its own, which the first alert starts.
 *
 * <pre>{@code
 * Webhook webhook = Webhook.to(URI.create("https://hooks.example.org/cleanup")).signedWith(secret).build();
 * Cleanup.of("media", storage).listener(Alerts.to(webhook, failure(), refusal()))
 * }</pre>
 *
 * <p>A run costs a receiver that hangs nothing: alerts wait in a bounded queue, and one that finds it full is dropped, logged
 * and counted. What does not arrive is tried again with growing delays. Thread-safe; close it with the host.
 */
public final class Webhook implements AlertListener, AutoCloseable {

    /** An alert on its way. */
    private record Letter(String run, String body) {}

    private static final Logger LOG = LoggerFactory.getLogger("dev.cleanup");

    private final WebhookBuilder.Terms terms;

    /** The letters; an empty one wakes the thread to its end. */
    private final BlockingQueue<Optional<Letter>> letters;

    private final AtomicLong lost = new AtomicLong();

    /** Made by the thread, and used by it alone: an HTTP client starts threads, too. */
    private Optional<WebhookSender> courier = Optional.empty();

    private Optional<Thread> thread = Optional.empty();
    private volatile boolean closing;

    Webhook(WebhookBuilder.Terms terms) {
        this.terms = terms;
        this.letters = new ArrayBlockingQueue<>(terms.queue());
    }

    /**
     * Begins a webhook.
     *
     * @param receiver the address, of http or https; its path is taken for a secret and never logged
     * @return a builder
     * @throws IllegalArgumentException if it is no such address
     */
    public static WebhookBuilder to(URI receiver) {
        return new WebhookBuilder(receiver);
    }

    @Override
    public void onAlert(Alert alert) {
        Letter letter = new Letter(alert.report().id(), PayloadWriter.of(alert, terms.form()));
        synchronized (this) {
            if (!closing && letters.offer(Optional.of(letter))) {
                start();
                return;
            }
        }
        lost.incrementAndGet();
        LOG.warn(
                "Alert of run {} was dropped: the webhook {}",
                letter.run(),
                closing ? "is closed" : "has " + terms.queue() + " others to send");
    }

    private void start() {
        if (thread.isEmpty()) {
            Thread started = new Thread(this::work, "cleanup-notify");
            started.setDaemon(true);
            thread = Optional.of(started);
            started.start();
        }
    }

    private void work() {
        try {
            while (!(closing && letters.isEmpty())) {
                Optional<Letter> letter = letters.take();
                if (letter.isPresent() && !isDelivered(letter.get())) {
                    lost.incrementAndGet();
                }
            }
        } catch (InterruptedException closed) {
            lost.addAndGet(1 + letters.stream().filter(Optional::isPresent).count());
            LOG.warn("The webhook was closed before all alerts had been sent");
        }
    }

    /** Whatever one letter meets, the next one is tried, too. */
    private boolean isDelivered(Letter letter) throws InterruptedException {
        try {
            WebhookSender known = courier.orElseGet(() -> new WebhookSender(terms));
            courier = Optional.of(known);
            return known.deliver(letter.run(), letter.body());
        } catch (RuntimeException | Error fault) {
            LOG.warn(
                    "Alert of run {} could not be sent to {}",
                    letter.run(),
                    WebhookSender.place(terms.receiver()),
                    fault);
            return false;
        }
    }

    /**
     * How many alerts did not arrive: dropped, turned away, or given up.
     *
     * @return the number since this was built
     */
    public long lost() {
        return lost.get();
    }

    /** Takes no more alerts, and sends what waits, for as long as was allowed; what is left then is lost. */
    @Override
    public void close() {
        Optional<Thread> working;
        synchronized (this) {
            closing = true;
            working = thread;
        }
        working.ifPresent(this::end);
    }

    private void end(Thread working) {
        // Where the queue is full, the thread does not wait for this.
        boolean woken = letters.offer(Optional.empty());
        LOG.debug("Closing the webhook{}", woken ? "" : ", which still has much to send");
        try {
            working.join(terms.closesWithin().toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        working.interrupt();
    }

    @Override
    public String toString() {
        return "webhook to " + WebhookSender.place(terms.receiver());
    }
}
