package dev.cleanup.examples.buzzdrop;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import dev.cleanup.Cleanup;
import dev.cleanup.history.HistoryQuery;
import dev.cleanup.history.RunEntry;
import dev.cleanup.history.RunHistory;
import dev.cleanup.history.RunStatus;
import dev.cleanup.schedule.CleanupScheduler;
import dev.cleanup.schedule.SchedulerStatus;
import dev.cleanup.storage.ByteSize;
import dev.cleanup.support.EscapedText;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The page for administrators: what was cleaned up, and what the next run would. Safe for use by several threads. */
final class Dashboard {

    private static final int SHOWN_RUNS = 40;
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final Template PAGE = template("dashboard.mustache");
    private static final Template LOGIN = template("login.mustache");

    private final Cleanup cleanup;
    private final RunHistory history;
    private final CleanupScheduler scheduler;
    private final Uploads uploads;

    Dashboard(Cleanup cleanup, RunHistory history, CleanupScheduler scheduler, Uploads uploads) {
        this.cleanup = cleanup;
        this.history = history;
        this.scheduler = scheduler;
        this.uploads = uploads;
    }

    /** What the template shows; all of it is escaped there. */
    private record Page(
            @Nullable Message message,
            Stats stats,
            String lastRun,
            List<String> lastErrors,
            String state,
            Chart removed,
            Chart used,
            Preview preview) {}

    Stats stats() {
        return Stats.of(cleanup.statistics());
    }

    String page(Optional<Message> message) {
        List<RunEntry> runs = runs();
        List<Chart.Value> used =
                runs.stream().flatMap(run -> used(run).stream()).toList();
        Stats stats = stats();
        return PAGE.execute(new Page(
                message.orElse(null),
                stats,
                lastRun(stats),
                runs.isEmpty() ? List.of() : errors(runs.get(runs.size() - 1)),
                state(scheduler.status()),
                Chart.of(
                        "Files removed by each run",
                        runs.stream().map(Dashboard::removed).toList(),
                        most(runs)),
                Chart.of("What the uploads held after each run", used, largest(used)),
                Preview.of(cleanup.plan(), uploads)));
    }

    private static String lastRun(Stats stats) {
        return Optional.ofNullable(stats.lastRun())
                .map(began -> seconds(began) + ", took " + stats.lastDuration() + " seconds")
                .orElse("never");
    }

    static String login() {
        return LOGIN.execute(Collections.emptyMap());
    }

    private List<RunEntry> runs() {
        List<RunEntry> oldestFirst =
                new ArrayList<>(history.entries(HistoryQuery.newest(SHOWN_RUNS).ofCleanup(cleanup.name())));
        Collections.reverse(oldestFirst);
        return oldestFirst;
    }

    private static Chart.Value removed(RunEntry run) {
        String ending = run.ending().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String words = seconds(run.started()) + ", " + run.files().deleted() + " files, "
                + run.records().settled() + " records, " + ending
                + run.request().actor().map(actor -> ", asked for by " + actor).orElse("");
        String kind = run.ending() == RunStatus.COMPLETED ? "good" : "bad";
        return new Chart.Value(run.files().deleted(), seconds(run.started()), words, kind);
    }

    private static List<String> errors(RunEntry run) {
        return run.tasks().stream()
                .flatMap(task -> task.error().map(error -> task.task() + ": " + error).stream())
                .map(EscapedText::escaped)
                .toList();
    }

    private static Optional<Chart.Value> used(RunEntry run) {
        return run.used().isEmpty()
                ? Optional.empty()
                : Optional.of(new Chart.Value(
                        run.used().getAsLong(),
                        seconds(run.started()),
                        seconds(run.started()) + ", " + new ByteSize(run.used().getAsLong()),
                        "size"));
    }

    private static String most(List<RunEntry> runs) {
        return runs.stream().mapToLong(run -> run.files().deleted()).max().orElse(0) + " files";
    }

    private static String largest(List<Chart.Value> used) {
        return new ByteSize(used.stream().mapToLong(Chart.Value::value).max().orElse(0)).toString();
    }

    private static String state(SchedulerStatus status) {
        if (status.running()) {
            return "a cleanup is under way";
        }
        return status.next()
                .map(next -> "the next cleanup is due at " + seconds(next))
                .orElse("stopped");
    }

    private static String seconds(Instant instant) {
        return SECONDS.format(instant);
    }

    /** A template of this package; whatever it shows is escaped. */
    private static Template template(String name) {
        return Mustache.compiler()
                .emptyStringIsFalse(true)
                .zeroIsFalse(true)
                .withLoader(part -> reader(part + ".mustache"))
                .compile(reader(name));
    }

    private static Reader reader(String name) {
        try (InputStream in = Objects.requireNonNull(Dashboard.class.getResourceAsStream(name), name)) {
            return new StringReader(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
