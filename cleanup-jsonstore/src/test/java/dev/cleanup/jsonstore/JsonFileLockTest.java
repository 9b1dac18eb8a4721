package dev.cleanup.jsonstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.cleanup.jsonstore.internal.file.FaultyDisk;
import dev.cleanup.outcome.Outcome;
import dev.cleanup.record.Claim;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("fast")
class JsonFileLockTest {

    private static final byte[] CONTENT = "{\"a\": {\"audio\": \"1\"}}".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private final ExecutorService other = Executors.newSingleThreadExecutor();
    private TokenHost host;

    @BeforeEach
    void writeAFile() throws IOException {
        host = new TokenHost(folder);
        Files.write(host.file, CONTENT);
    }

    @AfterEach
    void stop() {
        other.shutdownNow();
    }

    private <T> T inAnotherThread(Callable<T> work) throws InterruptedException, ExecutionException {
        return other.submit(work).get();
    }

    @Test
    void whileOneThreadHoldsItAnotherWaitsNoLongerThanItIsAllowedTo() throws Exception {
        JsonFileLock impatient = host.lock().waiting(Duration.ofMillis(20));
        try (JsonFileLock.Hold hold = host.lock().hold()) {
            assertThat(hold.isClaimed("a")).isFalse();
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> inAnotherThread(impatient::hold))
                    .havingCause()
                    .isInstanceOf(JsonFileBusyException.class)
                    .withMessageContaining(host.file + " was locked by somebody else for more than PT0.02S")
                    .withMessageContaining("See who holds " + host.file + ".cleanup-lock, try again, or allow more");
        }
        inAnotherThread(() -> {
            impatient.hold().close();
            return null;
        });
    }

    @Test
    void whoWaitsGetsItOnceItIsGivenBack() throws Exception {
        var first = host.lock().hold();
        var second = other.submit(() -> {
            try (JsonFileLock.Hold hold = host.lock().hold()) {
                return hold.read().isPresent();
            }
        });
        first.close();

        assertThat(second.get()).isTrue();
    }

    @Test
    void theLibraryWaitsForTheHostNoLongerThanItIsAllowedToAndLeavesEverything() throws Exception {
        JsonRecords records = host.declared().lockedBy(host.lock().waiting(Duration.ofMillis(20)));
        Found found = Found.in(records);
        try (JsonFileLock.Hold hold = host.lock().hold()) {
            assertThat(hold.read()).isPresent();
            Outcome outcome =
                    inAnotherThread(() -> found.claim(records).outcomes.get("a"));
            assertThat(outcome.toString()).contains("JsonFileBusyException");
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> inAnotherThread(() -> ReferencesRead.of(records)))
                    .havingCause()
                    .isInstanceOf(dev.cleanup.reference.ReferencesUnavailableException.class)
                    .withMessageContaining("was locked by somebody else");
        }
        assertThat(found.claims).isEmpty();
    }

    @Test
    void theThreadThatHoldsItMayTakeItAgainAndTheLibraryToo() {
        try (JsonFileLock.Hold outer = host.lock().hold()) {
            try (JsonFileLock.Hold inner = host.lock().hold()) {
                assertThat(inner.read()).isPresent();
            }
            Found.removing(host.records());
            assertThat(outer.read().orElseThrow()).asString().isEqualTo("{}");
        }
    }

    @Test
    void whoIsInterruptedWhileWaitingStopsWaitingAndStaysInterrupted() throws Exception {
        try (JsonFileLock.Hold hold = host.lock().hold()) {
            assertThat(hold.read()).isPresent();
            boolean interrupted = inAnotherThread(() -> {
                Thread.currentThread().interrupt();
                assertThatExceptionOfType(JsonFileBusyException.class)
                        .isThrownBy(() -> host.lock().hold())
                        .withMessageContaining("was interrupted");
                return Thread.interrupted();
            });
            assertThat(interrupted).isTrue();
        }
    }

    @Test
    void anEntryThatIsBeingRemovedIsKnownUntilItIsGoneOrReleased() {
        Found claimed = Found.in(host.records()).claim(host.records());
        assertThat(isBeingRemoved("a")).isTrue();
        assertThat(isBeingRemoved("b")).isFalse();

        List<Claim> claims = List.copyOf(claimed.claims.values());
        host.records().release(claims, (claim, outcome) -> assertThat(outcome).isEqualTo(new Outcome.Settled()));
        assertThat(isBeingRemoved("a")).isFalse();

        Found.removing(host.records());
        assertThat(isBeingRemoved("a")).isFalse();
    }

    private boolean isBeingRemoved(String id) {
        try (JsonFileLock.Hold hold = host.lock().hold()) {
            return hold.isClaimed(id);
        }
    }

    @Test
    void aMarkStaysWhileEntriesThatLieElsewhereInTheFileAreMarkedAndRemoved() {
        host.write("{ \"tokens\": { \"1\": {}, \"2\": {} }, \"sessions\": { \"1\": {}, \"3\": {} } }");
        JsonRecords tokens = within("/tokens");
        JsonRecords sessions = within("/sessions");
        Found.in(tokens).claim(tokens, "2");

        Found.removing(sessions, "1", "3");

        try (JsonFileLock.Hold hold = host.lock().hold()) {
            assertThat(hold.isClaimed("2")).isTrue();
        }
        assertThat(Found.unsettled(tokens)).containsExactly("2");
        assertThat(host.content()).isEqualTo("{ \"tokens\": { \"1\": {}, \"2\": {} }, \"sessions\": {  } }");
    }

    @Test
    void aMarkIsThatOfOneEntryThoughOthersHaveItsId() {
        host.write("{ \"tokens\": { \"1\": {} }, \"sessions\": { \"1\": {} } }");
        Found.in(within("/tokens")).claim(within("/tokens"), "1");

        assertThat(Found.unsettled(within("/sessions"))).isEmpty();
        assertThat(Found.in(within("/sessions")).records).containsOnlyKeys("1");
    }

    private JsonRecords within(String container) {
        return JsonRecords.in(host.file).under(container).objectById().lockedBy(host.lock());
    }

    @Test
    void whereTheMarksCannotBeReadNoEntryMayBeUsed() throws IOException {
        Files.writeString(Path.of(host.file + ".cleanup-marks"), "what is this?\n");

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> isBeingRemoved("a"))
                .withMessageContaining("whether a is being removed from " + host.file + " cannot be found out")
                .withMessageContaining("do not use it. Make " + host.file + ".cleanup-marks readable");
    }

    @Test
    void theHostWritesTheFileAsAWholeWithItsOwnerAndPermissions() throws IOException {
        Files.setPosixFilePermissions(host.file, PosixFilePermissions.fromString("rw-rw-r--"));
        try (JsonFileLock.Hold hold = host.lock().hold()) {
            hold.write("{}".getBytes(StandardCharsets.UTF_8));
            assertThat(hold.read().orElseThrow()).asString().isEqualTo("{}");
        }

        assertThat(host.file).hasContent("{}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(host.file)))
                .isEqualTo("rw-rw-r--");
        assertThat(Files.getPosixFilePermissions(Path.of(host.file + ".cleanup-lock")))
                .as("who may write the file may take its lock")
                .isEqualTo(PosixFilePermissions.fromString("rw-rw-r--"));
    }

    @Test
    void aFileThatIsMissingCanBeWritten() throws IOException {
        Files.delete(host.file);
        try (JsonFileLock.Hold hold = host.lock().hold()) {
            assertThat(hold.read()).isEmpty();
            hold.write(CONTENT);
        }

        assertThat(host.file).hasBinaryContent(CONTENT);
    }

    @Test
    void aWriteThatFailsLeavesTheOldFile() {
        try (JsonFileLock.Hold hold =
                host.lock().on(FaultyDisk.failing("write")).hold()) {
            assertThatExceptionOfType(UncheckedIOException.class)
                    .isThrownBy(() -> hold.write(new byte[100]))
                    .withMessageContaining(host.file + " was not written, and is what it was before: ");
        }
        assertThat(host.file).hasBinaryContent(CONTENT);
    }

    @Test
    void aHoldThatWasGivenBackIsWorthNothing() {
        JsonFileLock.Hold hold = host.lock().hold();
        hold.close();
        hold.close();

        assertThatIllegalStateException()
                .isThrownBy(() -> hold.write(CONTENT))
                .withMessageContaining("was given back: others may have it now. Take it again with hold()");
        assertThatIllegalStateException().isThrownBy(() -> hold.isClaimed("a"));
    }

    @Test
    void whatIsCalledWhileEntriesAreReadCannotWriteThem() {
        JsonRecords records = host.records();
        Found.in(records).claim(records);

        assertThatIllegalStateException()
                .isThrownBy(() -> records.openClaims(claim -> host.lock().hold().close()))
                .withMessageContaining("is held by this thread to read");
    }

    @Test
    void theLockOfALinkIsTheLockOfItsTarget() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link.json"), host.file);
        try (JsonFileLock.Hold hold = JsonFileLock.beside(link).hold()) {
            assertThat(hold.read()).isPresent();
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> inAnotherThread(
                            () -> host.lock().waiting(Duration.ZERO).hold()));
        }
    }

    @Test
    void whoeverWouldWaitForEverGetsItToo() {
        Duration forEver = ChronoUnit.FOREVER.getDuration();
        try (JsonFileLock.Hold hold = host.lock().waiting(forEver).hold()) {
            assertThat(hold.read()).isPresent();
        }
    }

    @Test
    void settingsAreChecked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> host.lock().waiting(Duration.ofSeconds(-1)))
                .withMessageContaining("atMost (PT-1S) must not be negative");
        assertThatIllegalStateException()
                .isThrownBy(() -> host.lock().waiting(Duration.ZERO).waiting(Duration.ZERO))
                .withMessageContaining("waiting was already set to PT0S");
        assertThat(host.lock()).hasToString("lock of " + host.file);
    }

    @Test
    void aLinkInTheLocksPlaceIsNotFollowed() throws IOException {
        Path elsewhere = Files.createFile(folder.resolve("elsewhere"));
        Files.createSymbolicLink(Path.of(host.file + ".cleanup-lock"), elsewhere);

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> host.lock().hold());
    }

    @Test
    void aLockFileThatCannotBeMadeIsAFaultAndNoLock() {
        JsonFileLock lost = JsonFileLock.beside(folder.resolve("missing").resolve("tokens.json"));

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(lost::hold)
                .withMessageContaining("could not be taken")
                .withMessageContaining("accessible to all who share it");
    }
}
