package dev.cleanup.policy;

import static java.util.Objects.requireNonNull;

import dev.cleanup.fact.Fact;
import dev.cleanup.fact.FactValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps the newest items of all that may go, or of each group, and removes the rest, oldest first.
 *
 * <p>It counts only what the task's policy allows to go: what that keeps stays in addition. Equal times are told apart by
 * id. An item whose time or group is absent or could not be read stays, takes nobody's place and is mentioned.
 *
 * @param count how many stay, of each group where there are groups
 * @param time the time of records that says which is newer; empty for the newest time of files
 * @param group the fact whose values make the groups; empty where all items are one group
 */
public record KeepNewest(int count, Optional<RecordTime> time, Optional<Fact<String>> group) implements Selection {

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the count is less than one
     */
    public KeepNewest {
        if (count < 1) {
            throw new IllegalArgumentException("count (" + count + ") must be at least 1: keeping none would let go"
                    + " everything that the policy allows. Leave the selection out where that is meant");
        }
        requireNonNull(time, "time");
        requireNonNull(group, "group");
    }

    /**
     * The same for records, newer by a time of theirs.
     *
     * @param name the host's name for the time, such as {@code created}
     * @return the selection
     * @throws IllegalStateException if a time was already named
     */
    public KeepNewest by(String name) {
        requireUnset("by", name, time);
        return new KeepNewest(count, Optional.of(new RecordTime(name)), group);
    }

    /**
     * The same for each group of records that have an attribute in common.
     *
     * @param attribute the host's name for the attribute
     * @return the selection
     * @throws IllegalStateException if groups were already made
     */
    public KeepNewest per(String attribute) {
        return per(Fact.attribute(attribute));
    }

    /**
     * The same for each group of items that have a fact in common.
     *
     * @param fact the fact, such as {@link Fact#STATUS}
     * @return the selection
     * @throws IllegalStateException if groups were already made
     */
    public KeepNewest per(Fact<String> fact) {
        requireUnset("per", fact, group);
        return new KeepNewest(count, time, Optional.of(fact));
    }

    private static void requireUnset(String setting, Object value, Optional<?> before) {
        if (before.isPresent()) {
            throw new IllegalStateException(setting + " (" + value + ") was already set to " + before.get()
                    + ": one would silently win. Name it once");
        }
    }

    @Override
    public String description() {
        String newest = "not among the newest " + count + " by " + CandidateOrder.name(time);
        return group.map(fact -> newest + " of each " + fact).orElse(newest);
    }

    @Override
    public Set<Fact<?>> needs() {
        return Stream.concat(Stream.of(CandidateOrder.need(time)), group.stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public SelectionResult choose(List<Candidate> candidates, StorageUsage usage) {
        CandidateOrder ranking = CandidateOrder.oldestFirst(candidates, time);
        List<Candidate> newestFirst = new ArrayList<>(ranking.inOrder());
        Collections.reverse(newestFirst);
        List<Candidate> ungrouped = new ArrayList<>();
        List<Candidate> chosen = surplus(newestFirst, ungrouped);
        Collections.reverse(chosen);
        return new SelectionResult(
                chosen,
                chosen.size() + " of " + candidates.size() + " are " + description(),
                shortfall(ranking.unknown(), ungrouped));
    }

    /** What comes after the newest of its group. */
    private List<Candidate> surplus(List<Candidate> newestFirst, List<Candidate> ungrouped) {
        Map<String, Integer> seen = new HashMap<>();
        List<Candidate> surplus = new ArrayList<>();
        for (Candidate candidate : newestFirst) {
            if (!(groupOf(candidate) instanceof FactValue.Known<String> known)) {
                ungrouped.add(candidate);
            } else if (seen.merge(known.value(), 1, Integer::sum) > count) {
                surplus.add(candidate);
            }
        }
        return surplus;
    }

    private FactValue<String> groupOf(Candidate candidate) {
        return group.isPresent() ? candidate.facts().read(group.get()) : FactValue.known("");
    }

    private Optional<String> shortfall(List<Candidate> undated, List<Candidate> ungrouped) {
        List<String> sentences = Stream.of(
                        CandidateOrder.passedOver(undated, CandidateOrder.name(time)),
                        CandidateOrder.passedOver(
                                ungrouped, group.map(Fact::toString).orElse("group")))
                .flatMap(Optional::stream)
                .toList();
        return sentences.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", sentences));
    }
}
