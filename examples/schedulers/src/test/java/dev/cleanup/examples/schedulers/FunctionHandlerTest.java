package dev.cleanup.examples.schedulers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Row B8: a function handler, called as its platform does. */
@Timeout(120)
class FunctionHandlerTest {

    @TempDir
    private Path uploads;

    private Site site;

    @BeforeEach
    void makeSite() throws Exception {
        site = new Site(uploads);
    }

    @AfterEach
    void close() throws Exception {
        site.close();
    }

    @Test
    void b8ACallRunsItAndSaysWhatCameOfIt() throws Exception {
        assertThat(handler().handleRequest(Map.of(), new TimeLeft(900_000)))
                .contains(entry("outcome", "COMPLETED"), entry("files_deleted", (long) Site.ORPHANS));
        assertThat(site.runs.next().actor()).contains("uploads-cleanup-function");
        assertThat(site.files("orphan-")).isZero();
    }

    @Test
    void b8ACallMeanwhileIsSkipped() throws Exception {
        site.runs.holding();
        Thread first = new Thread(() -> site.cleanup().run());
        first.start();
        site.runs.awaitHeld();
        assertThat(handler().handleRequest(Map.of(), new TimeLeft(900_000)))
                .contains(entry("outcome", "SKIPPED"), entry("files_deleted", 0L));
        site.runs.release();
        first.join();
        assertThat(site.files("orphan-")).isZero();
    }

    @Test
    void b8ACallEndsBeforeThePlatformEndsIt() throws Exception {
        assertThat(handler().handleRequest(Map.of(), new TimeLeft(9_000)))
                .contains(entry("outcome", "STOPPED"), entry("files_deleted", 0L));
        assertThat(site.files("orphan-")).isEqualTo(Site.ORPHANS);

        assertThat(handler().handleRequest(Map.of(), new TimeLeft(900_000))).contains(entry("outcome", "COMPLETED"));
    }

    private FunctionHandler handler() {
        return new FunctionHandler(site.cleanup(), site.clock);
    }
}
