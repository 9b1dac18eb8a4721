package dev.cleanup.testkit;

import static java.util.Objects.requireNonNull;

import dev.cleanup.policy.Candidate;
import dev.cleanup.policy.Selection;
import dev.cleanup.policy.SelectionResult;
import dev.cleanup.policy.StorageUsage;
import java.util.List;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about what a selection chooses; made by {@link CleanupAssertions}. Confined to one thread.
 *
 * <p>Unless said otherwise there is no candidate and nobody measured the usage. Each check chooses anew. A failure shows
 * the selection in words, what it chose and how it explains that.
 */
public final class SelectionAssert extends AbstractAssert<SelectionAssert, Selection> {

    private List<Candidate> candidates = List.of();
    private StorageUsage usage = StorageUsage.UNMEASURED;

    SelectionAssert(Selection selection) {
        super(selection, SelectionAssert.class);
    }

    /**
     * Says what there is to choose from.
     *
     * @param items what other rules allow to go; {@link TestItem#candidateAt} makes them
     * @return this
     */
    public SelectionAssert of(Candidate... items) {
        candidates = List.of(items);
        return this;
    }

    /**
     * Says what the storage holds and can hold.
     *
     * @param measured the usage
     * @return this
     */
    public SelectionAssert using(StorageUsage measured) {
        usage = requireNonNull(measured, "measured");
        return this;
    }

    /**
     * Checks what is chosen, in its order, and nothing else.
     *
     * @param ids the ids of the candidates; none for nothing
     * @return this
     */
    public SelectionAssert chooses(String... ids) {
        SelectionResult choice = choose();
        List<String> chosen = choice.chosen().stream().map(Candidate::id).toList();
        if (!chosen.equals(List.of(ids))) {
            throw fault("choose " + List.of(ids), choice);
        }
        if (!candidates.containsAll(choice.chosen())) {
            throw fault("choose among its candidates " + candidates + " only", choice);
        }
        return this;
    }

    /**
     * Checks that the choice reaches its target.
     *
     * @return this
     */
    public SelectionAssert reachesTarget() {
        SelectionResult choice = choose();
        if (choice.shortfall().isPresent()) {
            throw fault("reach its target", choice);
        }
        return this;
    }

    /**
     * Checks that the choice does not reach its target, and says so.
     *
     * @return this
     */
    public SelectionAssert fallsShort() {
        SelectionResult choice = choose();
        if (choice.shortfall().isEmpty()) {
            throw fault("fall short of its target", choice);
        }
        return this;
    }

    private SelectionResult choose() {
        isNotNull();
        return actual.choose(candidates, usage);
    }

    private AssertionError fault(String expected, SelectionResult choice) {
        return failure(
                "Expecting selection%n  %s%nto %s%nbut it chose %s%n  explanation: %s%n  shortfall: %s",
                actual.description(),
                expected,
                choice.chosen().stream().map(Candidate::id).toList(),
                choice.explanation(),
                choice.shortfall().orElse("none"));
    }
}
