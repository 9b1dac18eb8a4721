package dev.cleanup.testkit.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleanup.outcome.Outcome;
import dev.cleanup.storage.DiskSpace;
import dev.cleanup.storage.FileTimes;
import dev.cleanup.storage.QuarantineNote;
import dev.cleanup.storage.QuarantinedFile;
import dev.cleanup.storage.StorageUnavailableException;
import dev.cleanup.storage.StoredFile;
import dev.cleanup.testkit.Answers;
import dev.cleanup.testkit.ManualClock;
import dev.cleanup.testkit.fake.StorageCall.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class InMemoryStorageTest {

    private static final QuarantineNote NOTE =
            new QuarantineNote("media", "run-1", "orphans", Instant.EPOCH, Instant.EPOCH, Set.of());

    private final ManualClock clock = ManualClock.at("2026-01-09T00:00:00Z");
    private final InMemoryStorage storage = InMemoryStorage.named("uploads", clock);
    private final List<Outcome> outcomes = new ArrayList<>();

    @Test
    void isNamedByItsId() {
        assertThat(storage.id()).isEqualTo("memory:///uploads/");
        assertThat(InMemoryStorage.named("other")).hasToString("memory:///other/");
    }

    @Test
    void givesAllTimesByTheClock() {
        storage.put("a", 10);
        clock.step(Duration.ofDays(8));

        assertThat(storage.file("a").times().known())
                .hasSize(3)
                .containsEntry(FileTimes.Kind.CREATED, Instant.parse("2026-01-09T00:00:00Z"));
    }

    @Test
    void refusesTimesThatItDoesNotDeclare() {
        assertThatThrownBy(() -> storage.put("a", 10, FileTimes.modified(clock.instant())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("times ([MODIFIED]) of a must be of the kinds that the storage declares");
        storage.withTimes(FileTimes.Kind.MODIFIED).put("a", 10, FileTimes.modified(clock.instant()));
        assertThat(storage.times()).isEqualTo(Set.of(FileTimes.Kind.MODIFIED));
        assertThatThrownBy(storage::withTimes)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("times must be declared before the first file is put: [a]");
    }

    @Test
    void aReplacedFileKeepsItsContentAndIsAnother() {
        storage.put("a", "old");
        StoredFile old = storage.file("a");

        storage.replace("a");
        assertThat(storage.content("a")).isEqualTo("old");
        assertThat(storage.file("a").identity()).isNotEqualTo(old.identity());
        storage.replace("a", "longer");
        assertThat(storage.file("a").size()).isEqualTo(6);
    }

    @Test
    void refusesWhatTheHostCouldNotHaveDone() {
        storage.put("a", 1);

        assertThatThrownBy(() -> storage.put("a", 1)).hasMessageStartingWith("key (a) is taken");
        assertThatThrownBy(() -> storage.putUnusable("a", "a link")).hasMessageStartingWith("name (a) is taken");
        assertThatThrownBy(() -> storage.delete("b")).hasMessageStartingWith("key (b) is not stored");
        assertThatThrownBy(() -> storage.content("a")).hasMessageStartingWith("key (a) was put with a size only");
    }

    @Test
    void listsAndRecordsIt() {
        storage.put("a", 1).put("b/c", 1).putUnusable("link", "a symbolic link");

        assertThat(Answers.list(storage)).containsExactly("a", "b/c", "link unusable: a symbolic link");
        assertThat(storage.listings()).isEqualTo(1);
        assertThat(storage.calls()).containsExactly(new StorageCall(Operation.LIST, List.of()));
    }

    @Test
    void anUnreadableFolderIsReportedAndNothingInItIsKnown() {
        storage.put("a", 1).put("b/c", 1);
        storage.failFolder("b");

        assertThat(Answers.list(storage))
                .containsExactly("a", "b unreadable: the test lets the folder b be unreadable");
        assertThat(Answers.lookUp(storage, "b/c"))
                .containsExactly("b/c unknown: the test lets the folder b be unreadable");
        storage.clearFaults();
        assertThat(Answers.list(storage)).containsExactly("a", "b/c");
    }

    @Test
    void aListingFailsAfterSomeNames() {
        storage.put("a", 1).put("b", 1);
        storage.failListing(1);
        assertThatThrownBy(() -> Answers.list(storage))
                .isInstanceOf(StorageUnavailableException.class)
                .hasMessageContaining("could not be listed further than 1 names")
                .hasMessageContaining("heal()");
    }

    @Test
    void aListingFailsAtItsEndToo() {
        storage.put("a", 1);
        storage.failListing(1);

        assertThatThrownBy(() -> Answers.list(storage)).isInstanceOf(StorageUnavailableException.class);
    }

    @Test
    void answersEachKeyOfALookUp() {
        storage.put("a", 1).put("c", 1).putUnusable("link", "a symbolic link");
        storage.failLookUp("c");

        assertThat(Answers.lookUp(storage, "a", "b", "c", "link"))
                .containsExactly(
                        "a found", "b absent", "c unknown: the test lets c fail", "link unusable: a symbolic link");
        assertThat(storage.lookUps()).containsExactly("a", "b", "c", "link");
    }

    @Test
    void theWholePlaceCanBeOutOfReach() {
        storage.failVerify();
        storage.failLookUps();

        assertThatThrownBy(storage::verify).isInstanceOf(StorageUnavailableException.class);
        assertThatThrownBy(() -> Answers.lookUp(storage, "a")).isInstanceOf(StorageUnavailableException.class);
        assertThat(storage.verifications()).isEqualTo(1);
    }

    @Test
    void refusesAKeyTwiceInABatch() {
        storage.put("a", 1);
        StoredFile file = Answers.found(storage, "a").get(0);

        assertThatThrownBy(() -> Answers.lookUp(storage, "a", "a"))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("item (a) is in the batch twice");
        assertThatThrownBy(() -> remove(file, file)).isInstanceOf(AssertionError.class);
        assertThat(storage.contains("a")).isTrue();
    }

    @Test
    void refusesToRemoveWhatWasNeverLookedUp() {
        storage.put("a", 1);

        assertThatThrownBy(() -> remove(storage.file("a")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("was never looked up here");
        assertThat(storage.contains("a")).isTrue();
    }

    @Test
    void removesWhatIsStillTheSame() {
        storage.put("a", 1).put("b", 1).put("c", 1);
        List<StoredFile> files = Answers.found(storage, "a", "b", "c");
        storage.beforeRemoval(() -> storage.replace("b"));
        storage.beforeRemoval(() -> storage.delete("c"));

        assertThat(remove(files.toArray(StoredFile[]::new)))
                .hasSize(3)
                .contains(new Outcome.Deleted(), new Outcome.AlreadyGone())
                .anyMatch(Outcome.Kept.class::isInstance);
        assertThat(storage.keys()).containsExactly("b");
        assertThat(storage.removals()).containsExactly("a", "b", "c");
        assertThat(storage.mutations()).isEqualTo(1);
    }

    @Test
    void aNameTakenByALinkIsKept() {
        storage.put("a", 1);
        StoredFile file = Answers.found(storage, "a").get(0);
        storage.delete("a");
        storage.putUnusable("a", "a link");

        assertThat(remove(file)).singleElement().isInstanceOf(Outcome.Kept.class);
    }

    @Test
    void playsFaultsOfSingleRemovals() {
        storage.put("fails", 1).put("answer", 1).put("request", 1);
        storage.failRemoval("fails");
        storage.losesAnswerFor("answer");
        storage.losesRequestFor("request");
        List<StoredFile> files = Answers.found(storage, "fails", "answer", "request");

        assertThat(remove(files.toArray(StoredFile[]::new)))
                .hasExactlyElementsOfTypes(Outcome.Failed.class, Outcome.Unknown.class, Outcome.Unknown.class);
        assertThat(storage.keys()).containsExactly("fails", "request");
    }

    @Test
    void letsThingsHappenInBetweenOnce() {
        List<String> happened = new ArrayList<>();
        storage.beforeList(() -> storage.put("before", 1));
        storage.afterList(() -> happened.add("after"));
        storage.beforeLookUp(() -> storage.delete("before"));

        assertThat(Answers.list(storage)).containsExactly("before");
        assertThat(Answers.lookUp(storage, "before")).containsExactly("before absent");
        assertThat(Answers.list(storage)).isEmpty();
        assertThat(happened).containsExactly("after");
    }

    @Test
    void whatAnActionThrowsIsACrash() {
        storage.put("a", 1);
        StoredFile file = Answers.found(storage, "a").get(0);
        storage.afterRemoval(() -> {
            throw new IllegalStateException("crash");
        });

        assertThatThrownBy(() -> remove(file)).hasMessage("crash");
        assertThat(storage.keys()).isEmpty();
    }

    @Test
    void setsAsideAndPutsBack() {
        storage.put("a", "text");
        QuarantinedFile aside = setAside("a");

        assertThat(storage.keys()).isEmpty();
        assertThat(storage.keysAside()).containsExactly("a");
        storage.restore(List.of(aside), (file, outcome) -> outcomes.add(outcome));
        assertThat(outcomes).containsExactly(new Outcome.Restored());
        assertThat(storage.content("a")).isEqualTo("text");
        assertThat(storage.removals()).containsExactly("a");
    }

    @Test
    void neverPutsBackOverAnotherFile() {
        storage.put("a", 1);
        QuarantinedFile aside = setAside("a");
        storage.put("a", 2);

        storage.restore(List.of(aside), (file, outcome) -> outcomes.add(outcome));
        storage.purge(List.of(aside), (file, outcome) -> outcomes.add(outcome));
        storage.purge(List.of(aside), (file, outcome) -> outcomes.add(outcome));
        assertThat(outcomes)
                .hasExactlyElementsOfTypes(Outcome.Kept.class, Outcome.Deleted.class, Outcome.AlreadyGone.class);
        assertThat(storage.file("a").size()).isEqualTo(2);
    }

    @Test
    void refusesWhatNeverLayAside() {
        storage.put("a", 1);
        QuarantinedFile madeUp = new QuarantinedFile("aside-1", storage.file("a"), NOTE);

        assertThatThrownBy(() -> storage.purge(List.of(madeUp), (file, outcome) -> {}))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("never lay aside here");
    }

    private List<Outcome> remove(StoredFile... files) {
        storage.remove(List.of(files), (file, outcome) -> outcomes.add(outcome));
        return outcomes;
    }

    private QuarantinedFile setAside(String key) {
        List<QuarantinedFile> aside = new ArrayList<>();
        storage.quarantine(Map.of(Answers.found(storage, key).get(0), NOTE), (file, outcome) -> {});
        storage.quarantined(aside::add);
        return aside.get(0);
    }

    @Test
    void isMeasuredAsTheTestSays() {
        assertThatThrownBy(storage::space)
                .isInstanceOf(StorageUnavailableException.class)
                .hasMessageContaining("storage (memory:///uploads/) cannot be measured");

        assertThat(storage.withSpace(100, 30).space()).isEqualTo(new DiskSpace(100, 30));
        assertThatThrownBy(() -> storage.withSpace(100, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(storage.mutations()).isZero();
    }
}
