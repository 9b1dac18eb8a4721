package dev.cleanup.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.FileTimes;
import dev.cleanup.storage.StorageUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Names, times, identities and look-ups. */
abstract class LookUpContract extends StorageContract {

    @Test
    final void isNamedTheSameEachTime() {
        assertThat(storage().id()).isNotBlank().isEqualTo(storage().id());
    }

    @Test
    final void verifiesWhatIsThere() {
        storage().verify();
    }

    @Test
    final void looksUpWhatIsThereAndWhatIsNot() throws Exception {
        put("a.txt", "four");
        put("folder/b.txt", "");

        LookupResult answers = lookUp("a.txt", "folder/b.txt", "c.txt", "folder", "none/d.txt");

        assertThat(answers.file("a.txt").size()).isEqualTo(4);
        assertThat(answers.file("folder/b.txt").size()).isZero();
        assertThat(answers.absent()).contains(FileKey.of("c.txt"), FileKey.of("none/d.txt"));
        assertThat(answers.found()).doesNotContainKey(FileKey.of("folder"));
    }

    @Test
    final void answersEachKeyExactlyOnce() throws Exception {
        put("a.txt", "a");
        List<FileKey> many = Stream.iterate(0, i -> i + 1)
                .limit(1500)
                .map(i -> FileKey.of(i % 3 == 0 ? "folder/" + i : "file " + i))
                .toList();

        assertThat(lookUp(many).answered()).containsExactlyInAnyOrderElementsOf(many);
        assertThat(lookUp("a.txt").answered()).containsExactly(FileKey.of("a.txt"));
        assertThat(lookUp(List.of()).answered()).isEmpty();
    }

    @Test
    final void deliversEachKindOfTimeKnownOrUnread() throws Exception {
        put("a.txt", "a");

        FileTimes times = lookUp("a.txt").file("a.txt").times();

        Set<FileTimes.Kind> delivered = EnumSet.noneOf(FileTimes.Kind.class);
        delivered.addAll(times.known().keySet());
        delivered.addAll(times.unread());
        assertThat(delivered)
                .as("declared are %s", storage().times())
                .isEqualTo(storage().times());
    }

    @Test
    final void givesAFileTheSameIdentityEachTime() throws Exception {
        put("a.txt", "a");

        assertThat(lookUp("a.txt").file("a.txt").identity())
                .isEqualTo(lookUp("a.txt").file("a.txt").identity());
    }

    @Test
    final void givesAnotherFileOfThatNameAnotherIdentity() throws Exception {
        put("a.txt", "a");
        String before = lookUp("a.txt").file("a.txt").identity();

        replace(FileKey.of("a.txt"), bytes("another"));

        assertThat(lookUp("a.txt").file("a.txt").identity()).isNotEqualTo(before);
    }

    @Test
    final void failsWhereThePlaceIsNotThereAnyMore() throws Exception {
        put("a.txt", "a");
        assumeTrue(takePlaceAway(), "the place cannot be taken away here");

        assertThatThrownBy(storage()::verify).isInstanceOf(StorageUnavailableException.class);
    }

    @Test
    final void saysThatAFileIsUnknownRatherThanAbsentWhereALookUpFails() throws Exception {
        put("a.txt", "a");
        put("stuck/b.txt", "b");
        assumeTrue(hinderLookUp(FileKey.of("stuck/b.txt")), "a look-up cannot be hindered here");

        LookupResult answers = lookUp("a.txt", "stuck/b.txt");

        assertThat(answers.unknown()).containsExactly(FileKey.of("stuck/b.txt"));
        assertThat(answers.found()).containsOnlyKeys(FileKey.of("a.txt"));
    }

    @Test
    final void answersWithEachKeysOwnFile() throws Exception {
        List<FileKey> keys = new ArrayList<>();
        for (int size = 0; size < 50; size++) {
            keys.add(FileKey.of("file-" + size));
            put(keys.get(size), new byte[size]);
        }
        Collections.shuffle(keys, new Random(7));

        assertThat(lookUp(keys).found().values())
                .allSatisfy(file -> assertThat(file.key().path()).isEqualTo("file-" + file.size()));
    }

    @Test
    final void findsNoFileByANameOfAnotherCaseOrUnicodeForm() throws Exception {
        put("Upper.TXT", "a");
        put("caf\u00e9.txt", "b");
        assumeTrue(
                tellsApart(FileKey.of("Upper.TXT"), FileKey.of("upper.txt")),
                "the place does not tell letter case apart");
        assumeTrue(
                tellsApart(FileKey.of("caf\u00e9.txt"), FileKey.of("cafe\u0301.txt")),
                "the place does not tell Unicode forms apart");

        assertThat(lookUp("upper.txt", "cafe\u0301.txt").absent()).hasSize(2);
    }

    @Test
    final void knowsTheSizeOfAFileBeyondTwoGigabytes() throws Exception {
        long size = 5_000_000_000L;
        assumeTrue(putOfSize(FileKey.of("large.bin"), size), "a large file cannot be made here");

        assertThat(lookUp("large.bin").file("large.bin").size()).isEqualTo(size);
    }

    @Test
    final void seesThatAFreshFileIsFresh() throws Exception {
        assumeFalse(storage().times().isEmpty(), "the storage has no times");
        Instant before = clock().instant();
        put("a.txt", "a");

        FileTimes times = lookUp("a.txt").file("a.txt").times();

        assertThat(times.forAge().values())
                .as("a file that looks old is removed while it is still needed")
                .anySatisfy(time -> assertThat(time).isAfter(before.minus(Duration.ofMinutes(1))));
    }

    @Test
    final void givesAnotherFileOfTheSameSizeAnotherIdentity() throws Exception {
        put("a.txt", "first");
        String before = lookUp("a.txt").file("a.txt").identity();

        replace(FileKey.of("a.txt"), bytes("other"));

        assertThat(lookUp("a.txt").file("a.txt").identity()).isNotEqualTo(before);
    }

    @Test
    final void offersNothingThatIsNoFile() throws Exception {
        put("folder/b.txt", "b");

        assertThat(lookUp("folder", "folder/b.txt").found()).containsOnlyKeys(FileKey.of("folder/b.txt"));
    }

    @Test
    final void servesTwoThreadsAtOnce() throws Exception {
        List<FileKey> ours = keys("ours-", 50);
        List<FileKey> theirs = keys("theirs-", 50);
        for (FileKey key : ours) {
            put(key, bytes("a"));
        }

        TwoThreads.run(
                () -> assertThat(lookUp(ours).found()).containsOnlyKeys(ours),
                () -> assertThat(lookUp(theirs).absent()).containsExactlyInAnyOrderElementsOf(theirs));
    }
}
