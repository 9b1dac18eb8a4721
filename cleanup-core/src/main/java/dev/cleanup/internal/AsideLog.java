package dev.cleanup.internal;

import dev.cleanup.outcome.Outcome;
import dev.cleanup.outcome.Reason;
import dev.cleanup.report.Amount;
import dev.cleanup.report.ItemReport;
import dev.cleanup.report.QuarantineReport;
import dev.cleanup.report.Subject;
import dev.cleanup.report.Tally;
import dev.cleanup.report.TaskOutcome;
import dev.cleanup.storage.AsideFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What becomes of files that lie aside, as it becomes known: counted exactly, sampled, and told to the listeners. */
final class AsideLog {

    private final Events events;
    private final List<ItemReport> troubles = new ArrayList<>();
    private final List<ItemReport> others = new ArrayList<>();
    private Amount before = Amount.NONE;
    private Tally restored = Tally.NONE;
    private Tally purged = Tally.NONE;

    AsideLog(Events events) {
        this.events = events;
    }

    void found(List<AsideFile> files) {
        before = AsideLook.amount(files);
    }

    void restored(AsideFile file, Outcome outcome) {
        restored = restored.plus(Tally.of(outcome, file.file().size()));
        tell(file, outcome, Optional.empty());
    }

    void purged(AsideFile file, Outcome outcome) {
        purged = purged.plus(Tally.of(outcome, file.file().size()));
        String life =
                "set aside at " + file.note().at() + ", due at " + file.note().due();
        tell(file, outcome, Optional.of(new Reason(Reason.Kind.AGE, life)));
    }

    private void tell(AsideFile file, Outcome outcome, Optional<Reason> condemned) {
        ItemReport item = new ItemReport(
                new Subject.OfFile(file.file().key()), file.file().size(), outcome, condemned);
        boolean trouble = outcome instanceof Outcome.Failed || outcome instanceof Outcome.Unknown;
        List<ItemReport> list = trouble ? troubles : others;
        if (list.size() < TaskLog.SAMPLES) {
            list.add(item);
        }
        events.item(file.note().task(), item);
    }

    /** How it ended if nothing stopped it. */
    TaskOutcome ended() {
        Tally all = restored.plus(purged);
        return all.failed() + all.unknown() == 0
                ? new TaskOutcome.Completed()
                : new TaskOutcome.CompletedWithFailures();
    }

    QuarantineReport report(TaskOutcome outcome) {
        List<ItemReport> samples = new ArrayList<>(troubles);
        samples.addAll(others.subList(0, Math.min(others.size(), TaskLog.SAMPLES - troubles.size())));
        return new QuarantineReport(outcome, before, restored, purged, samples);
    }
}
