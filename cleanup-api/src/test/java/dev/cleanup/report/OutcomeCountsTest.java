package dev.cleanup.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cleanup.outcome.Outcome;
import dev.cleanup.outcome.Reason;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class OutcomeCountsTest {

    @Test
    void whatThisRunDeletedOrArchivedFreesItsBytes() {
        assertThat(OutcomeCounts.of(new Outcome.Deleted(), 10).bytes()).isEqualTo(10);
        assertThat(OutcomeCounts.of(new Outcome.Archived("zip"), 10).bytes()).isEqualTo(10);
    }

    @Test
    void anyOtherOutcomeFreesNothing() {
        for (Outcome outcome : List.of(
                new Outcome.AlreadyGone(),
                new Outcome.NotReached(),
                new Outcome.Quarantined("1"),
                Outcome.kept(Reason.Kind.AGE, "young"),
                Outcome.failed(new IllegalStateException()),
                Outcome.unknown(new IllegalStateException()))) {
            assertThat(OutcomeCounts.of(outcome, 10).bytes()).as("%s", outcome).isZero();
        }
    }

    @Test
    void countsThatDoNotAddUpAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OutcomeCounts(2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))
                .withMessage("total (2) must be the sum of all outcomes (1)");
    }
}
