package dev.cleanup.internal.report;

import dev.cleanup.internal.context.EventPublisher;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.outcome.Reason;
import dev.cleanup.report.FileTotals;
import dev.cleanup.report.ItemRef;
import dev.cleanup.report.ItemReport;
import dev.cleanup.report.OutcomeCounts;
import dev.cleanup.report.QuarantineReport;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.storage.QuarantinedFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What becomes of files that lie aside, as it becomes known: counted exactly, sampled, and told to the listeners. */
public final class QuarantineReportBuilder {

    private final EventPublisher events;
    private final List<ItemReport> troubles = new ArrayList<>();
    private final List<ItemReport> others = new ArrayList<>();
    private FileTotals before = FileTotals.NONE;
    private OutcomeCounts restored = OutcomeCounts.NONE;
    private OutcomeCounts purged = OutcomeCounts.NONE;

    public QuarantineReportBuilder(EventPublisher events) {
        this.events = events;
    }

    public void found(List<QuarantinedFile> files) {
        before = amount(files);
    }

    public void restored(QuarantinedFile file, Outcome outcome) {
        restored = restored.plus(OutcomeCounts.of(outcome, file.file().size()));
        tell(file, outcome, Optional.empty());
    }

    public void purged(QuarantinedFile file, Outcome outcome) {
        purged = purged.plus(OutcomeCounts.of(outcome, file.file().size()));
        String life =
                "set aside at " + file.note().at() + ", due at " + file.note().due();
        tell(file, outcome, Optional.of(new Reason(Reason.Kind.AGE, life)));
    }

    private void tell(QuarantinedFile file, Outcome outcome, Optional<Reason> condemned) {
        ItemReport item = new ItemReport(
                new ItemRef.OfFile(file.file().key()), file.file().size(), outcome, condemned);
        boolean trouble = outcome instanceof Outcome.Failed || outcome instanceof Outcome.Unknown;
        List<ItemReport> list = trouble ? troubles : others;
        if (list.size() < TaskReportBuilder.SAMPLES) {
            list.add(item);
        }
        events.item(file.note().task(), item);
    }

    /** How it ended if nothing stopped it. */
    public TaskOutcome ended() {
        OutcomeCounts all = restored.plus(purged);
        return all.failed() + all.unknown() == 0
                ? new TaskOutcome.Completed()
                : new TaskOutcome.CompletedWithFailures();
    }

    public QuarantineReport report(TaskOutcome outcome) {
        List<ItemReport> samples = new ArrayList<>(troubles);
        samples.addAll(others.subList(0, Math.min(others.size(), TaskReportBuilder.SAMPLES - troubles.size())));
        return new QuarantineReport(outcome, before, restored, purged, samples);
    }

    public static FileTotals amount(List<QuarantinedFile> files) {
        FileTotals amount = FileTotals.NONE;
        for (QuarantinedFile aside : files) {
            amount = amount.plus(aside.file().size());
        }
        return amount;
    }
}
