package dev.cleanup.report;

import dev.cleanup.outcome.Outcome;
import dev.cleanup.outcome.Reason;
import dev.cleanup.storage.QuarantinedFile;
import dev.cleanup.support.EscapedText;
import dev.cleanup.support.SizeFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Plans and reports as text that a person likes to read. */
final class TextFormatter {

    private static final int SHOWN = 10;

    private final StringBuilder out = new StringBuilder();

    private TextFormatter() {}

    static String of(CleanupPlan plan) {
        TextFormatter text = new TextFormatter();
        text.head(
                "Plan",
                plan.cleanup(),
                plan.storage(),
                plan.at() + text.by(plan.actor()) + text.approved(plan.approvedBy()) + ", nothing was changed");
        plan.tasks().forEach(text::task);
        text.quarantine(plan.quarantine());
        text.foot(plan.references(), plan.notes());
        return text.out.toString();
    }

    static String of(CleanupReport report) {
        TextFormatter text = new TextFormatter();
        String took =
                String.format(Locale.ROOT, ", took %.1f s", report.duration().toMillis() / 1000.0);
        text.head(
                "Report",
                report.cleanup(),
                report.storage(),
                report.startedAt() + text.by(report.actor()) + text.approved(report.approvedBy()) + took);
        report.tasks().forEach(text::task);
        text.quarantine(report.quarantine());
        report.freeSpaceChange().ifPresent(text::space);
        text.foot(report.references(), report.notes());
        return text.out.toString();
    }

    /** What was removed is above; what became free is another figure. */
    private void space(long gained) {
        if (gained != 0) {
            line(
                    "Free space of the file store: %s %s than before",
                    SizeFormat.words(Math.abs(gained)), gained > 0 ? "more" : "less");
        }
    }

    static String of(QuarantineReport report) {
        TextFormatter text = new TextFormatter();
        text.linesOf(report);
        return text.out.toString();
    }

    private void head(String what, String cleanup, String storage, String when) {
        line("%s of %s, %s", what, EscapedText.escaped(cleanup), when);
        line("Storage %s", EscapedText.escaped(storage));
    }

    private String approved(Optional<String> approver) {
        return approver.map(name -> ", approved by " + EscapedText.escaped(name))
                .orElse("");
    }

    private String by(Optional<String> actor) {
        return actor.map(name -> ", asked for by " + EscapedText.escaped(name)).orElse("");
    }

    private void task(TaskPlan plan) {
        TaskPlan.Totals totals = plan.totals();
        taskHead(plan.task(), plan.outcome(), plan.policy());
        line("  would remove %s", amounts(totals.items(), totals.files(), totals.bytes(), isOfRecords(plan)));
        seen(plan.seen(), plan.keptByReason());
        remarks(plan.remarks());
        plan.items().stream().limit(SHOWN).forEach(this::item);
        more(totals.items() - Math.min(SHOWN, plan.items().size()));
        findings(plan.findings());
        outcome(plan.outcome());
    }

    private static boolean isOfRecords(TaskPlan plan) {
        return plan.items().stream().anyMatch(item -> item.record().isPresent());
    }

    private static String amounts(long items, long files, long bytes, boolean ofRecords) {
        String records = ofRecords ? count(items, "record") + " with " : "";
        return records + count(files, "file") + ", " + SizeFormat.words(bytes);
    }

    private void task(TaskReport report) {
        taskHead(report.task(), report.outcome(), report.policy());
        if (report.records().total() > 0) {
            line("  records: %s", words(report.records()));
        }
        line(
                "  files: %s; %s removed%s",
                words(report.files()), SizeFormat.words(report.files().bytes()), aside(report.files()));
        seen(report.seen(), report.keptByReason());
        remarks(report.notes());
        List<ItemReport> shown = report.samples().stream().limit(SHOWN).toList();
        shown.forEach(this::sample);
        more(report.files().total()
                + report.records().total()
                - shown.stream().filter(TextFormatter::isInHand).count());
        outcome(report.outcome());
    }

    private static String aside(OutcomeCounts files) {
        return files.setAside() == 0 ? "" : ", " + SizeFormat.words(files.bytesAside()) + " set aside and not free yet";
    }

    /** Says nothing where nothing lies aside, and nothing went wrong. */
    private void quarantine(QuarantinePlan plan) {
        if (plan.equals(QuarantinePlan.NOTHING)) {
            return;
        }
        line("");
        line("quarantine: %s", word(plan.outcome()));
        line("  holds %s", words(plan.aside()));
        line("  would put back %s, as they are named again", words(plan.returning()));
        plan.returningFiles().stream().limit(SHOWN).forEach(this::item);
        more(plan.returning().files() - Math.min(SHOWN, plan.returningFiles().size()));
        line("  would purge %s", words(plan.expiring()));
        plan.expiringFiles().stream().limit(SHOWN).forEach(this::item);
        more(plan.expiring().files() - Math.min(SHOWN, plan.expiringFiles().size()));
        outcome(plan.outcome());
    }

    private void item(QuarantinedFile file) {
        line(
                "    %s  %s  set aside at %s by %s, due at %s",
                EscapedText.escaped(file.file().key().path()),
                SizeFormat.words(file.file().size()),
                file.note().at(),
                EscapedText.escaped(file.note().task()),
                file.note().due());
    }

    private void quarantine(QuarantineReport report) {
        if (!report.equals(QuarantineReport.NOTHING)) {
            line("");
            linesOf(report);
        }
    }

    private void linesOf(QuarantineReport report) {
        line("quarantine: %s", word(report.outcome()));
        line("  held %s", words(report.before()));
        line("  restored: %s", words(report.restored()));
        line(
                "  purged: %s; %s removed",
                words(report.purged()), SizeFormat.words(report.purged().bytes()));
        report.samples().stream().limit(SHOWN).forEach(this::sample);
        more(report.restored().total()
                + report.purged().total()
                - Math.min(SHOWN, report.samples().size()));
        outcome(report.outcome());
    }

    private static String words(FileTotals amount) {
        return count(amount.files(), "file") + ", " + SizeFormat.words(amount.bytes());
    }

    private void taskHead(String task, TaskOutcome outcome, String policy) {
        line("");
        line("%s: %s", EscapedText.escaped(task), word(outcome));
        line("  removes what is %s", EscapedText.escaped(policy));
    }

    private void seen(ScanCounts seen, Map<Reason.Kind, Long> spared) {
        List<String> parts = new ArrayList<>();
        if (seen.records() > 0) {
            parts.add(count(seen.records(), "record") + " found");
        }
        if (seen.listed() > 0) {
            parts.add(count(seen.listed(), "file") + " listed, " + number(seen.referenced()) + " referenced, "
                    + number(seen.unreferenced()) + " not");
        }
        if (seen.unusable() > 0) {
            parts.add(number(seen.unusable()) + " never touched");
        }
        if (seen.failed() > 0) {
            parts.add(number(seen.failed()) + " unreadable");
        }
        line("  saw %s", parts.isEmpty() ? "nothing" : String.join("; ", parts));
        if (!spared.isEmpty()) {
            line("  spared %s", words(spared));
        }
    }

    private void remarks(List<String> remarks) {
        remarks.forEach(remark -> line("  %s", EscapedText.escaped(remark)));
    }

    private static String words(Map<Reason.Kind, Long> spared) {
        return new TreeMap<>(spared)
                .entrySet().stream()
                        .map(entry -> number(entry.getValue()) + " for "
                                + entry.getKey().name().toLowerCase(Locale.ROOT).replace('_', ' '))
                        .collect(Collectors.joining(", "));
    }

    private static String words(OutcomeCounts tally) {
        Map<String, Long> counts = new java.util.LinkedHashMap<>();
        counts.put("deleted", tally.deleted());
        counts.put("set aside", tally.setAside());
        counts.put("archived", tally.archived());
        counts.put("put back", tally.putBack());
        counts.put("settled", tally.settled());
        counts.put("already gone", tally.alreadyGone());
        counts.put("kept", tally.kept());
        counts.put("failed", tally.failed());
        counts.put("unknown", tally.unknown());
        counts.put("left over", tally.notReached());
        String words = counts.entrySet().stream()
                .filter(count -> count.getValue() > 0)
                .map(count -> number(count.getValue()) + " " + count.getKey())
                .collect(Collectors.joining(", "));
        return words.isEmpty() ? "none in hand" : words;
    }

    private void item(PlannedItem item) {
        line(
                "    %s  %s  %s",
                EscapedText.escaped(item.name()),
                SizeFormat.words(item.bytes()),
                EscapedText.escaped(item.reason().text()));
    }

    private void sample(ItemReport item) {
        String why = item.reason()
                .map(reason -> ": " + EscapedText.escaped(reason.text()))
                .orElse("");
        line("    %s  %s%s", EscapedText.escaped(item.subject().toString()), word(item.outcome()), why);
    }

    /** Whether the tallies count it: what was only found, and never to go, is in none. */
    private static boolean isInHand(ItemReport sample) {
        return sample.reason().isPresent() || sample.outcome() instanceof Outcome.Failed;
    }

    private void findings(List<ItemReport> findings) {
        findings.stream().limit(SHOWN).forEach(this::sample);
        more(findings.size() - SHOWN);
    }

    private void more(long rest) {
        if (rest > 0) {
            line("    and %s more", number(rest));
        }
    }

    private void outcome(TaskOutcome outcome) {
        if (outcome instanceof TaskOutcome.Refused refused) {
            refusals(refused.refusals());
        } else if (outcome instanceof TaskOutcome.Failed failed) {
            line("  FAILED: %s", EscapedText.escaped(failed.failure().toString()));
        }
    }

    /** Guards often speak of the same items: these are shown once. */
    private void refusals(List<Refusal> refusals) {
        List<String> shown = List.of();
        for (Refusal refusal : refusals) {
            line("  REFUSED by guard %s: %s", refusal.guard(), EscapedText.escaped(refusal.message()));
            if (!refusal.samples().equals(shown)) {
                refusal.samples().stream().limit(SHOWN).forEach(sample -> line("    %s", EscapedText.escaped(sample)));
                more(refusal.samples().size() - SHOWN);
                shown = refusal.samples();
            }
            line("  %s", EscapedText.escaped(refusal.remedy()));
        }
    }

    private void foot(List<ReferenceCounts> references, List<String> notes) {
        line("");
        references.forEach(this::source);
        notes.forEach(note -> line("Note: %s", EscapedText.escaped(note)));
    }

    private void source(ReferenceCounts counts) {
        List<String> parts = new ArrayList<>(List.of(count(counts.references(), "reference")));
        addIf(parts, counts.derived(), "derived");
        addIf(parts, counts.duplicates(), "duplicate");
        addIf(parts, counts.none(), "without file");
        addIf(parts, counts.ignored(), "ignored");
        addIf(parts, counts.unmappable(), "UNMAPPABLE");
        line("References in %s: %s", EscapedText.escaped(counts.source()), String.join(", ", parts));
    }

    private static void addIf(List<String> parts, long count, String what) {
        if (count > 0) {
            parts.add(number(count) + " " + what);
        }
    }

    private static String word(TaskOutcome outcome) {
        if (outcome instanceof TaskOutcome.Completed) {
            return "completed";
        } else if (outcome instanceof TaskOutcome.CompletedWithFailures) {
            return "completed with failures";
        } else if (outcome instanceof TaskOutcome.Refused) {
            return "refused";
        } else if (outcome instanceof TaskOutcome.Skipped skipped) {
            return "skipped, " + EscapedText.escaped(skipped.why());
        } else if (outcome instanceof TaskOutcome.Stopped stopped) {
            return "stopped, " + EscapedText.escaped(stopped.why());
        } else {
            return "failed";
        }
    }

    private static String word(Outcome outcome) {
        if (outcome instanceof Outcome.Kept kept) {
            return "kept, " + EscapedText.escaped(kept.reason().text());
        } else if (outcome instanceof Outcome.Failed failed) {
            return "FAILED, " + EscapedText.escaped(failed.failure().toString());
        } else if (outcome instanceof Outcome.Unknown unknown) {
            return "UNKNOWN, " + EscapedText.escaped(unknown.failure().toString());
        } else {
            return outcome.getClass()
                    .getSimpleName()
                    .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                    .toLowerCase(Locale.ROOT);
        }
    }

    private static String count(long n, String what) {
        return number(n) + " " + what + (n == 1 ? "" : "s");
    }

    private static String number(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    private void line(String format, Object... arguments) {
        out.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }
}
