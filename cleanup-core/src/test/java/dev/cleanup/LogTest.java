package dev.cleanup;

import static dev.cleanup.Sweep.TASK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.cleanup.report.CleanupListener;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.ItemReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** What a run leaves in the log, seen through a real backend. */
@Tag("fast")
class LogTest {

    private static final String RUN = "cleanup.run";

    private final Sweep sweep = new Sweep();
    private final Logged log = Logged.by("dev.cleanup", Level.INFO);

    @AfterEach
    void close() {
        log.close();
        MDC.clear();
    }

    private ILoggingEvent onlyLine() {
        assertThat(log.events()).hasSize(1);
        return log.events().get(0);
    }

    @Test
    void aRunIsOneLineWithItsNumbersAsPairs() {
        sweep.old("used", "a", "b")
                .named("used")
                .storage
                .put("c", 3 * 1024 * 1024, sweep.storage.file("a").times());

        CleanupReport report = sweep.run();

        assertThat(onlyLine().getLevel()).isEqualTo(Level.INFO);
        assertThat(onlyLine().getFormattedMessage()).isEqualTo("Cleanup media completed");
        assertThat(Logged.pairs(onlyLine()))
                .contains(
                        entry("component", "media"),
                        entry("operation", TASK),
                        entry("outcome", "completed"),
                        entry("files_deleted", 3L),
                        entry("records_settled", 0L),
                        entry("space_freed_mb", 3.0),
                        entry("errors", 0L),
                        entry("left_over", 0L),
                        entry("duration_ms", report.duration().toMillis()));
    }

    @Test
    void aRunThatDidNotDoAllIsAWarningThatSaysWhy() {
        sweep.old("used", "a").named("used").storage.failRemoval("a");

        sweep.run();

        assertThat(onlyLine().getLevel()).isEqualTo(Level.WARN);
        assertThat(onlyLine().getFormattedMessage())
                .startsWith("Cleanup media with failures: orphaned-files 1 failed, 0 unknown, the first a: ");
        assertThat(Logged.pairs(onlyLine())).contains(entry("files_deleted", 0L), entry("errors", 1L));
    }

    @Test
    void aRefusedRunSaysWhichGuardSpoke() {
        sweep.old("a", "b");

        sweep.run();

        assertThat(onlyLine().getFormattedMessage())
                .startsWith("Cleanup media refused: orphaned-files refused by guard no-references: ");
        assertThat(Logged.pairs(onlyLine())).contains(entry("outcome", "refused"));
    }

    @Test
    void aTaskThatFailedAsAWholeIsAnError() {
        sweep.named("used").database.failAtRow(1);

        sweep.run();

        ILoggingEvent last = log.events().get(log.events().size() - 1);
        assertThat(Logged.pairs(last)).contains(entry("outcome", "failed"), entry("errors", 1L));
    }

    @Test
    void aStoppedRunIsNoWarning() {
        sweep.cleanup().stopWhen(() -> true).run();

        assertThat(onlyLine().getLevel()).isEqualTo(Level.INFO);
        assertThat(onlyLine().getFormattedMessage())
                .isEqualTo("Cleanup media stopped: orphaned-files stopped: asked to stop");
    }

    @Test
    void allThatIsLoggedDuringARunCarriesItsIdAndTheOldOneComesBack() {
        MDC.put(RUN, "of the host");
        sweep.old("used", "a").named("used");
        List<String> heard = new ArrayList<>();

        CleanupReport report = sweep.builder()
                .listener(new CleanupListener() {
                    @Override
                    public void onItem(String task, ItemReport item) {
                        heard.add(MDC.get(RUN));
                    }
                })
                .build()
                .run();

        assertThat(onlyLine().getMDCPropertyMap()).containsEntry(RUN, report.id());
        assertThat(heard).containsExactly(report.id());
        assertThat(MDC.get(RUN)).isEqualTo("of the host");
    }

    @Test
    void nothingStaysBehindWhereNothingWasBefore() {
        sweep.run();
        sweep.cleanup().plan();

        assertThat(MDC.getCopyOfContextMap()).isIn(null, Map.of());
    }

    @Test
    void itemsAreLinesAtDebugOfALoggerOfTheirOwn() {
        try (Logged items = Logged.by("dev.cleanup.items", Level.DEBUG)) {
            sweep.old("used", "a").named("used");

            sweep.run();

            assertThat(items.events()).hasSize(1);
            assertThat(Logged.pairs(items.events().get(0)))
                    .contains(entry("operation", TASK), entry("item", "a"), entry("bytes", 10L))
                    .contains(entry("outcome", "Deleted[]"))
                    .containsKey("reason");
        }
        assertThat(log.events()).as("and not of the runs' one").hasSize(1);
    }

    @Test
    void aFileNameForgesNoLine() {
        String hostile = "a\nWARN dev.cleanup - all is well \u202E\u001B[31m\u2028";
        try (Logged items = Logged.by("dev.cleanup.items", Level.DEBUG)) {
            sweep.old("used", hostile).named("used").storage.failRemoval(hostile);

            sweep.run();

            assertThat(items.events()).hasSize(1).allSatisfy(LogTest::isPlain);
        }
        assertThat(onlyLine().getFormattedMessage())
                .contains("a\\nWARN dev.cleanup - all is well \\u{202e}\\u{1b}[31m");
        isPlain(onlyLine());
    }

    private static void isPlain(ILoggingEvent event) {
        assertThat(event.getFormattedMessage()).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");
        assertThat(Logged.pairs(event).values())
                .allSatisfy(
                        value -> assertThat(value.toString()).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]"));
    }

    @Test
    void aFaultWithAFileNameInItForgesNoLineEither() {
        sweep.old("used", "a").named("used");
        IllegalStateException fault = new IllegalStateException("no file a\nINFO all is well");
        fault.addSuppressed(new IllegalStateException("b\rc", fault));

        sweep.builder()
                .listener(new CleanupListener() {
                    @Override
                    public void onItem(String task, ItemReport item) {
                        throw fault;
                    }
                })
                .build()
                .run();

        ILoggingEvent warning = log.events().get(0);
        assertThat(warning.getThrowableProxy().getMessage())
                .isEqualTo("java.lang.IllegalStateException: no file a\\nINFO all is well");
        assertThat(warning.getThrowableProxy().getSuppressed()[0].getMessage()).endsWith("b\\rc");
        assertThat(warning.getThrowableProxy().getStackTraceElementProxyArray()).isNotEmpty();
    }

    @Test
    void aFaultWithAPlainMessageIsLoggedAsItIs() {
        sweep.old("used", "a").named("used");

        sweep.builder().listener(new BrokenListener()).build().run();

        assertThat(log.events().get(0).getThrowableProxy().getClassName()).doesNotContain("LogSafeThrowable");
    }
}
