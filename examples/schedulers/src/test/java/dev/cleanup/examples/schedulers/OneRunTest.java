package dev.cleanup.examples.schedulers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Row B8: a program that cron or Kubernetes starts. */
@Timeout(120)
class OneRunTest {

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
    void b8AProgramRunsItAndExitsWithTheCodeForIt() throws Exception {
        assertThat(run()).isZero();
        site.assertCleaned();

        site.execute("DROP TABLE documents");
        assertThat(run()).isEqualTo(1);
    }

    @Test
    void b8AProgramThatMeetsARunExitsWithoutComplaint() throws Exception {
        site.runs.holding();
        Thread first = new Thread(() -> site.cleanup().run());
        first.start();
        site.runs.awaitHeld();
        assertThat(run()).isZero();
        site.runs.release();
        first.join();
        assertThat(site.files("orphan-")).isZero();
    }

    @Test
    void b8AProgramWithoutSettingsNamesThemAll() throws Exception {
        Process child = child(OneRun.class);
        String said = new String(child.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor()).isEqualTo(2);
        assertThat(said).contains("uploads", "database.url");
    }

    @Test
    void b8AProgramThatIsToldToEndDoesSoBetweenTwoBatches() throws Exception {
        Process child = child(HeldRun.class, uploads.toString());
        try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
            while (!"held".equals(out.readLine())) {
                assertThat(child.isAlive()).isTrue();
            }
            long start = System.nanoTime();
            child.toHandle().destroy(); // which leaves its output to be read, unlike Process.destroy
            assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            assertThat(out.lines().toList()).asString().contains("stopped");
        } finally {
            child.destroyForcibly();
        }
        assertThat(site.files("orphan-")).isPositive().isLessThan(Site.ORPHANS);
        assertThat(run()).isZero();
        assertThat(site.files("orphan-")).isZero();
    }

    private int run() {
        return OneRun.run(site.cleanup(), new AtomicBoolean());
    }

    private static Process child(Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-classpath",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder child = new ProcessBuilder(command);
        child.environment().keySet().removeAll(List.of("UPLOADS", "DATABASE_URL"));
        return child.start();
    }
}
