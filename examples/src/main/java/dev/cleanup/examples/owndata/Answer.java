package dev.cleanup.examples.owndata;

import dev.cleanup.jsonstore.JsonPlans;
import dev.cleanup.jsonstore.JsonReports;
import dev.cleanup.report.CleanupPlan;
import dev.cleanup.report.CleanupReport;
import dev.cleanup.report.ExitCode;
import dev.cleanup.report.TaskOutcome;
import java.io.PrintStream;

/** What a rehearsal or a run came to, as it is printed and as a process ends with it. */
sealed interface Answer {

    /** How the task ended. */
    TaskOutcome outcome();

    void print(PrintStream out);

    void printJson(PrintStream out);

    /** As {@code --help} lists them. */
    default int exitCode() {
        return ExitCode.of(outcome()).code();
    }

    record Rehearsed(CleanupPlan plan) implements Answer {
        @Override
        public TaskOutcome outcome() {
            return plan.task(OwnData.TASK).outcome();
        }

        @Override
        public void print(PrintStream out) {
            out.print(Redacted.of(plan.toText()));
            if (exitCode() == 0) {
                out.println("This was a rehearsal. To remove what it lists, add --apply.");
            }
        }

        @Override
        public void printJson(PrintStream out) {
            out.print(Redacted.ofJson(JsonPlans.toJson(plan)));
        }
    }

    record Done(CleanupReport report) implements Answer {
        @Override
        public TaskOutcome outcome() {
            return report.task(OwnData.TASK).outcome();
        }

        @Override
        public void print(PrintStream out) {
            out.print(Redacted.of(report.toText()));
        }

        @Override
        public void printJson(PrintStream out) {
            out.print(Redacted.ofJson(JsonReports.toJson(report)));
        }
    }
}
