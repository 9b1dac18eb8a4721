package dev.cleanup.examples.quickstart;

import dev.cleanup.Cleanup;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.Refusal;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.report.TaskPlan;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Shows a cleanup from its rehearsal to its report, on a small host that it makes for itself and deletes again.
 *
 * <p>No file can be made old. So it is the clock, not the files, that goes two days ahead.
 */
final class Quickstart {

    private static final Duration TWO_DAYS = Duration.ofDays(2);

    private final SampleHost host;
    private final InstantSource today;
    private final InstantSource later;
    private final PrintStream out;

    Quickstart(SampleHost host, InstantSource clock, PrintStream out) {
        this.host = host;
        this.today = clock;
        this.later = InstantSource.offset(clock, TWO_DAYS);
        this.out = out;
    }

    /** Runs in a fresh temporary directory; the argument {@code keep} leaves it there for a look. */
    public static void main(String[] arguments) throws IOException, SQLException {
        Path home = Files.createTempDirectory("cleanup-quickstart-").toRealPath();
        show(home, Set.of(arguments).contains("keep"), InstantSource.system(), System.out);
    }

    static void show(Path home, boolean keep, InstantSource clock, PrintStream out) throws IOException, SQLException {
        SampleHost host = SampleHost.in(home);
        try {
            new Quickstart(host, clock, out).showAll();
        } finally {
            if (keep) {
                out.printf("The host is still there for a look: %s%n", home);
            } else {
                host.delete();
                out.printf("The host is deleted again. To keep it for a look: -Dquickstart=keep%n");
            }
        }
    }

    private void showAll() throws IOException {
        introduce();
        rehearseToday();
        rehearseLater();
        run();
        runOverTheWrongFolder();
    }

    private void introduce() throws IOException {
        headline("1. A small host, made for this");
        int all = host.files("").size();
        say("%s", host.home());
        say("uploads/   %d files. The database names %d of them, or what they derive from;", all, all - orphans() - 1);
        say("           %d are orphans: the rows that named them are gone. And a .gitkeep.", orphans());
        say("outside/   1 file that is none of our business; two links in uploads/ lead to it.");
        Set<String> named = host.files("documents");
        named.removeAll(host.orphans());
        say("odd names  in use: %s", oddNames(named));
        say("           orphans: %s", oddNames(host.orphans()));
        if (!host.leftOut().isEmpty()) {
            say(
                    "left out   %d names that are not ASCII: the locale of this process (%s) cannot hold them.",
                    host.leftOut().size(), System.getProperty("sun.jnu.encoding"));
        }
    }

    void rehearseToday() {
        headline("2. Today: nothing is old enough");
        TaskPlan plan = cleanup(today).plan().task("orphaned-files");
        say(
                "A plan of this moment would remove %d of %d files that nobody names: an upload whose row is not yet",
                plan.totals().files(), plan.seen().unreferenced());
        say("committed looks just like an orphan, so only time can tell.");
    }

    void rehearseLater() throws IOException {
        headline("3. Two days later, by the clock of the composition: what would go");
        host.receiveUploads(later.instant());
        say(
                "In the last hour %d more uploads came in, whose rows are not yet committed.",
                host.young().size());
        quote(cleanup(later).plan().toText());
    }

    void run() throws IOException {
        headline("4. The run");
        Set<String> before = host.files("");
        CleanupReport report = UploadsCleanup.over(host.uploads(), host.database(), later)
                .listener(new ProgressLines(out))
                .build()
                .requestedBy("quickstart")
                .run();
        quote(report.toText());
        before.removeAll(host.files(""));
        require(before.equals(host.orphans()), "exactly the orphans should be gone, and these are: " + before);
        out.println();
        say("So %d files are gone, exactly the orphans. %d files are still there,", orphans(), count(""));
        say("and so is the one that the links lead to: outside/contract.txt.");
    }

    void runOverTheWrongFolder() throws IOException {
        headline("5. The same cleanup, composed over uploads/audio by mistake: refused");
        int before = count("audio");
        Path wrong = host.uploads().resolve("audio");
        CleanupReport report =
                UploadsCleanup.over(wrong, host.database(), later).build().run();
        TaskOutcome outcome = report.task("orphaned-files").outcome();
        require(outcome instanceof TaskOutcome.Refused && count("audio") == before, "it should have been refused");
        if (outcome instanceof TaskOutcome.Refused refused) {
            refused.refusals().forEach(this::show);
        }
        say("Every recording looked like an orphan there. All %d files in uploads/audio remain.", before);
        out.println();
    }

    private void show(Refusal refusal) {
        say("REFUSED by guard %s", refusal.guard());
        say("   %s", refusal.message());
        say("   %s, ..", refusal.samples().stream().limit(3).collect(Collectors.joining(", ")));
        say("   %s", refusal.remedy());
        out.println();
    }

    private Cleanup cleanup(InstantSource clock) {
        return UploadsCleanup.over(host.uploads(), host.database(), clock).build();
    }

    private int orphans() {
        return host.orphans().size();
    }

    private int count(String folder) throws IOException {
        return host.files(folder).size();
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalStateException(message);
        }
    }

    private static String oddNames(Set<String> files) {
        return files.stream()
                .filter(name -> name.startsWith("documents/"))
                .map(name -> name.substring(name.indexOf('/') + 1).replace("\n", "\\n"))
                .filter(name -> !name.startsWith("letter-"))
                .collect(Collectors.joining("  "));
    }

    private void headline(String text) {
        out.printf("%n%s%n%s%n", text, "-".repeat(text.length()));
    }

    private void say(String format, Object... arguments) {
        out.printf(Locale.ROOT, "   " + format + "%n", arguments);
    }

    private void quote(String text) {
        out.println();
        text.lines().forEach(line -> out.println(("   | " + line).stripTrailing()));
    }
}
