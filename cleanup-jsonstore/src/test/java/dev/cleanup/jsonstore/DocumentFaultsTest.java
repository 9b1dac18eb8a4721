package dev.cleanup.jsonstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleanup.record.RecordsUnavailableException;
import dev.cleanup.reference.Owner;
import dev.cleanup.reference.ReferenceSink;
import dev.cleanup.reference.ReferencesUnavailableException;
import dev.cleanup.storage.FileKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that is not what was declared is not read at all, and says where it broke. */
@Tag("fast")
class DocumentFaultsTest {

    @TempDir
    Path folder;

    private TokenHost host;

    @BeforeEach
    void writeAFile() {
        host = new TokenHost(folder);
    }

    private void assertUnread(JsonRecords records, String fault) {
        assertThatExceptionOfType(ReferencesUnavailableException.class)
                .isThrownBy(() -> ReferencesRead.of(records))
                .withMessageContaining(records.name() + " (" + host.file + ") could not be read: ")
                .withMessageContaining(fault)
                .withMessageContaining("no task removes any file. Mend the file, or put one back that is whole");
        assertThatExceptionOfType(RecordsUnavailableException.class)
                .isThrownBy(() -> Found.in(records))
                .withMessageContaining(fault)
                .withMessageContaining("none goes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|it is empty, as a file is that was cut short",
                "` `|it is empty, as a file is that was cut short",
                "{\"a\": {\"audio\": \"a\"},|line 1, column 22: it is no JSON there",
                "{\"a\": tru}|line 1, column ",
                "{\"a\": {}} {}|line 1, column 11: something follows the end of the document",
                "{\"a\": {}} x|line 1, column ",
                "[]|line 1, column 1: declared is an object with an entry for each id, and this is an array",
                "null|declared is an object with an entry for each id, and this is null",
                "{\"a\": {}, \"\\u0061\": {}}|column 11: the id with the hash ca978112ca1b is there twice, and only one of them can be meant",
                "{\"a\": {\"x\": 01}}|line 1",
                "{\"a\": {\"x\": 'y'}}|line 1",
                "{\"a\": {\"x\": NaN}}|line 1",
                "{\"a\": {} /* b */}|line 1",
            })
    void whatIsNoJsonOrOfAnotherShapeIsNotRead(String content, String fault) {
        host.write(content);

        assertUnread(host.records(), fault);
    }

    @Test
    void theLineIsTold() {
        host.write("{\n  \"a\": {},\n  \"b\": {]\n}\n");

        assertUnread(host.records(), "line 3, column 9");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"data\": {}}|the object that ends here has no \"tokens\"",
                "{\"data\": []}|declared is an object with \"tokens\", and this is an array",
                "{\"data\": null}|declared is an object with \"tokens\", and this is null",
                "{\"data\": {\"tokens\": {}}}|declared is an array of entries, and this is an object",
                "{\"data\": {\"tokens\": []}, \"data\": {}}|\"data\" is there twice",
                "{\"data\": {\"tokens\": [], \"tokens\": []}}|\"tokens\" is there twice",
            })
    void thePlaceOfTheEntriesMustBeThereOnce(String content, String fault) {
        host.write(content);

        assertUnread(JsonRecords.in(host.file).under("/data/tokens").arrayById("/id"), fault);
    }

    @Test
    void idsOfAnArrayAreThereOnceHoweverTheyAreWritten() {
        host.write("[{\"id\": 7}, {\"id\": \"7\"}]");

        assertUnread(JsonRecords.in(host.file).arrayById("/id"), "the id with the hash 7902699be42c is there twice");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"audio\": \"1\"}, {\"id\": \"[0]\", \"audio\": \"1\"}]",
                "[{\"id\": \"[1]\", \"audio\": \"1\"}, {\"audio\": \"1\"}]"
            })
    void anIdThatIsHowAnElementWithoutOneIsCalledCannotTakeItsFile(String content) {
        host.write(content);
        assertUnread(JsonRecords.in(host.file).arrayById("/id").file("/audio").readOnly(), "is there twice");
    }

    @Test
    void aByteOrderMarkIsRefused() {
        host.write("\ufeff{}");

        assertUnread(host.records(), "it begins with a byte order mark, which JSON does not");
    }

    @Test
    void whatIsNotUtf8IsRefusedWhereverItIs() throws IOException {
        byte[] overlong = "{\"a\": {\"x\": \"__\"}}".getBytes(StandardCharsets.UTF_8);
        overlong[13] = (byte) 0xc0;
        overlong[14] = (byte) 0xaf;
        Files.write(host.file, overlong);
        assertUnread(host.records(), "it is not UTF-8 at byte 13");

        Files.write(host.file, "{\"a\": {}}".getBytes(StandardCharsets.UTF_16));
        assertUnread(host.records(), "it is not UTF-8 at byte 0");
    }

    @Test
    void aMissingFileIsRefusedUnlessThatMeansEmpty() throws IOException {
        Files.delete(host.file);

        assertUnread(
                host.records(), "there is no such file; declare absentMeansEmpty() if that means that nothing was");
        assertThat(ReferencesRead.of(host.records().absentMeansEmpty())).isEmpty();
        assertThat(Found.in(host.records().absentMeansEmpty()).records).isEmpty();
    }

    @Test
    void aMissingFolderIsNeverEmpty() {
        Path elsewhere = folder.resolve("unmounted").resolve("tokens.json");

        assertThatExceptionOfType(ReferencesUnavailableException.class)
                .isThrownBy(() ->
                        ReferencesRead.of(JsonRecords.in(elsewhere).objectById().absentMeansEmpty()));
        assertThatExceptionOfType(RecordsUnavailableException.class)
                .isThrownBy(() -> Found.in(JsonRecords.in(elsewhere)
                        .objectById()
                        .absentMeansEmpty()
                        .lockedBy(JsonFileLock.beside(elsewhere))));
    }

    @Test
    void aLinkToNowhereAndAFolderAreNotEmptyEither() throws IOException {
        Files.delete(host.file);
        Files.createSymbolicLink(host.file, folder.resolve("nowhere"));
        assertUnread(host.records().absentMeansEmpty(), "it is a link to a file that is not there");

        Files.delete(host.file);
        Files.createDirectory(host.file);
        assertUnread(host.records().absentMeansEmpty(), "it is no regular file");
    }

    @Test
    void marksThatCannotBeReadAreNoAbsenceOfMarks() throws IOException {
        Files.writeString(Path.of(host.file + ".cleanup-marks"), "{\"format\":\"cleanup-marks/1\"}\n{\"id\":7}\n");

        assertThatExceptionOfType(RecordsUnavailableException.class)
                .isThrownBy(() -> Found.unsettled(host.records()))
                .withMessageContaining("the marks of what is being removed cannot be read: ")
                .withMessageContaining(
                        "line 2: \"id\" is no text. Mend the line; or, where no run was ever interrupted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"format\":\"cleanup-marks/1\"}", "\0\0\0"})
    void marksWhoseBeginIsGoneAreNoAbsenceOfMarksEither(String content) throws IOException {
        Files.writeString(Path.of(host.file + ".cleanup-marks"), content);

        assertThatExceptionOfType(RecordsUnavailableException.class)
                .isThrownBy(() -> Found.in(host.records()))
                .withMessageContaining("line 1: it is not whole. Mend the line");
    }

    @Test
    void whatIsNestedDeeperThanAnybodyWouldIsNotRead() {
        host.write("{\"a\": {\"x\": " + "[".repeat(5000) + "]".repeat(5000) + "}}");

        assertUnread(host.records(), "it is no JSON there");
    }

    /** Its length says nothing: half of it may be of before, half of after. */
    @Test
    void aFileThatIsWrittenIntoWhileItIsReadIsNotReadThoughItsLengthStays() throws IOException {
        host.write("{ \"a\": {\"audio\": \"1\"}, \"b\": {\"audio\": \"2\"} }");
        Files.setLastModifiedTime(host.file, FileTime.fromMillis(1));
        Runnable writing = () -> host.write("{ \"a\": {\"audio\": \"3\"}, \"b\": {\"audio\": \"4\"} }");

        assertThatThrownBy(() -> host.records().read(new Interrupting(writing)))
                .isInstanceOf(ReferencesUnavailableException.class)
                .hasMessageContaining("somebody wrote into it while it was read");
    }

    /** Does something once the first reference was read. */
    private static final class Interrupting implements ReferenceSink {
        private Runnable action;

        Interrupting(Runnable action) {
            this.action = action;
        }

        @Override
        public void reference(FileKey key, Owner owner) {
            action.run();
            action = () -> {};
        }

        @Override
        public void derived(FileKey key, Owner owner) {}

        @Override
        public void none(Owner owner) {}

        @Override
        public void unmappable(String value, Owner owner, String why) {}

        @Override
        public void ignored(String value, Owner owner) {}
    }
}
