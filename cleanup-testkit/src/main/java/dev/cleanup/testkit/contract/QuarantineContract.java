package dev.cleanup.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cleanup.outcome.Outcome;
import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.ListableStorage;
import dev.cleanup.storage.QuarantineNote;
import dev.cleanup.storage.QuarantineStorage;
import dev.cleanup.storage.QuarantinedFile;
import dev.cleanup.storage.StoredFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The quarantine, where the storage has one. */
abstract class QuarantineContract extends ListingContract {

    private static final QuarantineNote NOTE = new QuarantineNote(
            "media",
            "run-1",
            "contract",
            Instant.parse("2026-01-09T00:00:00Z"),
            Instant.parse("2026-01-16T00:00:00.123456789Z"),
            Set.of("sessions#42", "with space, \"quotes\"\nand a line"));

    @Test
    final void setsAsideSoThatNobodyFindsIt() throws Exception {
        put("a.txt", "a");

        List<QuarantinedFile> aside = setAside("a.txt");

        assertThat(exists("a.txt")).isFalse();
        assertThat(lookUp("a.txt").absent()).containsExactly(FileKey.of("a.txt"));
        assertThat(aside).singleElement().satisfies(file -> {
            assertThat(file.file().key()).isEqualTo(FileKey.of("a.txt"));
            assertThat(file.note()).isEqualTo(NOTE);
        });
        if (storage() instanceof ListableStorage listable) {
            assertThat(ListingResult.in(listable)).isEmpty();
        }
    }

    @Test
    final void remembersEachFilesOwnNote() throws Exception {
        put("a.txt", "a");
        put("folder/b.txt", "b");
        QuarantineStorage storage = asideStorage();
        Map<StoredFile, QuarantineNote> batch = new LinkedHashMap<>();
        for (StoredFile file : lookUp("a.txt", "folder/b.txt").files()) {
            Set<String> owner = Set.of("owner of " + file.key());
            batch.put(file, new QuarantineNote("media", "run-1", "contract", NOTE.at(), NOTE.due(), owner));
        }

        BatchOutcomes.of(List.copyOf(batch.keySet()), (files, sink) -> storage.quarantine(batch, sink));

        assertThat(allAside(storage))
                .extracting(
                        file -> file.file().key().path(), file -> file.note().retired())
                .containsExactlyInAnyOrder(
                        tuple("a.txt", Set.of("owner of a.txt")),
                        tuple("folder/b.txt", Set.of("owner of folder/b.txt")));
    }

    @Test
    final void setsAsideOnlyWhatWasSeen() throws Exception {
        put("a.txt", "a");
        QuarantineStorage storage = asideStorage();
        List<StoredFile> seen = lookUp("a.txt").files();
        replace(FileKey.of("a.txt"), bytes("another"));

        List<Outcome> outcomes = BatchOutcomes.of(seen, (batch, sink) -> storage.quarantine(noted(batch), sink));

        assertThat(outcomes).hasOnlyElementsOfType(Outcome.Kept.class).hasSize(1);
        assertThat(exists("a.txt")).isTrue();
        assertThat(allAside(storage)).isEmpty();
    }

    @Test
    final void putsBackTheSameFile() throws Exception {
        put("a.txt", "four");
        List<QuarantinedFile> aside = setAside("a.txt");

        List<Outcome> outcomes = BatchOutcomes.of(aside, asideStorage()::restore);

        assertThat(outcomes).containsExactly(new Outcome.Restored());
        assertThat(lookUp("a.txt").file("a.txt").size()).isEqualTo(4);
        assertThat(allAside(asideStorage())).isEmpty();
    }

    @Test
    final void neverPutsBackOverAnotherFile() throws Exception {
        put("a.txt", "a");
        List<QuarantinedFile> aside = setAside("a.txt");
        put("a.txt", "another");

        List<Outcome> outcomes = BatchOutcomes.of(aside, asideStorage()::restore);

        assertThat(outcomes).hasOnlyElementsOfType(Outcome.Kept.class).hasSize(1);
        assertThat(lookUp("a.txt").file("a.txt").size()).isEqualTo(7);
        assertThat(allAside(asideStorage()))
                .extracting(QuarantinedFile::id)
                .containsExactly(aside.get(0).id());
    }

    @Test
    final void purgesForGood() throws Exception {
        put("a.txt", "a");
        List<QuarantinedFile> aside = setAside("a.txt");

        assertThat(BatchOutcomes.of(aside, asideStorage()::purge)).containsExactly(new Outcome.Deleted());
        assertThat(BatchOutcomes.of(aside, asideStorage()::purge)).containsExactly(new Outcome.AlreadyGone());

        assertThat(allAside(asideStorage())).isEmpty();
        assertThat(exists("a.txt")).isFalse();
    }

    @Test
    final void keepsEachOfTwoFilesOfOneName() throws Exception {
        QuarantineStorage storage = asideStorage();
        QuarantinedFile first = setAside("a.txt", "first", storage);
        QuarantinedFile second = setAside("a.txt", "the second", storage);

        assertThat(allAside(storage)).containsExactlyInAnyOrder(first, second);
        assertThat(BatchOutcomes.of(List.of(first), storage::restore)).containsExactly(new Outcome.Restored());
        assertThat(lookUp("a.txt").file("a.txt").size()).isEqualTo(5);
        assertThat(allAside(storage)).containsExactly(second);
    }

    @Test
    final void purgesNoOtherFileOfTheName() throws Exception {
        QuarantineStorage storage = asideStorage();
        QuarantinedFile first = setAside("a.txt", "first", storage);
        QuarantinedFile second = setAside("a.txt", "the second", storage);
        put("a.txt", "in use");

        assertThat(BatchOutcomes.of(List.of(second), storage::purge)).containsExactly(new Outcome.Deleted());

        assertThat(allAside(storage)).containsExactly(first);
        assertThat(exists("a.txt")).isTrue();
    }

    @Test
    final void restoresNoOtherFileOfTheName() throws Exception {
        QuarantineStorage storage = asideStorage();
        QuarantinedFile first = setAside("a.txt", "first", storage);
        QuarantinedFile second = setAside("a.txt", "the second", storage);

        assertThat(BatchOutcomes.of(List.of(second), storage::restore)).containsExactly(new Outcome.Restored());

        assertThat(lookUp("a.txt").file("a.txt").size()).isEqualTo(10);
        assertThat(allAside(storage)).containsExactly(first);
    }

    @Test
    final void quarantinesNoOtherFileOfTheSameSize() throws Exception {
        QuarantineStorage storage = asideStorage();
        put("a.txt", "first");
        List<StoredFile> seen = lookUp("a.txt").files();
        replace(FileKey.of("a.txt"), bytes("other"));

        assertThat(BatchOutcomes.of(seen, (batch, sink) -> storage.quarantine(noted(batch), sink)))
                .hasOnlyElementsOfType(Outcome.Kept.class)
                .hasSize(1);
        assertThat(exists("a.txt")).isTrue();
        assertThat(allAside(storage)).isEmpty();
    }

    @Test
    final void quarantinesAndShowsAllOfALargeBatch() throws Exception {
        QuarantineStorage storage = asideStorage();
        List<FileKey> keys = keys("file-", 150);
        for (FileKey key : keys) {
            put(key, bytes("a"));
        }

        assertThat(BatchOutcomes.of(lookUp(keys).files(), (batch, sink) -> storage.quarantine(noted(batch), sink)))
                .hasSize(150)
                .hasOnlyElementsOfType(Outcome.Quarantined.class);
        assertThat(allAside(storage)).extracting(file -> file.file().key()).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(BatchOutcomes.of(allAside(storage), storage::restore))
                .hasSize(150)
                .containsOnly(new Outcome.Restored());
        assertThat(lookUp(keys).found()).hasSize(150);
    }

    @Test
    final void saysThatAQuarantineIsUnknownWhereItsAnswerIsLost() throws Exception {
        QuarantineStorage storage = asideStorage();
        put("a.txt", "a");
        List<StoredFile> seen = lookUp("a.txt").files();
        assumeTrue(loseAnswer(FileKey.of("a.txt")), "an answer cannot be lost here");

        assertThat(BatchOutcomes.of(seen, (batch, sink) -> storage.quarantine(noted(batch), sink)))
                .hasOnlyElementsOfType(Outcome.Unknown.class)
                .hasSize(1);
    }

    final QuarantinedFile setAside(String key, String content, QuarantineStorage storage) throws Exception {
        List<QuarantinedFile> before = allAside(storage);
        put(key, content);
        List<QuarantinedFile> after = new ArrayList<>(setAside(key));
        after.removeAll(before);
        assertThat(after).hasSize(1);
        return after.get(0);
    }

    final List<QuarantinedFile> setAside(String key) throws Exception {
        QuarantineStorage storage = asideStorage();
        List<StoredFile> seen = lookUp(key).files();
        assertThat(BatchOutcomes.of(seen, (batch, sink) -> storage.quarantine(noted(batch), sink)))
                .hasOnlyElementsOfType(Outcome.Quarantined.class)
                .hasSize(1);
        return allAside(storage);
    }

    static Map<StoredFile, QuarantineNote> noted(List<StoredFile> batch) {
        Map<StoredFile, QuarantineNote> noted = new LinkedHashMap<>();
        batch.forEach(file -> noted.put(file, NOTE));
        return noted;
    }

    static List<QuarantinedFile> allAside(QuarantineStorage storage) {
        List<QuarantinedFile> aside = new ArrayList<>();
        storage.quarantined(aside::add);
        return aside;
    }

    final QuarantineStorage asideStorage() {
        assumeTrue(storage() instanceof QuarantineStorage, "the storage cannot set files aside");
        return (QuarantineStorage) storage();
    }
}
