package dev.cleanup.testkit.contract;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.cleanup.outcome.Failure;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.storage.FileContent;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.FileTimes;
import dev.cleanup.storage.ListingSink;
import dev.cleanup.storage.LookupSink;
import dev.cleanup.storage.OutcomeSink;
import dev.cleanup.storage.QuarantineNote;
import dev.cleanup.storage.QuarantinedFile;
import dev.cleanup.storage.StorageTarget;
import dev.cleanup.storage.StorageUnavailableException;
import dev.cleanup.storage.StoredFile;
import dev.cleanup.testkit.ContractRun;
import dev.cleanup.testkit.PassingStorage;
import dev.cleanup.testkit.fake.InMemoryStorage;
import dev.cleanup.testkit.fake.InMemoryStorageContractTest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Storages that lose data: each is broken in one place, is named after the harm, and fails the contract there. */
@Tag("fast")
class BrokenStoragesTest {

    private interface Breaking extends Function<InMemoryStorage, StorageTarget> {}

    static Stream<Arguments> broken() {
        return Stream.of(
                broken(
                        "identity is the size alone",
                        IdentityIsSize::new,
                        "givesAnotherFileOfTheSameSizeAnotherIdentity"),
                broken(
                        "identity is the size alone",
                        IdentityIsSize::new,
                        "keepsAnotherFileOfTheSameSizeThatTookTheName"),
                broken("identity is the size alone", IdentityIsSize::new, "quarantinesNoOtherFileOfTheSameSize"),
                broken("times are always old", seen(AT_EPOCH), "seesThatAFreshFileIsFresh"),
                broken("times are truncated to days", seen(BY_DAY), "seesThatAFreshFileIsFresh"),
                broken("sizes are cut to int", seen(INT_SIZE), "knowsTheSizeOfAFileBeyondTwoGigabytes"),
                broken("verify never fails", NeverFails::new, "failsWhereThePlaceIsNotThereAnyMore"),
                broken(
                        "an error is absence",
                        ErrorIsAbsence::new,
                        "saysThatAFileIsUnknownRatherThanAbsentWhereALookUpFails"),
                broken("look-up folds case", looking(FOLD), "findsNoFileByANameOfAnotherCaseOrUnicodeForm"),
                broken("look-up folds Unicode", looking(COMPOSE), "findsNoFileByANameOfAnotherCaseOrUnicodeForm"),
                broken("look-up ends after 1,000", CutLookUp::new, "answersEachKeyExactlyOnce"),
                broken("look-up mixes up its answers", MixedUp::new, "answersWithEachKeysOwnFile"),
                broken("a folder is a file", FolderIsFile::new, "offersNothingThatIsNoFile"),
                broken("two look-ups share a field", SharedField::new, "servesTwoThreadsAtOnce"),
                broken(
                        "a folder that took the name goes",
                        RemovesFolders::new,
                        "keepsWhatLiesInAFolderThatTookTheName"),
                broken("removal takes the prefix", RemovesPrefix::new, "removesNoFileOfASimilarName"),
                broken("removal is cut after 100", CutRemoval::new, "removesAllOfALargeBatch"),
                broken("removal forgets what is after 100", SilentRemoval::new, "removesAllOfALargeBatch"),
                broken("a lost answer is deleted", LostIsDeleted::new, "saysThatARemovalIsUnknownWhereItsAnswerIsLost"),
                broken("listing ends after 1,000", CutListing::new, "listsMoreThanAThousandFiles"),
                broken("listing folds case", listing(FOLD), "listsNamesThatDifferInCaseOrUnicodeForm"),
                broken("listing folds Unicode", listing(COMPOSE), "listsNamesThatDifferInCaseOrUnicodeForm"),
                broken("listing drops the unreadable", DropsUnreadable::new, "saysThatAFolderCannotBeListed"),
                broken("listing drops the unusable", DropsUnusable::new, "goesOnAfterANameThatIsNoKey"),
                broken("listing ends at a name that is no key", FailsAtNoKey::new, "goesOnAfterANameThatIsNoKey"),
                broken("a listing of nowhere is empty", EmptyNowhere::new, "failsRatherThanListAPlaceThatIsNotThere"),
                broken("listing hides what its sink throws", HidesThrown::new, "letsWhatASinkThrowsReachTheCaller"),
                broken("listing repeats itself", ListsTwice::new, "listsEachFileExactlyOnce"),
                broken("a second file of a name destroys the first", OnePerName::new, "keepsEachOfTwoFilesOfOneName"),
                broken("purge takes any file of that name", PurgesByName::new, "purgesNoOtherFileOfTheName"),
                broken("purge takes the live file, too", PurgesLive::new, "purgesNoOtherFileOfTheName"),
                broken("restore takes any file of that name", RestoresByName::new, "restoresNoOtherFileOfTheName"),
                broken("restore overwrites a newer file", RestoresOver::new, "neverPutsBackOverAnotherFile"),
                broken("quarantine is shown up to 100", CutAside::new, "quarantinesAndShowsAllOfALargeBatch"),
                broken("quarantine forgets owners", ForgetsOwners::new, "remembersEachFilesOwnNote"),
                broken(
                        "a lost answer is quarantined",
                        LostIsAside::new,
                        "saysThatAQuarantineIsUnknownWhereItsAnswerIsLost"),
                broken(
                        "copy shows any file of the name",
                        CopiesByName::new,
                        "showsNothingOfAnotherFileThatTookTheName"),
                broken("copy is cut", CutCopy::new, "showsAllThatIsInAFile"),
                broken("write replaces", WritesOver::new, "storesNothingOverAnotherFile"));
    }

    private static Arguments broken(String harm, Breaking breaking, String test) {
        return arguments(harm, breaking, test);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("broken")
    void isCaught(String harm, Breaking breaking, String test) {
        assertThat(StorageTargetContractTest.failures(breaking)).as(harm).contains(test);
    }

    private static final UnaryOperator<StoredFile> AT_EPOCH = file -> timed(file, at -> Instant.EPOCH);
    private static final UnaryOperator<StoredFile> BY_DAY =
            file -> timed(file, at -> at.minusSeconds(Math.floorMod(at.getEpochSecond(), 86_400)));
    private static final UnaryOperator<StoredFile> INT_SIZE =
            file -> new StoredFile(file.key(), (int) file.size() & Integer.MAX_VALUE, file.times(), file.identity());
    private static final UnaryOperator<String> FOLD = name -> name.toLowerCase(Locale.ROOT);
    private static final UnaryOperator<String> COMPOSE =
            name -> java.text.Normalizer.normalize(name, java.text.Normalizer.Form.NFC);

    private static StoredFile timed(StoredFile file, UnaryOperator<Instant> change) {
        Map<FileTimes.Kind, Instant> known = file.times().known().entrySet().stream()
                .collect(toMap(Map.Entry::getKey, time -> change.apply(time.getValue())));
        return new StoredFile(
                file.key(), file.size(), new FileTimes(known, file.times().unread()), file.identity());
    }

    private static Breaking seen(UnaryOperator<StoredFile> change) {
        return good -> new PassingStorage(good) {
            @Override
            public void lookUp(Collection<FileKey> keys, LookupSink sink) {
                good.lookUp(keys, new Answering(sink) {
                    @Override
                    public void found(StoredFile file) {
                        sink.found(change.apply(file));
                    }
                });
            }
        };
    }

    /** Finds a file under each name that folds to the same. */
    private static Breaking looking(UnaryOperator<String> fold) {
        return good -> new PassingStorage(good) {
            @Override
            public void lookUp(Collection<FileKey> keys, LookupSink sink) {
                keys.forEach(key -> good.lookUp(List.of(stored(key)), new Answering(sink) {
                    @Override
                    public void found(StoredFile file) {
                        sink.found(new StoredFile(key, file.size(), file.times(), file.identity()));
                    }

                    @Override
                    public void absent(FileKey other) {
                        sink.absent(key);
                    }
                }));
            }

            private FileKey stored(FileKey key) {
                return good.keys().stream()
                        .filter(name -> fold.apply(name).equals(fold.apply(key.path())))
                        .findFirst()
                        .map(FileKey::of)
                        .orElse(key);
            }
        };
    }

    private static Breaking listing(UnaryOperator<String> fold) {
        return good -> new PassingStorage(good) {
            @Override
            public void list(ListingSink sink) {
                Set<String> listed = new HashSet<>();
                ListingResult all = ListingResult.anyhow(good);
                all.keys().stream()
                        .filter(key -> listed.add(fold.apply(key.path())))
                        .forEach(sink::key);
            }
        };
    }

    /** Passes the answers on. */
    private static class Answering implements LookupSink {
        private final LookupSink sink;

        Answering(LookupSink sink) {
            this.sink = sink;
        }

        @Override
        public void found(StoredFile file) {
            sink.found(file);
        }

        @Override
        public void absent(FileKey key) {
            sink.absent(key);
        }

        @Override
        public void unusable(FileKey key, String why) {
            sink.unusable(key, why);
        }

        @Override
        public void unknown(FileKey key, Failure failure) {
            sink.unknown(key, failure);
        }
    }

    /** Passes the names on. */
    private static class Naming implements ListingSink {
        private final ListingSink sink;

        Naming(ListingSink sink) {
            this.sink = sink;
        }

        @Override
        public void key(FileKey key) {
            sink.key(key);
        }

        @Override
        public void unusable(String shown, String why) {
            sink.unusable(shown, why);
        }

        @Override
        public void unreadable(String shown, Failure failure) {
            sink.unreadable(shown, failure);
        }
    }

    private static final class IdentityIsSize extends PassingStorage {
        IdentityIsSize(InMemoryStorage good) {
            super(good);
        }

        private static StoredFile weak(StoredFile file) {
            return new StoredFile(file.key(), file.size(), file.times(), String.valueOf(file.size()));
        }

        @Override
        public void lookUp(Collection<FileKey> keys, LookupSink sink) {
            good.lookUp(keys, new Answering(sink) {
                @Override
                public void found(StoredFile file) {
                    sink.found(weak(file));
                }
            });
        }

        private StoredFile now(StoredFile seen) {
            StoredFile now = LookupResult.in(good, List.of(seen.key())).found().get(seen.key());
            return now != null && weak(now).identity().equals(seen.identity()) ? now : seen;
        }

        @Override
        public void remove(List<StoredFile> batch, OutcomeSink<StoredFile> sink) {
            batch.forEach(seen -> good.remove(List.of(now(seen)), (file, outcome) -> sink.outcome(seen, outcome)));
        }

        @Override
        public void quarantine(Map<StoredFile, QuarantineNote> batch, OutcomeSink<StoredFile> sink) {
            batch.forEach((seen, note) ->
                    good.quarantine(Map.of(now(seen), note), (file, outcome) -> sink.outcome(seen, outcome)));
        }
    }

    private static final class NeverFails extends PassingStorage {
        NeverFails(InMemoryStorage good) {
            super(good);
        }

        @Override
        public void verify() {}
    }

    private static final class ErrorIsAbsence extends PassingStorage {
        ErrorIsAbsence(InMemoryStorage good) {
            super(good);
        }

        @Override
        public void lookUp(Collection<FileKey> keys, LookupSink sink) {
            good.lookUp(keys, new Answering(sink) {
                @Override
                public void unknown(FileKey key, Failure failure) {
                    sink.absent(key);
                }
            });
        }
    }

    private static final class CutLookUp extends PassingStorage {
        CutLookUp(InMemoryStorage good) {
            super(good);
        }

        @Override
        public void lookUp(Collection<FileKey> keys, LookupSink sink) {
            good.lookUp(keys.stream().limit(1_000).toList(), sink);
        }
    }

    private static final class MixedUp extends PassingStorage {
        MixedUp(InMemoryStorage good) {
            super(good);
        }

        /** As a storage does that answers in its own order, and is believed to answer in that of the keys. */
        @Override
        public void lookUp(Collection<FileKey> keys, LookupSink sink) {
            LookupResult answers = LookupResult.in(good, keys.stream().sorted().toList());
            List<FileKey> asked = List.copyOf(keys);
            List<StoredFile> found = answers.files();
            for (int i = 0; i < found.size(); i++) {
                StoredFile file = found.get(i);
                sink.found(new StoredFile(asked.get(i), file.size(), file.times(), file.identity()));
            }
            asked.subList(found.size(), asked.size()).forEach(sink::absent);
        }
    }

    private static final class FolderIsFile extends PassingStorage {
        FolderIsFile(InMemoryStorage good) {
            super(good);
        }

        @Override
        public void lookUp(Collection<FileKey> keys, LookupSink sink) {
            good.lookUp(keys, new Answering(sink) {
                @Override
                public void absent(FileKey key) {
                    good.keys().stream()
                            .filter(name -> FileKey.of(name).isWithin(key.path()))
                            .findFirst()
                            .ifPresentOrElse(
                                    name -> sink.found(new StoredFile(
                                            key,
                                            4096,
                                            good.file(name).times(),
                                            good.file(name).identity())),
                                    () -> sink.absent(key));
                }
            });
        }
    }

    /** Holds what is asked for in a field; the second thread comes in between. */
    private static final class SharedField extends PassingStorage {
        private final Thread maker = Thread.currentThread();
        private final java.util.concurrent.CyclicBarrier between = new java.util.concurrent.CyclicBarrier(2);
        private volatile Collection<FileKey> asked = List.of();

        SharedField(InMemoryStorage good) {
            super(good);
        }

        @Override
        public void lookUp(Collection<FileKey> keys, LookupSink sink) {
            asked = keys;
            if (Thread.currentThread() != maker) {
                meet();
            }
            good.lookUp(asked, sink);
        }

        private void meet() {
            try {
                between.await(5, java.util.concurrent.TimeUnit.SECONDS);
            } catch (Exception alone) {
                throw new IllegalStateException(alone);
            }
        }
    }

    private static final class RemovesFolders extends PassingStorage {
        RemovesFolders(InMemoryStorage good) {
            super(good);
        }

        @Override
        public void remove(List<StoredFile> batch, OutcomeSink<StoredFile> sink) {
            for (StoredFile file : batch) {
                List<String> within = good.keys().stream()
                        .filter(name -> FileKey.of(name).isWithin(file.key().path()))
                        .toList();
                within.forEach(good::delete);
                good.remove(List.of(file), sink);
            }
        }
    }

    private static final class RemovesPrefix extends PassingStorage {
        RemovesPrefix(InMemoryStorage good) {
            super(good);
        }

        @Override
        public void remove(List<StoredFile> batch, OutcomeSink<StoredFile> sink) {
            good.remove(batch, sink);
            batch.forEach(file -> good.keys().stream()
                    .filter(name -> name.startsWith(file.key().path()))
                    .forEach(good::delete));
        }
    }

    private static final class CutRemoval extends PassingStorage {
        CutRemoval(InMemoryStorage good) {
            super(good);
        }

        @Override
        public void remove(List<StoredFile> batch, OutcomeSink<StoredFile> sink) {
            int most = Math.min(100, batch.size());
            good.remove(batch.subList(0, most), sink);
            batch.subList(most, batch.size()).forEach(file -> sink.outcome(file, new Outcome.Deleted()));
        }
    }

    private static final class SilentRemoval extends PassingStorage {
        SilentRemoval(InMemoryStorage good) {
            super(good);
        }

        @Override
        public void remove(List<StoredFile> batch, OutcomeSink<StoredFile> sink) {
            good.remove(batch.subList(0, Math.min(100, batch.size())), sink);
        }
    }

    private static <T> OutcomeSink<T> believing(OutcomeSink<T> sink, Outcome believed) {
        return (file, outcome) -> sink.outcome(file, outcome instanceof Outcome.Unknown ? believed : outcome);
    }

    private static final class LostIsDeleted extends PassingStorage {
        LostIsDeleted(InMemoryStorage good) {
            super(good);
        }

        @Override
        public void remove(List<StoredFile> batch, OutcomeSink<StoredFile> sink) {
            good.remove(batch, believing(sink, new Outcome.Deleted()));
        }
    }

    private static final class LostIsAside extends PassingStorage {
        LostIsAside(InMemoryStorage good) {
            super(good);
        }

        @Override
        public void quarantine(Map<StoredFile, QuarantineNote> batch, OutcomeSink<StoredFile> sink) {
            good.quarantine(batch, believing(sink, new Outcome.Quarantined("1")));
        }
    }

    private static final class CutListing extends PassingStorage {
        CutListing(InMemoryStorage good) {
            super(good);
        }

        @Override
        public void list(ListingSink sink) {
            ListingResult.anyhow(good).keys().stream().limit(1_000).forEach(sink::key);
        }
    }

    private static final class DropsUnreadable extends PassingStorage {
        DropsUnreadable(InMemoryStorage good) {
            super(good);
        }

        @Override
        public void list(ListingSink sink) {
            good.list(new Naming(sink) {
                @Override
                public void unreadable(String shown, Failure failure) {}
            });
        }
    }

    private static final class DropsUnusable extends PassingStorage {
        DropsUnusable(InMemoryStorage good) {
            super(good);
        }

        @Override
        public void list(ListingSink sink) {
            good.list(new Naming(sink) {
                @Override
                public void unusable(String shown, String why) {}
            });
        }
    }

    private static final class FailsAtNoKey extends PassingStorage {
        FailsAtNoKey(InMemoryStorage good) {
            super(good);
        }

        @Override
        public void list(ListingSink sink) {
            good.list(new Naming(sink) {
                @Override
                public void unusable(String shown, String why) {
                    sink.key(FileKey.of(shown));
                }
            });
        }
    }

    private static final class EmptyNowhere extends PassingStorage {
        EmptyNowhere(InMemoryStorage good) {
            super(good);
        }

        @Override
        public void list(ListingSink sink) {
            try {
                good.list(sink);
            } catch (StorageUnavailableException hidden) {
                return;
            }
        }
    }

    private static final class HidesThrown extends PassingStorage {
        HidesThrown(InMemoryStorage good) {
            super(good);
        }

        @Override
        public void list(ListingSink sink) {
            try {
                good.list(sink);
            } catch (IllegalStateException hidden) {
                return;
            }
        }
    }

    private static final class ListsTwice extends PassingStorage {
        ListsTwice(InMemoryStorage good) {
            super(good);
        }

        @Override
        public void list(ListingSink sink) {
            good.list(sink);
            good.list(sink);
        }
    }

    private static final class OnePerName extends PassingStorage {
        OnePerName(InMemoryStorage good) {
            super(good);
        }

        @Override
        public void quarantine(Map<StoredFile, QuarantineNote> batch, OutcomeSink<StoredFile> sink) {
            Set<FileKey> names = new HashSet<>();
            batch.keySet().forEach(file -> names.add(file.key()));
            List<QuarantinedFile> replaced =
                    lying(good, file -> names.contains(file.file().key()));
            good.quarantine(batch, sink);
            good.purge(replaced, (file, outcome) -> {});
        }
    }

    private static List<QuarantinedFile> lying(
            InMemoryStorage storage, java.util.function.Predicate<QuarantinedFile> which) {
        List<QuarantinedFile> lying = new ArrayList<>();
        storage.quarantined(lying::add);
        return lying.stream().filter(which).toList();
    }

    /** The first that lies aside under the name of a file. */
    private static QuarantinedFile anyOf(InMemoryStorage storage, QuarantinedFile file) {
        return lying(storage, other -> other.file().key().equals(file.file().key())).stream()
                .findFirst()
                .orElse(file);
    }

    private static final class PurgesByName extends PassingStorage {
        PurgesByName(InMemoryStorage good) {
            super(good);
        }

        @Override
        public void purge(List<QuarantinedFile> batch, OutcomeSink<QuarantinedFile> sink) {
            batch.forEach(
                    file -> good.purge(List.of(anyOf(good, file)), (other, outcome) -> sink.outcome(file, outcome)));
        }
    }

    private static final class PurgesLive extends PassingStorage {
        PurgesLive(InMemoryStorage good) {
            super(good);
        }

        @Override
        public void purge(List<QuarantinedFile> batch, OutcomeSink<QuarantinedFile> sink) {
            good.purge(batch, sink);
            batch.stream()
                    .map(file -> file.file().key().path())
                    .filter(good::contains)
                    .forEach(good::delete);
        }
    }

    private static final class RestoresByName extends PassingStorage {
        RestoresByName(InMemoryStorage good) {
            super(good);
        }

        @Override
        public void restore(List<QuarantinedFile> batch, OutcomeSink<QuarantinedFile> sink) {
            batch.forEach(
                    file -> good.restore(List.of(anyOf(good, file)), (other, outcome) -> sink.outcome(file, outcome)));
        }
    }

    private static final class RestoresOver extends PassingStorage {
        RestoresOver(InMemoryStorage good) {
            super(good);
        }

        @Override
        public void restore(List<QuarantinedFile> batch, OutcomeSink<QuarantinedFile> sink) {
            batch.stream()
                    .map(file -> file.file().key().path())
                    .filter(good::contains)
                    .forEach(good::delete);
            good.restore(batch, sink);
        }
    }

    private static final class CutAside extends PassingStorage {
        CutAside(InMemoryStorage good) {
            super(good);
        }

        @Override
        public void quarantined(Consumer<QuarantinedFile> sink) {
            lying(good, file -> true).stream().limit(100).forEach(sink);
        }
    }

    private static final class ForgetsOwners extends PassingStorage {
        ForgetsOwners(InMemoryStorage good) {
            super(good);
        }

        @Override
        public void quarantine(Map<StoredFile, QuarantineNote> batch, OutcomeSink<StoredFile> sink) {
            Map<StoredFile, QuarantineNote> poorer = new LinkedHashMap<>();
            batch.forEach((file, note) -> poorer.put(
                    file,
                    new QuarantineNote(note.cleanup(), note.run(), note.task(), note.at(), note.due(), Set.of())));
            good.quarantine(poorer, sink);
        }
    }

    private static final class CopiesByName extends PassingStorage {
        CopiesByName(InMemoryStorage good) {
            super(good);
        }

        @Override
        public void copy(StoredFile file, OutputStream to) throws IOException {
            StoredFile now = LookupResult.in(good, List.of(file.key())).found().get(file.key());
            good.copy(now == null ? file : now, to);
        }
    }

    private static final class CutCopy extends PassingStorage {
        CutCopy(InMemoryStorage good) {
            super(good);
        }

        @Override
        public void copy(StoredFile file, OutputStream to) throws IOException {
            java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
            good.copy(file, all);
            to.write(all.toByteArray(), 0, Math.min(all.size(), 65_536));
        }
    }

    private static final class WritesOver extends PassingStorage {
        WritesOver(InMemoryStorage good) {
            super(good);
        }

        @Override
        public StoredFile write(FileKey key, FileContent content) throws IOException {
            try {
                return good.write(key, content);
            } catch (FileAlreadyExistsException taken) {
                good.delete(key.path());
                return good.write(key, content);
            }
        }
    }

    @Test
    void theContractIsNotSkippedForTheGoodStorage() {
        assertThat(StorageTargetContractTest.failures(PassingStorage::new)).isEmpty();
        assertThat(ContractRun.skippedOf(InMemoryStorageContractTest.class)).isEmpty();
    }
}
