package dev.cleanup.testkit.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleanup.reference.Owner;
import dev.cleanup.reference.ReferenceSink;
import dev.cleanup.reference.ReferencesUnavailableException;
import dev.cleanup.storage.FileKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class InMemoryReferencesTest {

    private final InMemoryReferences references = InMemoryReferences.named("db");
    private final List<String> delivered = new ArrayList<>();

    @Test
    void deliversEachKindOfRowInItsOrder() {
        Owner owner = new Owner("sessions", "42");
        references.add("a.mp3").add("b.mp3", owner).addDerived("b_processed.mp3", owner);
        references.addBlank().addUnmappable("/etc/passwd", "it is absolute").addIgnored("demo");

        assertThat(read())
                .containsExactly(
                        "a.mp3 by db#1",
                        "b.mp3 by sessions#42",
                        "b_processed.mp3 derived by sessions#42",
                        "none by db#2",
                        "/etc/passwd unmappable: it is absolute",
                        "demo ignored");
    }

    @Test
    void aReadDoesNotSeeWhatIsAddedMeanwhile() {
        references.add("a").add("b");
        references.afterRow(1, 1, () -> references.add("late"));

        assertThat(read()).noneMatch(row -> row.startsWith("late"));
        assertThat(read()).anyMatch(row -> row.startsWith("late"));
    }

    @Test
    void letsTheHostActBeforeTheSecondRead() {
        references.add("a");
        references.beforeRead(2, () -> references.remove("a"));

        assertThat(read()).hasSize(1);
        assertThat(read()).isEmpty();
        assertThat(references.reads()).isEqualTo(2);
    }

    @Test
    void failsAtARowAfterDeliveringTheOnesBefore() {
        references.add("a").add("b");
        references.failAtRow(2);

        assertThatThrownBy(this::read)
                .isInstanceOf(ReferencesUnavailableException.class)
                .hasMessageContaining("references (db) failed in read 1")
                .hasMessageContaining("heal()");
        assertThat(delivered).containsExactly("a by db#1");
        references.heal();
        assertThat(read()).hasSize(2);
    }

    @Test
    void failsAtItsEndWhereThereAreFewerRows() {
        references.add("a");
        references.failRead(1, 9);

        assertThatThrownBy(this::read).isInstanceOf(ReferencesUnavailableException.class);
        assertThat(delivered).hasSize(1);
    }

    @Test
    void failsInOneReadOnly() {
        references.add("a");
        references.failRead(2, 1);

        assertThat(read()).hasSize(1);
        assertThatThrownBy(this::read).isInstanceOf(ReferencesUnavailableException.class);
        assertThat(read()).hasSize(1);
    }

    @Test
    void refusesToRemoveWhatNothingNames() {
        assertThatThrownBy(() -> references.remove("x"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("key (x) is named by no row of db: nothing to remove");
        assertThatThrownBy(() -> references.failAtRow(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("row (0) must be positive: they are counted from one");
    }

    private List<String> read() {
        delivered.clear();
        references.read(new Words());
        return List.copyOf(delivered);
    }

    private final class Words implements ReferenceSink {
        @Override
        public void reference(FileKey key, Owner owner) {
            delivered.add(key + " by " + owner);
        }

        @Override
        public void derived(FileKey key, Owner owner) {
            delivered.add(key + " derived by " + owner);
        }

        @Override
        public void none(Owner owner) {
            delivered.add("none by " + owner);
        }

        @Override
        public void unmappable(String value, Owner owner, String why) {
            delivered.add(value + " unmappable: " + why);
        }

        @Override
        public void ignored(String value, Owner owner) {
            delivered.add(value + " ignored");
        }
    }
}
