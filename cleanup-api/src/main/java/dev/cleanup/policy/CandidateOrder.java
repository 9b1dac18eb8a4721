package dev.cleanup.policy;

import dev.cleanup.fact.Fact;
import dev.cleanup.fact.FactValue;
import dev.cleanup.fact.Facts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Candidates in an order that depends on nothing but what they are, and those that have no place in it.
 *
 * @param inOrder the candidates, ties broken by id
 * @param unknown those of which the time is not known: they are never chosen
 */
record CandidateOrder(List<Candidate> inOrder, List<Candidate> unknown) {

    private static final int SHOWN = 3;

    private record Dated(Candidate candidate, Instant time) {}

    /** By a record's time of that name, or by a file's newest time where there is no name. */
    static CandidateOrder oldestFirst(List<Candidate> candidates, Optional<RecordTime> time) {
        List<Dated> dated = new ArrayList<>();
        List<Candidate> unknown = new ArrayList<>();
        for (Candidate candidate : candidates) {
            if (read(candidate.facts(), time) instanceof FactValue.Known<Instant> known) {
                dated.add(new Dated(candidate, known.value()));
            } else {
                unknown.add(candidate);
            }
        }
        dated.sort(Comparator.comparing(Dated::time)
                .thenComparing(each -> each.candidate().id()));
        return new CandidateOrder(dated.stream().map(Dated::candidate).toList(), unknown);
    }

    static FactValue<Instant> read(Facts facts, Optional<RecordTime> time) {
        return time.isPresent() ? facts.read(time.get().fact()) : NewestTime.of(facts);
    }

    static Fact<?> need(Optional<RecordTime> time) {
        return time.isPresent() ? time.get().fact() : Fact.FILE_TIMES;
    }

    static String name(Optional<RecordTime> time) {
        return time.map(RecordTime::name).map(RuleText::quoted).orElse("newest time");
    }

    /** A sentence that names some candidates that stay because something of them is not known; empty without any. */
    static Optional<String> passedOver(List<Candidate> candidates, String what) {
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        String ids =
                candidates.stream().map(Candidate::id).sorted().limit(SHOWN).collect(Collectors.joining(", "));
        String more = candidates.size() > SHOWN ? " and " + (candidates.size() - SHOWN) + " more" : "";
        return Optional.of(candidates.size() + (candidates.size() == 1 ? " stays because its " : " stay because their ")
                + what + " is not known: " + ids + more);
    }
}
