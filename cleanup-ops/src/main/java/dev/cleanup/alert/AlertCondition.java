package dev.cleanup.alert;

import static java.util.Objects.requireNonNull;

import dev.cleanup.outcome.Failure;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.ExitCode;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.report.TaskReport;
import dev.cleanup.storage.ByteSize;
import dev.cleanup.support.EscapedText;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Which runs somebody must hear of. A value, immutable and safe for use by several threads; {@link AlertDispatcher} counts for it.
 *
 * <p>A condition that cannot be checked counts as met: not knowing is no good news.
 */
public final class AlertCondition {

    private final String name;
    private final BiFunction<CleanupReport, Long, Optional<String>> check;

    private AlertCondition(String name, BiFunction<CleanupReport, Long, Optional<String>> check) {
        this.name = name;
        this.check = check;
    }

    /**
     * Met by each run.
     *
     * @return the condition
     */
    public static AlertCondition always() {
        return built("always", report -> Optional.of(summary(report)));
    }

    /**
     * Met by a run of which a task failed, or had items that failed or are unknown.
     *
     * @return the condition
     */
    public static AlertCondition failure() {
        return built("failure", report -> isFailure(report) ? Optional.of(trouble(report)) : Optional.empty());
    }

    /**
     * Met by the last of so many failures in a row, and again after as many more. Runs that were skipped do not count.
     *
     * @param failures how many
     * @return the condition
     * @throws IllegalArgumentException if the number is not positive
     */
    public static AlertCondition failuresInARow(int failures) {
        if (failures < 1) {
            throw new IllegalArgumentException("failuresInARow (" + failures
                    + ") must be positive: no run is the last of so many failures. Use failure() for each");
        }
        return new AlertCondition(
                "failures in a row",
                (report, streak) -> streak > 0 && streak % failures == 0
                        ? Optional.of(streak + " in a row, the last: " + trouble(report))
                        : Optional.empty());
    }

    /**
     * Met by a run of which guards refused a task.
     *
     * @return the condition
     */
    public static AlertCondition refusal() {
        return where(
                "refusal",
                report -> report.tasks().stream()
                        .filter(task -> task.outcome() instanceof TaskOutcome.Refused)
                        .flatMap(task ->
                                task.problem().stream().map(why -> EscapedText.escaped(task.task()) + " " + why))
                        .findFirst());
    }

    /**
     * Met by a run of which a task saw more files that no reference names, young ones included.
     *
     * @param files how many may be
     * @return the condition
     * @throws IllegalArgumentException if the number is negative
     */
    public static AlertCondition orphansAbove(long files) {
        if (files < 0) {
            throw new IllegalArgumentException("orphansAbove (" + files
                    + ") must not be negative: there are never fewer than none. Use 0 to hear of each");
        }
        return where(
                "orphans above",
                report -> Optional.of(orphans(report))
                        .filter(seen -> seen > files)
                        .map(seen -> number(seen) + " files that no reference names, more than " + number(files)));
    }

    /** Of the task that saw most: several tasks look at the same files. */
    private static long orphans(CleanupReport report) {
        return report.tasks().stream()
                .mapToLong(task -> task.seen().unreferenced())
                .max()
                .orElse(0);
    }

    /**
     * Met by a run at whose end a storage holds more.
     *
     * @param limit how much may be
     * @param used measures how many bytes it holds
     * @return the condition
     */
    public static AlertCondition storageAbove(ByteSize limit, LongSupplier used) {
        requireNonNull(limit, "limit");
        requireNonNull(used, "used");
        return where(
                "storage above",
                report -> Optional.of(new ByteSize(used.getAsLong()))
                        .filter(size -> size.compareTo(limit) > 0)
                        .map(size -> size + " used, more than " + limit));
    }

    /**
     * A condition of the host's own.
     *
     * @param name the condition's name
     * @param check says what it saw; empty where nobody needs to hear of it
     * @return the condition
     */
    public static AlertCondition where(String name, Function<CleanupReport, Optional<String>> check) {
        requireNonNull(check, "check");
        return built(requireNonNull(name, "name"), report -> check.apply(report).map(EscapedText::escaped));
    }

    private static AlertCondition built(String name, Function<CleanupReport, Optional<String>> check) {
        return new AlertCondition(name, (report, streak) -> check.apply(report));
    }

    Optional<Alert.Cause> check(CleanupReport report, long failuresInARow) {
        try {
            return check.apply(report, failuresInARow).map(seen -> new Alert.Cause(name, seen));
        } catch (RuntimeException fault) {
            String message = "could not be checked: " + Failure.of(fault);
            return Optional.of(new Alert.Cause(name, EscapedText.escaped(message)));
        }
    }

    /** Whether a task, or the quarantine, failed or had failures, whatever else the run came to. */
    static boolean isFailure(CleanupReport report) {
        Stream<TaskOutcome> outcomes = Stream.concat(
                report.tasks().stream().map(TaskReport::outcome),
                Stream.of(report.quarantine().outcome()));
        return outcomes.map(ExitCode::of).anyMatch(EnumSet.of(ExitCode.FAILED, ExitCode.WITH_FAILURES)::contains);
    }

    private static String trouble(CleanupReport report) {
        return report.problem().orElse("");
    }

    private static String summary(CleanupReport report) {
        String files = number(report.files().removed()) + " files removed, "
                + new ByteSize(report.files().bytes());
        return report.problem().map(why -> files + "; " + why).orElse(files);
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    @Override
    public String toString() {
        return name;
    }
}
