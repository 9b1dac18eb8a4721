package dev.cleanup.examples.faceswap;

import dev.cleanup.report.CleanupListener;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.Progress;
import io.javalin.http.sse.SseClient;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows people how far a run or a rehearsal is, as server-sent events and as lines of the log. Somebody who reads slowly
 * misses lines, and holds no run up. Safe for use by several threads.
 */
final class ProgressFeed implements CleanupListener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ProgressFeed.class);
    private static final int WAITING = 100;

    private final Set<SseClient> watchers = ConcurrentHashMap.newKeySet();
    private final ThreadPoolExecutor teller = new ThreadPoolExecutor(
            0, 1, 1, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), new ThreadPoolExecutor.DiscardPolicy());

    /** Tells somebody of each step, until one of both leaves. */
    void follow(SseClient watcher) {
        watcher.keepAlive();
        watcher.onClose(() -> watchers.remove(watcher));
        watchers.add(watcher);
        watcher.sendEvent("watching", "what runs and rehearsals do from now on");
    }

    @Override
    public void onProgress(Progress progress) {
        if (progress.total().isPresent()) {
            LOG.info("{}", progress.toText());
        }
        tell("progress", progress.toText());
    }

    @Override
    public void onFinished(CleanupReport report) {
        String removed = report.files().removed() + " files removed";
        tell("finished", report.problem().map(why -> removed + "; " + why).orElse(removed));
    }

    private void tell(String event, String line) {
        teller.execute(() -> watchers.forEach(watcher -> watcher.sendEvent(event, line)));
    }

    @Override
    public void close() {
        teller.shutdownNow();
        watchers.forEach(SseClient::close);
    }
}
