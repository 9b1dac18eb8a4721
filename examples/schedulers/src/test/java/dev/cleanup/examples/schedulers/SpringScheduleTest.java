package dev.cleanup.examples.schedulers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.Cleanup;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** Row B8: Spring's scheduled methods, in a context of Spring Boot. */
@Timeout(120)
class SpringScheduleTest {

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
    void b8SpringRunsItOnceTheContextIsUp() throws Exception {
        try (ConfigurableApplicationContext context = start()) {
            site.assertCleaned();
        }
    }

    @Test
    void b8ACallMeanwhileIsSkipped() throws Exception {
        site.runs.holding();
        try (ConfigurableApplicationContext context = start()) {
            site.runs.awaitHeld();
            context.getBean(SpringSchedule.class).cleanUp();
            assertThat(site.runs.next().exitCode()).isEqualTo(ExitCode.SKIPPED);
            site.runs.release();
            site.assertCleaned();
        }
    }

    @Test
    void b8ClosingTheContextEndsARunBetweenTwoBatches() throws Exception {
        site.runs.holding();
        ConfigurableApplicationContext context = start();
        site.assertStopsCleanly(context, context.getBean(SpringSchedule.class).stopping::get);
    }

    @Test
    void b8TheCompositionIsABeanWithTheSettingsThatSpringHas() throws Exception {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(SpringSchedule.class)
                .properties("uploads=" + uploads, "database.url=" + site.database.getURL())
                .initializers((GenericApplicationContext host) -> host.registerBean(Runs.class, () -> site.runs))
                .run()) {
            assertThat(context.getBean(Cleanup.class)).asString().contains(uploads.toString());
            CleanupReport report = site.runs.next();
            assertThat(report.exitCode()).as(report.toText()).isEqualTo(ExitCode.COMPLETED);
            assertThat(site.files("orphan-")).as("none is a day old").isEqualTo(Site.ORPHANS);
        }
    }

    private ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(SpringSchedule.class)
                .initializers((GenericApplicationContext host) -> host.registerBean(Cleanup.class, site::cleanup))
                .run();
    }
}
