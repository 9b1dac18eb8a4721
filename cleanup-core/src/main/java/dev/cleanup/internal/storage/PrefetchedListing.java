package dev.cleanup.internal.storage;

import dev.cleanup.internal.compact.KeyBatch;
import dev.cleanup.outcome.Failure;
import dev.cleanup.storage.ListableStorage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/**
 * A listing that another thread does while the caller reads the references; its names wait, packed, for their turn.
 *
 * <p>The memory of the names that wait is bounded: a listing that is far ahead waits, too. A thread that never comes to
 * it, because the host's executor has other work, costs nothing: the caller then lists itself.
 */
final class PrefetchedListing implements KeyListing, Runnable {

    /** Two million names, some hundred megabytes at most, and no more than an eighth of what memory there is. */
    private static final int PORTIONS =
            (int) Math.max(16, Math.min(2048, Runtime.getRuntime().maxMemory() / 8 / KeyBatch.USUAL_BYTES));

    /** A thread that is free has come by then; where it lists, the caller looks up meanwhile, and afterwards both do. */
    private static final Duration MOMENT = Duration.ofMillis(50);

    private final ListableStorage storage;
    private final ToLongFunction<byte[]> fingerprints;
    private final InstantSource clock;
    private final KeyListing alone;
    private final BlockingQueue<Event> events = new ArrayBlockingQueue<>(PORTIONS);
    private final Thread caller = Thread.currentThread();
    private final AtomicBoolean taken = new AtomicBoolean();
    private final CountDownLatch answered = new CountDownLatch(1);
    private volatile boolean over;
    private volatile boolean cancelled;
    private boolean ended;

    /** What one thread tells the other. */
    private sealed interface Event {
        record Found(Consumer<Sink> what) implements Event {}

        record Ended() implements Event {}

        record Broken(RuntimeException fault) implements Event {}

        record Died(Error fault) implements Event {}
    }

    PrefetchedListing(
            ListableStorage storage, ToLongFunction<byte[]> fingerprints, InstantSource clock, KeyListing alone) {
        this.storage = storage;
        this.fingerprints = fingerprints;
        this.clock = clock;
        this.alone = alone;
    }

    /** Lists, on the thread that the host gave, unless the caller has begun to. */
    @Override
    public void run() {
        // The caller's own thread could not take names while it waits for room for more.
        boolean lists = Thread.currentThread() != caller && taken.compareAndSet(false, true);
        answered.countDown();
        if (lists) {
            Event last = listed();
            over = true;
            hand(last);
        }
    }

    /** The executor refused. It may have kept the listing all the same: whoever takes it first lists. */
    void refused() {
        answered.countDown();
    }

    private Event listed() {
        try {
            list();
            return new Event.Ended();
        } catch (RuntimeException fault) {
            return new Event.Broken(fault);
        } catch (Error fault) {
            return new Event.Died(fault);
        }
    }

    private void list() {
        Portions portions =
                new Portions(
                        fingerprints,
                        new Sink() {
                            @Override
                            public void names(KeyBatch names) {
                                tell(sink -> sink.names(names));
                            }

                            @Override
                            public void unusable(String shown, String why) {
                                tell(sink -> sink.unusable(shown, why));
                            }

                            @Override
                            public void unreadable(String shown, Failure failure) {
                                tell(sink -> sink.unreadable(shown, failure));
                            }
                        },
                        clock) {
                    @Override
                    KeyBatch next() {
                        return new KeyBatch();
                    }
                };
        storage.list(portions);
        portions.end();
    }

    private void tell(Consumer<Sink> what) {
        hand(new Event.Found(what));
        if (cancelled) {
            throw new CancellationException("nobody needs this listing any more");
        }
    }

    /** Waits while the caller is behind. The end is handed over in any case, as somebody waits for it. */
    private void hand(Event event) {
        uninterrupted(() -> {
            events.put(event);
            return event;
        });
    }

    @Override
    public void deliver(Sink sink) {
        waitForAnswer();
        if (taken.compareAndSet(false, true)) {
            ended = true;
            alone.deliver(sink);
            return;
        }
        while (!ended) {
            Event event = next();
            if (event instanceof Event.Found found) {
                found.what().accept(sink);
            } else if (event instanceof Event.Broken broken) {
                throw broken.fault();
            } else if (event instanceof Event.Died died) {
                throw died.fault();
            }
        }
    }

    private void waitForAnswer() {
        try {
            // Else it has other work, and the caller lists itself.
            boolean unused = answered.await(MOMENT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException endsWithTheNextPortion) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isOver() {
        return over;
    }

    @Override
    public void close() {
        if (taken.compareAndSet(false, true)) {
            return;
        }
        cancelled = true;
        while (!ended) {
            next();
        }
    }

    private Event next() {
        Event event = uninterrupted(events::take);
        ended = !(event instanceof Event.Found);
        return event;
    }

    /** Who is interrupted ends between two portions, as the interruption is left set. */
    private static Event uninterrupted(Callable<Event> waiting) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return waiting.call();
                } catch (InterruptedException later) {
                    interrupted = true;
                } catch (Exception impossible) {
                    throw new IllegalStateException(impossible);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
