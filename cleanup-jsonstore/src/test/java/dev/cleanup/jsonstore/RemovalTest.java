package dev.cleanup.jsonstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cleanup.outcome.Outcome;
import dev.cleanup.outcome.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
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

    private JsonRecords on(Disk disk) {
        return host.declared().sharedThrough(host.lock().on(disk));
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
    void aFileWithAnotherNameIsNotRewritten() throws IOException {
        Files.createLink(folder.resolve("other-name"), host.file);

        Found found = Found.removing(host.records(), "a");

        assertThat(found.outcomes.get("a").toString())
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
        Disk late = FaultyDisk.healthy().meanwhile(() -> host.write(THREE + " "));
        Found found = Found.in(host.records()).claim(host.records(), "a").settle(on(late));

        assertThat(found.outcomes.get("a").toString())
                .contains("it was changed by somebody who does not hold its lock");
        assertThat(host.content()).isEqualTo(THREE + " ");
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
    void anEntryWhoseMarkWasTakenOffStays() throws IOException {
        Found found = Found.in(host.records()).claim(host.records(), "a");
        Files.delete(Path.of(host.file + ".cleanup-marks"));

        assertThat(found.confirm(host.records()).claims).isEmpty();
        assertThat(found.outcomes.get("a")).isEqualTo(Outcome.kept(Reason.Kind.CHANGED, "its mark was taken off"));
        assertThat(host.content()).isEqualTo(THREE);
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
        JsonRecords records = host.declared().removedBy(ids -> {
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
    void aHostThatReturnsTooEarlyHasNotRemovedAnything() {
        Found found = Found.removing(host.declared().removedBy(ids -> {}), "a");

        assertThat(found.outcomes.get("a").toString()).contains("removedBy(..) must return once the file is written");
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
