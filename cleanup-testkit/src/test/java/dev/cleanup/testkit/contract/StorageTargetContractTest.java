package dev.cleanup.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.outcome.Outcome;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.FileTimes;
import dev.cleanup.storage.ListingSink;
import dev.cleanup.storage.LookupSink;
import dev.cleanup.storage.OutcomeSink;
import dev.cleanup.storage.QuarantineNote;
import dev.cleanup.storage.QuarantinedFile;
import dev.cleanup.storage.StorageTarget;
import dev.cleanup.storage.StoredFile;
import dev.cleanup.testkit.ContractRun;
import dev.cleanup.testkit.PassingStorage;
import dev.cleanup.testkit.fake.InMemoryStorage;
import dev.cleanup.testkit.fake.InMemoryStorageContractTest;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each storage here is broken in one place, and the contract says where. */
@Tag("fast")
class StorageTargetContractTest {

    @Test
    void passesAGoodStorage() {
        assertThat(failures(PassingStorage::new)).isEmpty();
    }

    @Test
    void catchesAStorageThatComparesNothing() {
        assertThat(failures(good -> new PassingStorage(good) {
                    @Override
                    public void remove(List<StoredFile> batch, OutcomeSink<StoredFile> sink) {
                        batch.stream()
                                .filter(file -> good.contains(file.key().path()))
                                .forEach(file -> good.delete(file.key().path()));
                        batch.forEach(file -> sink.outcome(file, new Outcome.Deleted()));
                    }
                }))
                .contains(
                        "keepsAnotherFileThatTookTheName",
                        "goesOnAfterAFileThatChanged",
                        "goesOnAfterAFileThatCannotBeRemoved",
                        "saysThatAFileWasGoneAlready");
    }

    @Test
    void catchesAStorageThatOnlySaysItDeletes() {
        assertThat(failures(good -> new PassingStorage(good) {
                    @Override
                    public void remove(List<StoredFile> batch, OutcomeSink<StoredFile> sink) {
                        batch.forEach(file -> sink.outcome(file, new Outcome.Deleted()));
                    }
                }))
                .contains("removesWhatWasSeen", "storesAwkwardNames");
    }

    @Test
    void catchesAStorageThatEndsItsBatchAtAFault() {
        assertThat(failures(good -> new PassingStorage(good) {
                    @Override
                    public void remove(List<StoredFile> batch, OutcomeSink<StoredFile> sink) {
                        for (StoredFile file : batch) {
                            Outcome outcome = BatchOutcomes.of(List.of(file), good::remove)
                                    .get(0);
                            sink.outcome(file, outcome);
                            if (!(outcome instanceof Outcome.Deleted)) {
                                return;
                            }
                        }
                    }
                }))
                .containsExactlyInAnyOrder("goesOnAfterAFileThatChanged", "goesOnAfterAFileThatCannotBeRemoved");
    }

    @Test
    void catchesAStorageThatAnswersTwice() {
        assertThat(failures(good -> new PassingStorage(good) {
                    @Override
                    public void lookUp(Collection<FileKey> keys, LookupSink sink) {
                        good.lookUp(keys, sink);
                        good.lookUp(keys, sink);
                    }
                }))
                .contains("answersEachKeyExactlyOnce");
    }

    @Test
    void catchesAStorageWithLessTimesThanItDeclares() {
        assertThat(failures(good -> new PassingStorage(good) {
                    @Override
                    public Set<FileTimes.Kind> times() {
                        Set<FileTimes.Kind> more = new HashSet<>(good.times());
                        more.add(FileTimes.Kind.ACCESSED);
                        return more;
                    }
                }))
                .containsExactly("deliversEachKindOfTimeKnownOrUnread");
    }

    @Test
    void catchesAListingThatRepeatsItself() {
        assertThat(failures(good -> new PassingStorage(good) {
                    @Override
                    public void list(ListingSink sink) {
                        good.list(sink);
                        good.list(sink);
                    }
                }))
                .contains("listsEachFileExactlyOnce");
    }

    @Test
    void catchesAListingThatHidesWhatItsSinkThrows() {
        assertThat(failures(good -> new PassingStorage(good) {
                    @Override
                    public void list(ListingSink sink) {
                        try {
                            good.list(sink);
                        } catch (IllegalStateException hidden) {
                            return;
                        }
                    }
                }))
                .containsExactly("letsWhatASinkThrowsReachTheCaller");
    }

    @Test
    void catchesAStorageThatDeletesInsteadOfSettingAside() {
        assertThat(failures(good -> new PassingStorage(good) {
                    @Override
                    public void quarantine(Map<StoredFile, QuarantineNote> batch, OutcomeSink<StoredFile> sink) {
                        good.remove(
                                List.copyOf(batch.keySet()),
                                (file, outcome) -> sink.outcome(
                                        file,
                                        outcome instanceof Outcome.Deleted ? new Outcome.Quarantined("1") : outcome));
                    }
                }))
                .contains("setsAsideSoThatNobodyFindsIt", "putsBackTheSameFile");
    }

    @Test
    void catchesAStorageThatPutsBackOverAnotherFile() {
        assertThat(failures(good -> new PassingStorage(good) {
                    @Override
                    public void restore(List<QuarantinedFile> batch, OutcomeSink<QuarantinedFile> sink) {
                        batch.stream()
                                .map(file -> file.file().key().path())
                                .filter(good::contains)
                                .forEach(good::delete);
                        good.restore(batch, sink);
                    }
                }))
                .containsExactly("neverPutsBackOverAnotherFile");
    }

    static Set<String> failures(Function<InMemoryStorage, StorageTarget> breaking) {
        Broken.breaking = breaking;
        return ContractRun.failuresOf(Broken.class);
    }

    static final class Broken extends InMemoryStorageContractTest {
        private static Function<InMemoryStorage, StorageTarget> breaking = PassingStorage::new;

        private final StorageTarget broken = breaking.apply((InMemoryStorage) super.storage());

        @Override
        protected StorageTarget storage() {
            return broken;
        }
    }
}
