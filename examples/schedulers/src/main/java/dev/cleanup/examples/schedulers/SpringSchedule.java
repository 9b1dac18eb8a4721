package dev.cleanup.examples.schedulers;

import dev.cleanup.Cleanup;
import dev.cleanup.CleanupBuilder;
import dev.cleanup.report.CleanupListener;
import dev.cleanup.settings.SettingsSource;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Spring Boot: the composition is a bean like any other, and a method of another bean runs it.
 *
 * <p>A context that is closed waits for a run under way, for {@code spring.lifecycle.timeout-per-shutdown-phase}, and interrupts it
 * then. So the run is told to stop at once.
 */
@SpringBootApplication(proxyBeanMethods = false)
@EnableScheduling
class SpringSchedule {

    final AtomicBoolean stopping = new AtomicBoolean();
    private final Runnable run;

    SpringSchedule(Cleanup cleanup) {
        this.run = cleanup.stopWhen(stopping::get).requestedBy("spring").asRunnable();
    }

    public static void main(String[] arguments) {
        SpringApplication.run(SpringSchedule.class, arguments);
    }

    /** The composition, with settings from wherever Spring has them; whoever wants to hear of runs is a bean. */
    @Bean
    @ConditionalOnMissingBean
    static Cleanup cleanup(Environment environment, ObjectProvider<CleanupListener> listeners) {
        CleanupBuilder composition = UploadsCleanup.from(SettingsSource.of("environment", environment::getProperty));
        listeners.forEach(composition::listener);
        return composition.build();
    }

    @Scheduled(fixedDelayString = "${uploads.cleanup.delay:PT1H}")
    void cleanUp() {
        run.run();
    }

    @EventListener(ContextClosedEvent.class)
    void stop() {
        stopping.set(true);
    }
}
