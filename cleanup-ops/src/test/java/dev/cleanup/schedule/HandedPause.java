package dev.cleanup.schedule;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;

/** A pause that the test ends: it hands over how long was asked for, and lasts until {@link #over}. */
final class HandedPause implements Waiter {

    private final BlockingQueue<Duration> asked = new LinkedBlockingQueue<>();
    private final Semaphore over = new Semaphore(0);

    @Override
    public void await(Duration atMost) throws InterruptedException {
        asked.add(atMost);
        over.acquire();
    }

    @Override
    public void wake() {
        over.release();
    }

    /** How long the schedule wants to wait, once it has come to that. */
    Duration asked() throws InterruptedException {
        Duration time = asked.poll(30, SECONDS);
        assertThat(time).as("the schedule came to wait").isNotNull();
        return time;
    }

    /** Ends the pause, and says how long the next one is to be. */
    Duration next() throws InterruptedException {
        over.release();
        return asked();
    }
}
