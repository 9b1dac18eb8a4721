package dev.cleanup.jsonstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cleanup.fact.Fact;
import dev.cleanup.fact.FactValue;
import dev.cleanup.policy.Policies;
import dev.cleanup.reference.KeyMapping;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the host can say of its file's shape, and what is read then. */
@Tag("fast")
class EntryShapesTest {

    @TempDir
    Path folder;

    private TokenHost host;

    @BeforeEach
    void writeAFile() {
        host = new TokenHost(folder);
    }

    @Test
    void entriesMayBeTheElementsOfAnArrayBelowTheTop() {
        host.write("{\"v\": 1, \"data\": {\"tokens\": [{\"n\": 7, \"f\": \"a\"}, {\"f\": \"b\", \"n\": \"x\"}]}}");
        JsonRecords records = JsonRecords.in(host.file)
                .under("/data/tokens")
                .arrayById("/n")
                .file("/f")
                .readOnly();

        assertThat(ReferencesRead.of(records)).containsExactly("7 names a", "x names b");
        assertThat(records.name()).isEqualTo("recovery_tokens.json");
    }

    @Test
    void placesMayLieDeepWithinAnEntry() {
        host.write("{\"a\": {\"meta\": {\"a/b\": [0, {\"status\": \"done\"}]}, \"x\": {\"status\": \"no\"}}}");
        JsonRecords records = JsonRecords.in(host.file).objectById().status("/meta/a~1b/1/status");

        assertThat(reading(records, Fact.STATUS)).isEqualTo(FactValue.known("done"));
    }

    @Test
    void anEntryMayNameSeveralFilesAndFilesMayBeDerived() {
        host.write("{\"a\": {\"f\": [\"1.m4a\", null, \"2.m4a\"], \"thumb\": \"t.png\"}}");
        KeyMapping audio = KeyMapping.relativePaths().deriving(key -> key.sibling(key.stem() + ".mp3"));
        JsonRecords records =
                JsonRecords.in(host.file).objectById().file("/f", audio).file("/thumb");

        assertThat(ReferencesRead.of(records))
                .containsExactly(
                        "a names 1.m4a",
                        "a derives 1.mp3",
                        "a names none",
                        "a names 2.m4a",
                        "a derives 2.mp3",
                        "a names t.png");
        assertThat(Found.in(records).records.get("a").files())
                .extracting(Object::toString)
                .containsExactly("1.m4a", "1.mp3", "2.m4a", "2.mp3", "t.png");
    }

    @Test
    void nullBlankAndMissingFilesAreNone() {
        host.write("{\"a\": {\"audio\": null}, \"b\": {\"audio\": \"  \"}, \"c\": {}, \"d\": {\"audio\": []}}");

        assertThat(ReferencesRead.of(host.records()))
                .containsExactly("a names none", "b names none", "c names none", "d names none");
    }

    @Test
    void anAttributeIsTextANumberAsItIsWrittenTrueOrFalse() {
        host.write(
                "{\"a\": {\"v\": 1.10}, \"b\": {\"v\": \"x\"}, \"c\": {\"v\": true}, \"d\": {\"v\": null}, \"e\": {\"v\": {}}}");
        Found found = Found.in(JsonRecords.in(host.file).objectById().attribute("v", "/v"));

        assertThat(found.records.values().stream().map(record -> record.read(Fact.attribute("v"))))
                .containsExactly(
                        FactValue.known("1.10"),
                        FactValue.known("x"),
                        FactValue.known("true"),
                        FactValue.absent(),
                        FactValue.unreadable("/v is an object, no text"));
    }

    @Test
    void aUsedTokenIsDueAndOneOfWhichThatCannotBeReadIsReported() {
        host.write("{\"a\": {\"used\": true}, \"b\": {\"used\": false}, \"c\": {}, \"d\": {\"used\": \"yes\"}}");
        Found found = Found.in(host.records(), Policies.attribute("used", "true"));

        assertThat(found.records.values().stream().map(record -> record.read(Fact.attribute("used"))))
                .containsExactly(FactValue.known("true"), FactValue.known("false"), FactValue.known("false"));
        assertThat(found.unreadable.get("d").message())
                .isEqualTo(
                        "entry tokens#d cannot be read: /used is a text of 3 characters, neither true nor false. It stays,"
                                + " and so do its files. Mend the entry, or take it out by hand");
    }

    @Test
    void whoeverUsesAnEntryProtectsIt() {
        host.write(
                "{\"a\": {\"by\": \"job 7\"}, \"b\": {\"by\": \"\"}, \"c\": {\"by\": false}, \"d\": {\"by\": true}}");
        Found found = Found.in(JsonRecords.in(host.file).objectById().inUseBy("/by"));

        assertThat(found.records.values().stream().map(record -> record.read(Fact.IN_USE_BY)))
                .containsExactly(
                        FactValue.known("job 7"), FactValue.absent(), FactValue.absent(), FactValue.known("true"));
    }

    @Test
    void anEntryThatIsNoObjectIsReportedAndProtectsNobodyKnowsWhat() {
        host.write("{\"a\": 5, \"b\": {\"audio\": \"b\"}}");
        Found found = Found.in(host.records());

        assertThat(found.records).containsOnlyKeys("b");
        assertThat(found.unreadable.get("a").message())
                .startsWith("entry tokens#a cannot be read: it is no object. It stays");
        assertThat(ReferencesRead.of(host.records()))
                .containsExactly("a unmappable ?: the entry is no object", "b names b");
    }

    @Test
    void anEntryWhoseFileCannotBeReadIsReportedAndUnmappable() {
        host.write("{\"a\": {\"audio\": {}}, \"b\": {\"audio\": \"../x\"}, \"c\": {\"audio\": 7}}");

        assertThat(Found.in(host.records()).unreadable).containsOnlyKeys("a", "b", "c");
        assertThat(ReferencesRead.of(host.records()))
                .contains("a unmappable an object: /audio is no text", "c unmappable a number: /audio is no text")
                .anyMatch(line -> line.startsWith("b unmappable ../x: "));
    }

    @Test
    void anExpiryThatCannotBeReadIsReportedToWhoNeedsItAndItsFileIsStillProtected() {
        host.write("{\"a\": {\"expires_at\": \"soon\", \"audio\": \"a\"}}");
        JsonRecords records = host.records();

        assertThat(Found.in(records, Policies.expired()).unreadable.get("a").message())
                .contains("/expires_at is a text of 4 characters, which is no ISO time with a zone");
        assertThat(Found.in(records).records).containsOnlyKeys("a");
        assertThat(ReferencesRead.of(records)).containsExactly("a names a");
    }

    @Test
    void aMemberThatIsThereTwiceMeansNothing() {
        host.write("{\"a\": {\"audio\": \"a\", \"audio\": \"b\", \"x\": 1, \"x\": 2}}");

        assertThat(Found.in(host.records()).unreadable.get("a").message()).contains("there twice");
        assertThat(ReferencesRead.of(host.records()))
                .containsExactly("a unmappable there twice, and only one of them can be meant: /audio is no text");
    }

    @Test
    void anElementWithoutAnIdProtectsItsFileAndStays() {
        host.write("[{\"f\": \"a\"}, {\"id\": null, \"f\": \"b\"}, {\"id\": \"\\ud800\", \"f\": \"c\"}]");
        JsonRecords records = JsonRecords.in(host.file).arrayById("/id").file("/f");

        assertThat(ReferencesRead.of(records)).containsExactly("[0] names a", "[1] names b", "[2] names c");
        assertThat(Found.in(records).records).isEmpty();
        assertThat(Found.in(records).unreadable).containsOnlyKeys("[0]", "[1]", "[2]");
    }

    @Test
    void timesHaveNames() {
        host.write("{\"a\": {\"t\": 1767225600.5}}");
        JsonRecords records = JsonRecords.in(host.file).objectById().time("last-used", "/t", JsonTime.epochSeconds());

        assertThat(records.provides()).contains(Fact.time("last-used"), Fact.FILES);
        assertThat(reading(records, Fact.time("last-used")))
                .isEqualTo(FactValue.known(Instant.parse("2026-01-01T00:00:00.5Z")));
    }

    private static FactValue<?> reading(JsonRecords records, Fact<?> fact) {
        return Found.in(records).records.get("a").read(fact);
    }

    @Test
    void settingsConflictWhenUsedTwiceAndSayWhatToDo() {
        JsonRecords records = host.records();

        assertConflict(() -> records.created("/x"))
                .withMessage("time created was already declared at /created_at: an entry"
                        + " has it once. Drop one of the two");
        assertConflict(() -> records.named("x")).withMessageContaining("named was already set to tokens");
        assertConflict(() -> records.readOnly()).withMessageContaining("was already set to lockedBy(lock of ");
        assertConflict(() -> records.absentMeansEmpty().absentMeansEmpty()).withMessageContaining("absentMeansEmpty");
        assertConflict(() -> JsonRecords.in(host.file).under("/a").under("/b"))
                .withMessageContaining("under was already");
    }

    private static org.assertj.core.api.ThrowableAssertAlternative<?> assertConflict(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable setting) {
        return assertThatExceptionOfType(IllegalStateException.class).isThrownBy(setting);
    }

    @Test
    void settingsThatCouldNeverWorkAreRefused() {
        JsonRecords records = host.declared();

        assertRefused(() -> records.file("audio"))
                .withMessage("pointer (audio) is no JSON Pointer to a member: it must begin"
                        + " with '/', so that nothing would be found there. Write it like /audio or /meta/audio");
        assertRefused(() -> records.file("")).withMessageContaining("means the whole entry");
        assertRefused(() -> records.file("/a~2")).withMessageContaining("neither ~0 nor ~1");
        assertRefused(() -> records.file("/audio/name")).withMessageContaining("lies below or above /audio");
        assertRefused(() -> records.attribute(" ", "/x")).withMessageContaining("name ( ) must not be blank");
        assertRefused(() -> host.declared().lockedBy(JsonFileLock.beside(folder.resolve("other"))))
                .withMessageContaining("must be that of " + host.file);
        Path aboveALink = folder.resolve("linked").resolve("..").resolve(host.file.getFileName());
        assertRefused(() -> host.declared().lockedBy(JsonFileLock.beside(aboveALink)))
                .withMessageContaining("Use JsonFileLock.beside(file) with the same path");
    }

    private static org.assertj.core.api.ThrowableAssertAlternative<?> assertRefused(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable setting) {
        return assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(setting);
    }

    @Test
    void whoWantsToRemoveMustSayHowTheFileIsShared() {
        var delete = new dev.cleanup.record.Settlement.Delete();

        assertThat(host.records().supports(delete)).isTrue();
        assertThat(host.records().supports(new dev.cleanup.record.Settlement.Keep()))
                .isFalse();
        assertThat(host.declared().readOnly().supports(delete)).isFalse();
        assertConflict(() -> host.declared().supports(delete))
                .withMessage(
                        "source (tokens) does not say how " + host.file
                                + " is shared with those who write it: what they"
                                + " write while it is rewritten would be lost. Add lockedBy(lock), deletedByHost(..) or readOnly()");
    }
}
