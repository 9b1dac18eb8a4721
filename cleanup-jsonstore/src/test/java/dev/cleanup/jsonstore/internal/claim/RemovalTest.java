package dev.cleanup.jsonstore.internal.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cleanup.jsonstore.Found;
import dev.cleanup.jsonstore.Inside;
import dev.cleanup.jsonstore.JsonFileLock;
import dev.cleanup.jsonstore.JsonRecords;
import dev.cleanup.jsonstore.ReferencesRead;
import dev.cleanup.jsonstore.TokenHost;
import dev.cleanup.jsonstore.internal.document.EntrySchema;
import dev.cleanup.jsonstore.internal.document.JsonPointer;
import dev.cleanup.jsonstore.internal.file.FaultyDisk;
import dev.cleanup.jsonstore.internal.file.FileCalls;
import dev.cleanup.jsonstore.internal.file.FileVersion;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.outcome.Reason;
import dev.cleanup.policy.Decision;
import dev.cleanup.record.Claim;
import dev.cleanup.record.ClaimRequest;
import dev.cleanup.reference.KeyMapping;
import dev.cleanup.reference.Owner;
import dev.cleanup.reference.ReferenceSink;
import dev.cleanup.reference.ReferencesUnavailableException;
import dev.cleanup.storage.FileKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("fast")
class RemovalTest {

    private static final String THREE =
            "{ \"a\" : {\"audio\": \"1\" , \"n\": 1.10},\r\n  \"b\":{ \"audio\":\"2\" }\t,\"c\" : {\"audio\": null} }\n\n";

    @TempDir
    Path folder;

    private TokenHost host;

    @BeforeEach
    void writeAFile() {
        host = new TokenHost(folder);
        host.write(THREE);
    }

    private JsonRecords on(FileCalls disk) {
        return host.declared().lockedBy(Inside.on(host.lock(), disk));
    }

    @Test
    void onlyTheRemovedLeaveTheFile() {
        assertThat(Found.removing(host.records(), "b").outcomes).containsEntry("b", new Outcome.Settled());
        assertThat(host.content())
                .isEqualTo("{ \"a\" : {\"audio\": \"1\" , \"n\": 1.10}\t,\"c\" : {\"audio\": null} }\n\n");

        Found.removing(host.records(), "a");
        assertThat(host.content()).isEqualTo("{ \"c\" : {\"audio\": null} }\n\n");

        Found.removing(host.records());
        assertThat(host.content()).isEqualTo("{  }\n\n");
        assertThat(Found.unsettled(host.records())).isEmpty();
    }

    @Test
    void aTaskRewritesTheFileOnceHoweverManyGo() {
        FaultyDisk disk = FaultyDisk.healthy();

        Found.removing(on(disk));

        assertThat(disk.calls.stream().filter("move recovery_tokens.json"::equals))
                .hasSize(1);
        assertThat(on(disk).batchSize()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void nothingIsLeftBesideTheFileButTheLock() throws IOException {
        Found.removing(host.records(), "a", "c");

        try (Stream<Path> all = Files.list(folder)) {
            assertThat(all.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("recovery_tokens.json", "recovery_tokens.json.cleanup-lock");
        }
    }

    @Test
    void theNewFileIsForcedBeforeItTakesThePlaceAndTheFolderAfterwards() {
        FaultyDisk disk = FaultyDisk.healthy();
        Found claimed = Found.in(on(disk)).claim(on(disk), "b");
        disk.calls.clear();

        claimed.settle(on(disk));

        assertThat(disk.calls)
                .containsExactly(
                        "delete recovery_tokens.json.cleanup-new",
                        "create recovery_tokens.json.cleanup-new",
                        "copy ",
                        "copy ",
                        "own recovery_tokens.json.cleanup-new",
                        "permit recovery_tokens.json.cleanup-new",
                        "force ",
                        "move recovery_tokens.json",
                        "forceFolder ",
                        "delete recovery_tokens.json.cleanup-marks");
    }

    @Test
    void aMarkThatIsTakenOffIsForcedToTheDisk() {
        FaultyDisk disk = FaultyDisk.healthy();
        Found claimed = Found.in(on(disk)).claim(on(disk), "a", "b");
        disk.calls.clear();

        on(disk).release(
                        List.of(claimed.claims.get("a")),
                        (claim, outcome) -> assertThat(outcome).isEqualTo(new Outcome.Settled()));

        assertThat(disk.calls).containsExactly("append recovery_tokens.json.cleanup-marks", "write ", "force ");
    }

    @Test
    void marksAreForcedToTheDiskBeforeTheyCount() {
        FaultyDisk disk = FaultyDisk.healthy();
        host.lock().hold().close();

        assertThat(Found.in(on(disk)).claim(on(disk), "a").claims).containsOnlyKeys("a");

        assertThat(disk.calls)
                .containsSubsequence("write ", "force ", "move recovery_tokens.json.cleanup-marks", "forceFolder ");
    }

    @Test
    void ownerAndPermissionsStay() throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(host.file, PosixFileAttributeView.class);
        UserPrincipal owner = anotherOwner(view);
        view.setPermissions(PosixFilePermissions.fromString("rw-rw-r--"));

        Found.removing(host.records(), "a");

        PosixFileAttributes after = Files.readAttributes(host.file, PosixFileAttributes.class);
        assertThat(after.owner()).isEqualTo(owner);
        assertThat(PosixFilePermissions.toString(after.permissions())).isEqualTo("rw-rw-r--");
    }

    /** Only root can give files away; others keep what they have. */
    private UserPrincipal anotherOwner(PosixFileAttributeView view) throws IOException {
        UserPrincipal other =
                host.file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
        try {
            view.setOwner(other);
        } catch (IOException notRoot) {
            return view.getOwner();
        }
        return other;
    }

    @Test
    void aLinkStaysALinkAndItsTargetIsRewritten() throws IOException {
        Path target = Files.createDirectory(folder.resolve("real")).resolve("tokens.json");
        Files.move(host.file, target);
        Files.createSymbolicLink(host.file, target);

        Found.removing(host.records(), "a", "b");

        assertThat(Files.isSymbolicLink(host.file)).isTrue();
        assertThat(target).hasContent("{ \"c\" : {\"audio\": null} }\n\n");
        assertThat(target.resolveSibling("tokens.json.cleanup-lock")).exists();
    }

    @Test
    void ofAFileWithAnotherNameNothingIsClaimedSoThatNoFileGoesInVain() throws IOException {
        Files.createLink(folder.resolve("other-name"), host.file);

        Found found = Found.in(host.records()).claim(host.records(), "a");

        assertThat(found.claims).isEmpty();
        assertThat(found.outcomes.get("a").toString()).contains("it has another name (a hard link), under which");
        assertThat(Found.unsettled(host.records())).isEmpty();
    }

    @Test
    void aFileThatWasGivenAnotherNameMeanwhileIsNotRewritten() throws IOException {
        Found found = Found.in(host.records()).claim(host.records(), "a").confirm(host.records());
        Files.createLink(folder.resolve("other-name"), host.file);

        assertThat(found.settle(host.records()).outcomes.get("a").toString())
                .contains(
                        "it has another name (a hard link), under which the old content would stay: remove that name");
        assertThat(host.content()).isEqualTo(THREE);
        assertThat(Found.unsettled(host.records())).containsExactly("a");
    }

    @Test
    void whenTheDiskIsFullTheOldFileIsThere() throws IOException {
        Found found = Found.in(host.records()).claim(host.records(), "a").settle(on(FaultyDisk.failing("copy")));

        assertThat(found.outcomes.get("a")).isInstanceOf(Outcome.Failed.class);
        assertThat(host.content()).isEqualTo(THREE);
        assertThat(Path.of(host.file + ".cleanup-new")).doesNotExist();
        assertThat(Found.unsettled(host.records())).containsExactly("a");
    }

    @Test
    void whenTheOwnerCannotBeKeptTheOldFileIsThere() {
        Found found = Found.in(host.records()).claim(host.records(), "a").settle(on(FaultyDisk.failing("own")));

        assertThat(found.outcomes.get("a")).isInstanceOf(Outcome.Failed.class);
        assertThat(host.content()).isEqualTo(THREE);
    }

    @Test
    void aFolderThatCannotBeForcedToDiskLeavesItInDoubt() {
        Found found = Found.in(host.records()).claim(host.records(), "a").settle(on(FaultyDisk.failing("forceFolder")));

        assertThat(found.outcomes.get("a")).isInstanceOf(Outcome.Unknown.class);
        assertThat(found.outcomes.get("a").toString()).contains("after a loss of power it may be the old one again");
        assertThat(host.content()).doesNotContain("\"a\"");
        assertThat(Found.unsettled(host.records())).isEmpty();
    }

    @Test
    void aMarkThatCouldNotBeMadeIsNoClaim() {
        for (String call : new String[] {"write", "move recovery_tokens.json.cleanup-marks", "force "}) {
            Found found = Found.in(host.records()).claim(on(FaultyDisk.failing(call)), "a");

            assertThat(found.claims).isEmpty();
            assertThat(found.outcomes.get("a")).as(call).isInstanceOf(Outcome.Failed.class);
            assertThat(Found.unsettled(host.records())).isEmpty();
        }
        assertThat(Found.in(host.records())
                        .claim(on(FaultyDisk.failing("forceFolder")), "a")
                        .outcomes
                        .get("a"))
                .isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void whatTheHostWritesWithoutTheLockIsNotLostUnnoticed() {
        FileCalls late = FaultyDisk.healthy().meanwhile(() -> host.write(THREE + " "));
        Found found = Found.in(host.records()).claim(host.records(), "a").settle(on(late));

        assertThat(found.outcomes.get("a").toString())
                .contains("it was changed by somebody who does not hold its lock");
        assertThat(host.content()).isEqualTo(THREE + " ");
    }

    @Test
    void whatDoesNotHoldTheEntriesThatStayNeverTakesThePlace() {
        String content = "{\"a\": {}, \"b\": {\"n\": " + "2".repeat(50) + "}}";
        host.write(content);
        Found found = Found.in(host.records()).claim(host.records(), "a");

        found.settle(on(FaultyDisk.healthy().losingBytes()));

        assertThat(found.outcomes.get("a").toString())
                .contains("what was to replace it does not hold the entries that are to stay");
        assertThat(host.content()).isEqualTo(content);
    }

    @Test
    void anEntryIsJudgedAgainBeforeItsFilesGoUnlessTheFileIsAsItWasJudged() throws IOException {
        Found found = Found.in(host.records()).claim(host.records(), "a");
        Claim claim = found.claims.get("a");
        JudgedVersion judged = new JudgedVersion("run-1", FileVersion.of(host.file), Set.of(claim.token()));

        assertThat(confirm(claim, judged, "run-1").claims()).containsExactly(claim);
        host.write(THREE);
        assertThat(confirm(claim, judged, "run-1").refused().toString()).contains("asked again");
        assertThat(Found.unsettled(host.records())).isEmpty();
    }

    @Test
    void whatAnotherRunJudgedIsJudgedAgain() throws IOException {
        Claim claim = Found.in(host.records()).claim(host.records(), "a").claims.get("a");
        JudgedVersion judged = new JudgedVersion("run-1", FileVersion.of(host.file), Set.of(claim.token()));

        assertThat(confirm(claim, judged, "run-2").refused().toString()).contains("asked again");
    }

    /** By a policy that keeps whatever it is asked for. */
    private EntryClaimResults confirm(Claim claim, JudgedVersion judged, String run) {
        ClaimRequest order = new ClaimRequest(
                run, "task", claim.settlement(), Found.NOW, record -> Decision.keep(Reason.Kind.CUSTOM, "asked again"));
        TokenStore store = new TokenStore(
                "tokens",
                host.origin(),
                host.file,
                new TokenFile(
                        EntrySchema.byId(JsonPointer.of("", ""))
                                .with(JsonPointer.of("", "/audio"), KeyMapping.relativePaths()),
                        TokenFile.Missing.REFUSED),
                Optional.of(Inside.lockOf(host.lock())));
        return new EntryConfirmOperation(store, List.of(claim), order)
                .make(Inside.lockOf(host.lock()), Optional.of(judged));
    }

    @Test
    void aChangeThatMightNotShowIsLookedForAgain() {
        FileTime now = FileTime.from(Found.NOW);
        FileVersion marks = new FileVersion("2", 1, now, now);

        assertThat(versionOf(now, 1001).isOlderThan(marks)).isTrue();
        assertThat(versionOf(now, 1000).isOlderThan(marks)).isFalse();
    }

    private static FileVersion versionOf(FileTime now, int millisBefore) {
        FileTime time = FileTime.from(now.toInstant().minusMillis(millisBefore));
        return new FileVersion("1", 1, time, time);
    }

    @Test
    void anEntryThatNamesOtherFilesThanClaimedIsNotConfirmed() {
        Found found = Found.in(host.records()).claim(host.records(), "a");
        host.write(THREE.replace("\"1\"", "\"new\""));

        assertThat(found.confirm(host.records()).claims).isEmpty();
        assertThat(found.outcomes.get("a").toString()).contains("it names other files than when it was claimed");
        assertThat(Found.unsettled(host.records())).isEmpty();
    }

    @Test
    void aFileThatIsWrittenIntoWhileItIsReadIsNotRead() {
        assertThatExceptionOfType(ReferencesUnavailableException.class)
                .isThrownBy(() -> host.declared().readOnly().read(new Meddling(() -> host.write(THREE + "  "))))
                .withMessageContaining("somebody wrote into it while it was read");
    }

    @Test
    void aFileThatIsReplacedWhileItIsReadIsReadToItsEnd() {
        Meddling sink = new Meddling(() -> {
            try (JsonFileLock.Hold hold = host.lock().hold()) {
                hold.write("{}".getBytes(StandardCharsets.UTF_8));
            }
        });

        host.declared().readOnly().read(sink);

        assertThat(sink.count).isEqualTo(3);
    }

    /** Does something at the first reference. */
    private static final class Meddling implements ReferenceSink {
        private final Runnable action;
        private int count;

        Meddling(Runnable action) {
            this.action = action;
        }

        @Override
        public void reference(FileKey key, Owner owner) {
            if (count++ == 0) {
                action.run();
            }
        }

        @Override
        public void none(Owner owner) {
            count++;
        }

        @Override
        public void derived(FileKey key, Owner owner) {}

        @Override
        public void unmappable(String value, Owner owner, String why) {}

        @Override
        public void ignored(String value, Owner owner) {}
    }

    @Test
    void aLineOfTheMarksThatWasTornOffIsNothingAndIsWrittenOver() throws IOException {
        JsonRecords records = host.records();
        Found found = Found.in(records).claim(records, "a", "b");
        Path marks = Path.of(host.file + ".cleanup-marks");
        Files.writeString(marks, "{\"off\":\"" + found.claims.get("b").token(), StandardOpenOption.APPEND);

        assertThat(Found.unsettled(records)).containsExactly("a", "b");
        records.release(List.of(found.claims.get("a")), (claim, outcome) -> {});
        assertThat(Found.unsettled(records)).containsExactly("b");
        assertThat(marks)
                .content()
                .endsWith("\"}\n")
                .doesNotContain("}{")
                .doesNotContain("\"off\":\"" + found.claims.get("b").token());
    }

    @Test
    void anEntryThatNamesOtherFilesByNowStays() {
        Found found = Found.in(host.records()).claim(host.records(), "a");
        host.write(THREE.replace("\"1\"", "\"new\""));

        assertThat(found.settle(host.records()).outcomes.get("a"))
                .isEqualTo(Outcome.kept(Reason.Kind.CHANGED, "it names other files than when it was claimed"));
        assertThat(host.content()).contains("\"a\"");
        assertThat(Found.unsettled(host.records())).isEmpty();
    }

    @Test
    void anEntryThatTheHostMadeAnewUnderTheSameIdStays() {
        Found found = Found.in(host.records()).claim(host.records(), "c").confirm(host.records());
        host.write("{ \"c\": {\"expires_at\": \"2027-01-01T00:00:00Z\"} }");

        found.settle(host.records());

        assertThat(found.outcomes)
                .containsEntry("c", Outcome.kept(Reason.Kind.CHANGED, "it was changed after it was judged"));
        assertThat(host.content()).isEqualTo("{ \"c\": {\"expires_at\": \"2027-01-01T00:00:00Z\"} }");
    }

    @Test
    void anEntryThatWasStillDueWhenItWasJudgedAgainGoes() {
        Found found = Found.in(host.records()).claim(host.records(), "c");
        host.write("{ \"c\": {\"used\": true} }");

        found.confirm(host.records()).settle(host.records());

        assertThat(found.outcomes).containsEntry("c", new Outcome.Settled());
        assertThat(host.content()).isEqualTo("{  }");
    }

    @Test
    void anEntryWhoseMarkWasTakenOffStays() throws IOException {
        Found found = Found.in(host.records()).claim(host.records(), "a");
        Files.delete(Path.of(host.file + ".cleanup-marks"));

        assertThat(found.confirm(host.records()).claims).isEmpty();
        assertThat(found.outcomes.get("a")).isEqualTo(Outcome.kept(Reason.Kind.CHANGED, "its mark was taken off"));
        assertThat(host.content()).isEqualTo(THREE);
    }

    @Test
    void anEntryWhoseMarkWasTakenOffWhileItsFilesWentIsNotCutOut() throws IOException {
        Found found = Found.in(host.records()).claim(host.records(), "a");
        Files.delete(Path.of(host.file + ".cleanup-marks"));

        assertThat(found.settle(host.records()).outcomes)
                .containsEntry("a", Outcome.kept(Reason.Kind.CHANGED, "its mark was taken off"));
        assertThat(host.content()).isEqualTo(THREE);
    }

    @Test
    void anEntryThatIsMarkedIsNotFoundByAnotherTask() {
        Found.in(host.records()).claim(host.records(), "a");

        assertThat(Found.in(host.records()).records).containsOnlyKeys("b", "c");
    }

    @Test
    void anEntryThatTheHostRemovedItselfIsSettled() {
        Found found = Found.in(host.records()).claim(host.records());
        host.write("{}");

        assertThat(found.settle(host.records()).outcomes.values()).containsOnly(new Outcome.Settled());
        assertThat(Found.unsettled(host.records())).isEmpty();
    }

    @Test
    void theHostIsAskedOnceAndWhatItLeavesThereHasFailed() {
        JsonRecords records = host.declared().deletedByHost(ids -> {
            assertThat(ids).isEqualTo(Set.of("a", "b"));
            host.write("{\"b\": {\"audio\": \"2\"}}");
            throw new IllegalStateException("b is dear to me");
        });

        Found found = Found.removing(records, "a", "b");

        assertThat(found.outcomes).containsEntry("a", new Outcome.Settled());
        assertThat(found.outcomes.get("b").toString()).contains("b is dear to me");
        assertThat(Found.unsettled(records)).containsExactly("b");
    }

    @Test
    void whatNobodyCanLookForAfterTheHostWasAskedIsUnknown() {
        JsonRecords records = host.declared().deletedByHost(ids -> host.write("{"));

        assertThat(Found.removing(records, "a").outcomes.get("a")).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void anEntryThatIsThereAgainAfterTheHostWasAskedHasNotGone() {
        JsonRecords records = host.declared().deletedByHost(ids -> host.write(THREE));
        Found claimed = Found.in(records).claim(records, "a", "b");
        host.write("{\"b\": {\"audio\": \"2\"}}");

        assertThat(claimed.settle(records).outcomes.values()).allMatch(Outcome.Failed.class::isInstance);
    }

    @Test
    void aHostThatReturnsTooEarlyHasNotRemovedAnything() {
        Found found = Found.removing(host.declared().deletedByHost(ids -> {}), "a");

        assertThat(found.outcomes.get("a").toString())
                .contains("deletedByHost(..) must return once the file is written");
    }

    @Test
    void recordsThatAreOnlyReadCannotBeClaimed() {
        JsonRecords records = host.declared().readOnly();

        org.assertj.core.api.Assertions.assertThatIllegalStateException()
                .isThrownBy(() -> Found.in(records).claim(records))
                .withMessageContaining("only reads " + host.file);
    }

    @Test
    void aRehearsalWritesNothingNotEvenALock() throws IOException {
        JsonRecords records = host.records();
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"));

        Found.in(records);
        ReferencesRead.of(records);
        Found.unsettled(records);

        try (Stream<Path> all = Files.list(folder)) {
            assertThat(all).containsExactly(host.file);
        }
    }
}
