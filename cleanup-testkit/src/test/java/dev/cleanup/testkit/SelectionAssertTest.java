package dev.cleanup.testkit;

import static dev.cleanup.testkit.CleanupAssertions.assertThat;
import static dev.cleanup.testkit.TestFacts.aFile;
import static dev.cleanup.testkit.TestFacts.aRecord;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleanup.fact.Fact;
import dev.cleanup.fact.FactValue;
import dev.cleanup.policy.Candidate;
import dev.cleanup.policy.Selection;
import dev.cleanup.policy.SelectionResult;
import dev.cleanup.policy.StorageUsage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class SelectionAssertTest {

    private static final Candidate A = aFile().named("a").sized(10).candidateAt(Instant.EPOCH);
    private static final Candidate B = aRecord().id("b").sized(20).candidateAt(Instant.EPOCH);
    private static final StorageUsage FIFTEEN =
            new StorageUsage(FactValue.known(15L), FactValue.known(99L), FactValue.known(84L));

    private final Selection lastsFirst = new LastsFirst();

    @Test
    void checksWhatIsChosenInItsOrder() {
        assertThat(lastsFirst).of(A, B).using(FIFTEEN).chooses("records#b", "a").reachesTarget();
        assertThat(lastsFirst).of(A).using(FIFTEEN).chooses("a").fallsShort();
        assertThat(lastsFirst).using(FIFTEEN).chooses();
    }

    @Test
    void showsWhatWasChosenInstead() {
        assertThatThrownBy(() -> assertThat(lastsFirst).of(A, B).using(FIFTEEN).chooses("a", "records#b"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Expecting selection")
                .hasMessageContaining("the last ones first")
                .hasMessageContaining("to choose [a, records#b]")
                .hasMessageContaining("but it chose [records#b, a]")
                .hasMessageContaining("explanation: all there is")
                .hasMessageContaining("shortfall: none");
    }

    @Test
    void showsWhetherTheTargetIsReached() {
        assertThatThrownBy(() -> assertThat(lastsFirst).of(A).using(FIFTEEN).reachesTarget())
                .hasMessageContaining("to reach its target")
                .hasMessageContaining("shortfall: too little");
        assertThatThrownBy(() -> assertThat(lastsFirst).of(A, B).using(FIFTEEN).fallsShort())
                .hasMessageContaining("to fall short of its target");
    }

    @Test
    void catchesASelectionThatSubstitutes() {
        Selection other = new LastsFirst() {
            @Override
            public SelectionResult choose(List<Candidate> candidates, StorageUsage usage) {
                return new SelectionResult(
                        List.of(aFile().named("a").sized(11).candidateAt(Instant.EPOCH)), "", Optional.empty());
            }
        };

        assertThatThrownBy(() -> assertThat(other).of(A).chooses("a"))
                .hasMessageContaining("choose among its candidates");
    }

    /** Chooses everything and falls short where that is less than is used. */
    private static class LastsFirst implements Selection {
        @Override
        public String description() {
            return "the last ones first";
        }

        @Override
        public Set<Fact<?>> needs() {
            return Set.of();
        }

        @Override
        public SelectionResult choose(List<Candidate> candidates, StorageUsage usage) {
            List<Candidate> chosen = new ArrayList<>(candidates);
            Collections.reverse(chosen);
            long bytes = chosen.stream().mapToLong(Candidate::bytes).sum();
            boolean reached = usage.used() instanceof FactValue.Known<Long> used && bytes >= used.value();
            return new SelectionResult(chosen, "all there is", reached ? Optional.empty() : Optional.of("too little"));
        }
    }
}
