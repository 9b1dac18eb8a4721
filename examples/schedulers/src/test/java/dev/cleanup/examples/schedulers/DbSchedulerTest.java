package dev.cleanup.examples.schedulers;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.ExitCode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Row B8: db-scheduler: the recurring task, and the queue of requests beside it. */
@Timeout(120)
class DbSchedulerTest {

    /** As db-scheduler documents it. */
    private static final String TABLE = """
            CREATE TABLE scheduled_tasks (
                task_name VARCHAR(100),
                task_instance VARCHAR(100),
                task_data BLOB,
                execution_time TIMESTAMP(6) WITH TIME ZONE NOT NULL,
                picked BOOLEAN NOT NULL,
                picked_by VARCHAR(50),
                last_success TIMESTAMP(6) WITH TIME ZONE,
                last_failure TIMESTAMP(6) WITH TIME ZONE,
                consecutive_failures INT,
                last_heartbeat TIMESTAMP(6) WITH TIME ZONE,
                version BIGINT NOT NULL,
                PRIMARY KEY (task_name, task_instance))""";

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

    private final List<Scheduler> instances = new ArrayList<>();

    @BeforeEach
    void makeTable() throws Exception {
        site.execute(TABLE);
    }

    @AfterEach
    void stop() {
        site.runs.release();
        instances.forEach(Scheduler::stop);
    }

    @Test
    void b8ARecurringTaskRunsIt() throws Exception {
        start();
        site.assertCleaned();
    }

    @Test
    void b8OneOfTwoInstancesRunsIt() throws Exception {
        site.runs.holding();
        start();
        site.runs.awaitHeld();
        CountDownLatch looked = new CountDownLatch(2);
        start(instance().addSchedulerListener(new AbstractSchedulerListener() {
            @Override
            public void onSchedulerEvent(SchedulerEventType event) {
                if (event == SchedulerEventType.RAN_EXECUTE_DUE) {
                    looked.countDown();
                }
            }
        }));

        assertThat(looked.await(30, SECONDS))
                .as("the second one looks for work")
                .isTrue();

        site.runs.release();
        site.assertCleaned();
        instances.forEach(Scheduler::stop);
        assertThat(site.runs.areAllKnown()).as("and finds none").isTrue();
    }

    @Test
    void b8ARequestGoesThroughTheQueue() throws Exception {
        Scheduler worker = startWorker();
        assertThat(request(worker)).isTrue();
        site.assertCleaned();
    }

    @Test
    void b8ARequestThatMeetsARunComesAgain() throws Exception {
        site.runs.holding();
        start();
        site.runs.awaitHeld();
        Scheduler worker = startWorker();

        request(worker);

        CleanupReport met = site.runs.next();
        assertThat(met.exitCode()).isEqualTo(ExitCode.SKIPPED);
        assertThat(met.actor()).contains("kim");
        Runs.await(() -> comesAgain(worker));
        site.runs.release();
        site.assertCleaned();
    }

    @Test
    void b8StoppingTheSchedulerEndsARunBetweenTwoBatches() throws Exception {
        site.runs.holding();
        Scheduler scheduler = start();
        site.assertStopsCleanly(
                scheduler::stop, () -> scheduler.getSchedulerState().isShuttingDown());
    }

    private RecurringTask<Void> task() {
        return DbSchedulerTask.of(site.cleanup(), FixedDelay.of(Duration.ofHours(1)));
    }

    /** An instance with the recurring task, that also takes requests. */
    private Scheduler start() {
        return start(instance());
    }

    private SchedulerBuilder instance() {
        return Scheduler.create(site.database, QueueWorker.of(site.cleanup())).startTasks(task());
    }

    /** An instance that takes requests alone. */
    private Scheduler startWorker() {
        return start(Scheduler.create(site.database, QueueWorker.of(site.cleanup())));
    }

    private Scheduler start(SchedulerBuilder instance) {
        Scheduler scheduler = instance.pollingInterval(Duration.ofMillis(50)).build();
        scheduler.start();
        instances.add(scheduler);
        return scheduler;
    }

    private boolean request(Scheduler client) {
        return client.scheduleIfNotExists(
                QueueWorker.REQUEST.instance("today").data("kim").scheduledTo(Instant.now()));
    }

    /** Whether the request waits for a later time. */
    private static boolean comesAgain(Scheduler client) {
        return client.getScheduledExecution(QueueWorker.REQUEST.instanceId("today"))
                .filter(request -> !request.isPicked())
                .filter(request -> request.getExecutionTime().isAfter(Instant.now()))
                .isPresent();
    }
}
