package dev.cleanup.local.internal.remove;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanup.storage.FileKey;
import dev.cleanup.storage.FileTimes;
import dev.cleanup.storage.QuarantineNote;
import dev.cleanup.storage.StoredFile;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class JournalTest {

    private static final Instant TIME = Instant.parse("2026-01-09T10:11:12.123456789Z");
    private static final QuarantineNote NOTE = new QuarantineNote(
            "media", "run 1", "old\nfiles", TIME, TIME.plusSeconds(60), Set.of("sessions#42", "", "a 'b'"));
    private static final FileTimes TIMES = new FileTimes(
            Map.of(FileTimes.Kind.MODIFIED, TIME, FileTimes.Kind.CREATED, Instant.EPOCH),
            Set.of(FileTimes.Kind.STATUS_CHANGED));

    private static StoredFile file(String key) {
        return new StoredFile(FileKey.of(key), 42, TIMES, "(dev=1,ino=2) size=42");
    }

    private static Journal journal(String... keys) {
        List<StoredFile> files = Stream.of(keys).map(JournalTest::file).toList();
        return Journal.split(files, Map.of(files.get(0), NOTE)).get(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "with space",
                "new\nline",
                "tab\tand%20",
                "caf\u00e9",
                "cafe\u0301",
                "\ud83c\udfb5/deep/er",
                "'quoted'",
                "end 0",
                "(x)(y),=",
                "back\\slash"
            })
    void everyNameComesBackAsItWas(String key) {
        Journal journal = journal(key, "other/" + key);

        String text = JournalFormat.write(journal);

        assertThat(text.chars()).allMatch(letter -> letter == '\n' || (letter >= ' ' && letter <= '~'));
        assertThat(JournalFormat.read(text, journal.id())).contains(journal);
    }

    @Test
    void aJournalIsLinesThatAPersonCanRead() {
        Journal journal = new Journal("id", List.of(new Journal.Entry("1", file("d/caf\u00e9"), Optional.empty())));

        assertThat(JournalFormat.write(journal)).isEqualTo("""
                        cleanup-journal/1 id
                        remove
                        file 1 42 (MODIFIED=2026-01-09T10:11:12.123456789Z,CREATED=1970-01-01T00:00:00Z)(STATUS_CHANGED) \
                        '(dev=1,ino=2)%20size=42 'd/caf%C3%A9
                        end 25462d3b
                        """);
    }

    @Test
    void whateverEarlierBatchesLeftBehindItIsIgnored() {
        Journal earlier = journal("a", "b", "c", "d");
        Journal journal = journal("a");
        String text = JournalFormat.write(journal);
        String reserved = text + JournalFormat.write(earlier).substring(text.length());

        assertThat(JournalFormat.read(reserved + "\0\0\0", journal.id())).contains(journal);
        assertThat(JournalFormat.read(JournalFormat.write(earlier), journal.id()))
                .as("another batch's")
                .isEmpty();
    }

    @Test
    void aTornJournalIsNone() {
        Journal earlier = journal("b", "a/a");
        Journal journal = journal("a", "b/b");
        String old = JournalFormat.write(earlier);
        String text = JournalFormat.write(journal);
        assertThat(text).hasSameSizeAs(old);

        for (int written = 0; written < text.length(); written++) {
            assertThat(JournalFormat.read(text.substring(0, written), journal.id()))
                    .isEmpty();
            String torn = text.substring(0, written) + old.substring(written);
            assertThat(JournalFormat.read(torn, journal.id()))
                    .isEqualTo(torn.equals(text) ? Optional.of(journal) : Optional.empty());
        }
    }

    @Test
    void aJournalWithOneLetterChangedIsNone() {
        Journal journal = journal("a", "b/b");
        String text = JournalFormat.write(journal);

        IntStream.range(0, text.length() - 1).forEach(at -> {
            StringBuilder damaged = new StringBuilder(text);
            damaged.setCharAt(at, (char) (text.charAt(at) ^ 1));
            assertThat(JournalFormat.read(damaged.toString(), journal.id())).isEmpty();
        });
    }

    @Test
    void aJournalOfALaterVersionIsNone() {
        String later = "cleanup-journal/2 id\nremove\n";

        assertThat(JournalFormat.read(later + JournalFormat.endLine(later), "id"))
                .isEmpty();
    }

    @Test
    void aBatchIsSplitWhereItsJournalWouldOutgrowItsSpace() {
        List<StoredFile> files = IntStream.range(0, 300)
                .mapToObj(i -> file("\u00e9".repeat(1000) + i))
                .toList();

        List<Journal> journals = Journal.split(files, Map.of());

        assertThat(journals.stream().flatMap(journal -> journal.files().stream()))
                .containsExactlyElementsOf(files);
        assertThat(journals)
                .hasSizeGreaterThan(5)
                .allSatisfy(journal -> assertThat(JournalFormat.write(journal)).hasSizeLessThanOrEqualTo(Journal.SIZE));
        assertThat(Journal.split(List.of(), Map.of())).isEmpty();
    }
}
