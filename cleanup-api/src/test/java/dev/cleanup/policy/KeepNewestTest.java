package dev.cleanup.policy;

import static dev.cleanup.policy.Candidates.daysAgo;
import static dev.cleanup.policy.Candidates.file;
import static dev.cleanup.policy.Candidates.ids;
import static dev.cleanup.policy.Candidates.record;
import static dev.cleanup.policy.Candidates.undated;
import static dev.cleanup.policy.Policies.keepNewest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleanup.fact.Fact;
import dev.cleanup.fact.FactValue;
import dev.cleanup.storage.FileTimes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class KeepNewestTest {

    private static final KeepNewest TWO = keepNewest(2).by("created");

    @Test
    void theNewestStayAndTheRestGoesOldestFirst() {
        SelectionResult choice =
                choose(TWO, record("b", 2, 1), record("d", 4, 1), record("a", 1, 1), record("c", 3, 1));

        assertThat(ids(choice)).containsExactly("d", "c");
        assertThat(choice.explanation()).isEqualTo("2 of 4 are not among the newest 2 by created");
        assertThat(choice.shortfall()).isEmpty();
    }

    @Test
    void asManyAsMayStayAllStay() {
        assertThat(choose(TWO, record("a", 1, 1), record("b", 2, 1)).chosen()).isEmpty();
        assertThat(choose(TWO).chosen()).isEmpty();
    }

    @Test
    void eachGroupKeepsItsOwn() {
        FactValue<String> x = FactValue.known("x");
        FactValue<String> y = FactValue.known("y");
        SelectionResult choice = choose(
                keepNewest(1).by("created").per("session_id"),
                record("x1", 1, x),
                record("x9", 9, x),
                record("y5", 5, y),
                record("y7", 7, y),
                record("x3", 3, x));

        assertThat(ids(choice)).containsExactly("x9", "y7", "x3");
    }

    @Test
    void equalTimesAreToldApartById() {
        assertThat(ids(choose(TWO, record("c", 1, 1), record("a", 1, 1), record("b", 1, 1))))
                .containsExactly("a");
    }

    @Test
    void filesGoByTheNewestOfTheirTimes() {
        FileTimes restored = FileTimes.modified(daysAgo(9)).with(FileTimes.Kind.STATUS_CHANGED, daysAgo(1));
        SelectionResult choice = choose(
                keepNewest(1),
                file("restored", restored, 1),
                file("old", FileTimes.modified(daysAgo(5)), 1),
                file("unread", new FileTimes(Map.of(), Set.of(FileTimes.Kind.CREATED)), 1),
                file("zero", FileTimes.modified(Instant.EPOCH), 1));

        assertThat(ids(choice)).containsExactly("old");
        assertThat(choice.shortfall()).contains("2 stay because their newest time is not known: unread, zero");
    }

    @Test
    void whatHasNoTimeStaysTakesNoPlaceAndIsMentioned() {
        SelectionResult choice = choose(
                keepNewest(1).by("created"), record("a", 1, 1), record("b", 2, 1), record("c", 3, 1), undated("u", 1));

        assertThat(ids(choice)).containsExactly("c", "b");
        assertThat(choice.shortfall()).contains("1 stays because its created is not known: u");
    }

    @Test
    void whatHasNoGroupStaysAndIsMentioned() {
        SelectionResult choice = choose(
                keepNewest(1).by("created").per("session_id"),
                record("a", 1, FactValue.absent()),
                record("b", 2, FactValue.absent()),
                record("c", 3, FactValue.unreadable("?")),
                record("d", 4, FactValue.absent()));

        assertThat(choice.chosen()).isEmpty();
        assertThat(choice.shortfall())
                .contains("4 stay because their attribute session_id is not known: a, b, c and 1 more");
    }

    @Test
    void keepingNoneIsRefused() {
        for (int count : new int[] {0, -3}) {
            assertThatThrownBy(() -> keepNewest(count))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll(
                            "count (" + count + ")", "at least 1", "everything", "Leave the selection");
        }
    }

    @Test
    void namingATimeOrGroupTwiceIsAConflict() {
        assertThatThrownBy(() -> TWO.by("completed"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("by (completed)", "already set to created", "Name it once");
        assertThatThrownBy(() -> TWO.per("a").per(Fact.STATUS))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("per (status)", "already set to attribute a");
    }

    @Test
    void selectionsAreValuesThatSayWhatTheyNeed() {
        assertThat(TWO.per("a"))
                .isEqualTo(keepNewest(2).per(Fact.attribute("a")).by("created"));
        assertThat(TWO.per("a").needs()).containsExactlyInAnyOrder(Fact.time("created"), Fact.attribute("a"));
        assertThat(keepNewest(2).needs()).containsExactly(Fact.FILE_TIMES);
        assertThat(TWO.per("a").description()).isEqualTo("not among the newest 2 by created of each attribute a");
        assertThat(keepNewest(2).description()).isEqualTo("not among the newest 2 by newest time");
    }

    private static SelectionResult choose(Selection selection, Candidate... candidates) {
        return selection.choose(List.of(candidates), StorageUsage.UNMEASURED);
    }
}
