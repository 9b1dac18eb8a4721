package dev.cleanup.guard;

import static java.util.Objects.requireNonNull;

import dev.cleanup.fact.FactValue;
import dev.cleanup.report.ReferenceCounts;
import dev.cleanup.report.Refusal;
import dev.cleanup.storage.Percentage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Refuses where a source names far fewer files than after the last good run. */
record ReferenceDropGuard(Percentage least) implements CountingGuard {

    /** So many fewer are never far fewer. */
    static final long FEW = 10;

    ReferenceDropGuard {
        requireNonNull(least, "least");
    }

    @Override
    public String name() {
        return "fewer-references";
    }

    @Override
    public String description() {
        return "at least " + least + " of the references of the last good run";
    }

    @Override
    public boolean needsHistory() {
        return true;
    }

    @Override
    public Optional<Refusal> check(Evidence evidence) {
        if (evidence.earlier() instanceof FactValue.Unreadable<List<Evidence.EarlierRun>> gap) {
            return Optional.of(unreadable(gap.why()));
        }
        if (evidence.earlier() instanceof FactValue.Known<List<Evidence.EarlierRun>> earlier) {
            Map<String, Long> before = measure(earlier.value());
            return farFewer(before, bySource(evidence.references())).map(source -> refusal(evidence, source, before));
        }
        return Optional.empty();
    }

    /**
     * What to compare with: the last good run. One that took nothing in hand was looked at by no guard; it cannot lower the
     * measure, or a wrong database on a quiet day would.
     */
    private Map<String, Long> measure(List<Evidence.EarlierRun> newestFirst) {
        Map<String, Long> measure = Map.of();
        for (int i = newestFirst.size() - 1; i >= 0; i--) {
            Evidence.EarlierRun run = newestFirst.get(i);
            Map<String, Long> counts = bySource(run.references());
            if (run.taken() > 0 || farFewer(measure, counts).isEmpty()) {
                measure = counts;
            }
        }
        return measure;
    }

    private static Map<String, Long> bySource(List<ReferenceCounts> references) {
        Map<String, Long> counts = new LinkedHashMap<>();
        references.forEach(source -> counts.put(source.source(), source.references()));
        return counts;
    }

    /** The first source that names far fewer files than before; one that is gone names none. */
    private Optional<String> farFewer(Map<String, Long> before, Map<String, Long> now) {
        return before.keySet().stream()
                .filter(source -> isFarFewer(before.getOrDefault(source, 0L), now.getOrDefault(source, 0L)))
                .findFirst();
    }

    private boolean isFarFewer(long before, long now) {
        return before - now > FEW && now < least.of(before);
    }

    @Override
    public boolean isExceeded(Evidence fresh, Evidence approved) {
        return farFewer(bySource(approved.references()), bySource(fresh.references()))
                .isPresent();
    }

    private Refusal refusal(Evidence evidence, String source, Map<String, Long> before) {
        String message = RefusalText.text(
                "source %s names %,d files, less than %s of the %,d that it named after the last good run; a database that"
                        + " was emptied, restored or filtered looks like this.",
                source,
                bySource(evidence.references()).getOrDefault(source, 0L),
                least,
                before.getOrDefault(source, 0L));
        return Guards.refusal(
                this,
                message,
                evidence,
                "Look whether the source reads the right database, and all of it. If so many references were given up,"
                        + " approve this plan: the runs after it are compared with it.");
    }

    private Refusal unreadable(String why) {
        return new Refusal(
                name(),
                "the history could not be read, so that nobody knows how many references there should be: " + why,
                List.of(),
                "Bring the history back, or compose without this guard.",
                Refusal.Remedy.FIX);
    }
}
